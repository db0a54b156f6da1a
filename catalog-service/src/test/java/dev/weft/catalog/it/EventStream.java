// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A listener to the live feed.
final class EventStream implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final InputStream body;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();

  /// One server-sent event.
  ///
  /// @param id what a client would name when it comes back
  /// @param name the event's name
  /// @param data what it says
  record Event(String id, String name, JsonNode data) {

    String type() {
      return data.path("type").asText();
    }

    String subject() {
      return data.path("subject").asText();
    }
  }

  private EventStream(String token, @Nullable String lastEvent) {
    var request =
        HttpRequest.newBuilder(Catalog.SERVICE.uri("/api/v1/changes"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (lastEvent != null) {
      request.header("Last-Event-ID", lastEvent);
    }
    try {
      body = http.send(request.build(), BodyHandlers.ofInputStream()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().name("events").start(this::read);
  }

  /// Begins to listen.
  ///
  /// @param lastEvent the last event that was seen; null for a first visit
  static EventStream open(String token, @Nullable String lastEvent) {
    return new EventStream(token, lastEvent);
  }

  /// All that has come so far.
  List<Event> events() {
    return events;
  }

  /// Comments, which keep the line open; the first says that listening has begun.
  List<String> comments() {
    return comments;
  }

  private void read() {
    String id = "";
    String name = "";
    String data = "";
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (colon < 0 ? line : line.substring(0, colon)) {
          case "" -> {
            if (colon == 0) {
              comments.add(value);
            } else if (!data.isEmpty()) {
              events.add(new Event(id, name, CatalogProcess.JSON.readTree(data)));
              data = "";
            }
          }
          case "id" -> id = value;
          case "event" -> name = value;
          case "data" -> data = value;
          default -> {
            // Fields that the standard does not know are passed over, as browsers do.
          }
        }
      }
    } catch (IOException e) {
      // The listener has hung up.
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
