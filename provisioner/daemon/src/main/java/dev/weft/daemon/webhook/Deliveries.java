// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes deliveries: size, then signature, then content, in this order. All that a good one can do
/// is have the repository looked at, so nothing of it is kept but its id.
public final class Deliveries {

  /// Most bytes of a delivery. Of a push only what it is about counts.
  public static final int MOST_BYTES = 1 << 20;

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration LONGEST_REMEMBERED = Duration.ofDays(3);
  private static final JsonFactory JSON = new JsonFactory();

  private static final String BRANCHES = "refs/heads/";

  private final Supplier<String> secret;
  private final InstantSource clock;
  private final Runnable look;
  private final Map<String, Long> seen = new LinkedHashMap<>();

  /// An answer to who sent it.
  ///
  /// @param status of HTTP
  /// @param message in a sentence
  record Answer(int status, String message) {}

  /// @param secret what the host was given; empty to take nothing at all
  /// @param look has the repository looked at; returns at once
  public Deliveries(Supplier<String> secret, InstantSource clock, Runnable look) {
    this.secret = secret;
    this.clock = clock;
    this.look = look;
  }

  /// @param headers the value of a header by its name; empty when there is none
  /// @param body at most one byte more than [#MOST_BYTES], so that a larger one is seen as such
  Answer take(Sender sender, UnaryOperator<String> headers, byte[] body) {
    if (body.length > MOST_BYTES) {
      return new Answer(413, "A delivery has at most %,d bytes.".formatted(MOST_BYTES));
    }
    String known = secret.get();
    if (known.isEmpty()) {
      return new Answer(404, "Webhooks are off: set weft.webhook.secret-file to turn them on.");
    }
    if (!sender.isSigned(known, headers, body, clock.instant())) {
      return new Answer(401, "The signature is missing, or not made with the secret known here.");
    }
    String pushed;
    try {
      pushed = ref(body);
    } catch (IOException e) {
      return new Answer(400, "The body is not JSON; choose application/json at the host.");
    }
    if (isSeen(sender.delivery(headers))) {
      return new Answer(200, "This delivery was taken before.");
    }
    if (pushed == null || !pushed.startsWith(BRANCHES)) {
      return new Answer(200, "It is not about a branch, so there is nothing to do.");
    }
    look.run();
    return new Answer(202, "The repository is looked at.");
  }

  /// What the delivery says was pushed; absent when it is about something else.
  private static @Nullable String ref(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      String found = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isRef = json.currentName().equals("ref");
        JsonToken value = json.nextToken();
        if (isRef && value == JsonToken.VALUE_STRING) {
          found = json.getText();
        } else {
          json.skipChildren();
        }
      }
      return found;
    }
  }

  private synchronized boolean isSeen(String delivery) {
    if (delivery.isEmpty()) {
      return false;
    }
    long now = clock.millis();
    seen.values().removeIf(at -> now - at > LONGEST_REMEMBERED.toMillis());
    boolean isKnown = seen.putIfAbsent(delivery, now) != null;
    if (seen.size() > MOST_REMEMBERED) {
      seen.remove(seen.keySet().iterator().next());
    }
    return isKnown;
  }
}
