// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What has to be the same at the next start: ports and secrets.
///
/// Read from the files at every question and written at every change, so that two handles of one
/// stack agree.
final class StackState {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String CLIENT_PREFIX = "client.";
  private static final int SECRET_BYTES = 18;

  private final StackFiles files;
  private final SecureRandom random = new SecureRandom();

  StackState(StackFiles files) {
    this.files = files;
  }

  /// The port that was chosen for this purpose.
  int port(String name) {
    return findPort(name)
        .orElseThrow(
            () -> new DevStackException("No port was chosen for " + name + "; was `up` called?"));
  }

  synchronized Optional<Integer> findPort(String name) {
    return Optional.ofNullable(ports().get(name));
  }

  synchronized void setPort(String name, int port) {
    Map<String, Integer> ports = ports();
    ports.put(name, port);
    write(files.ports(), ports);
  }

  synchronized Map<String, Integer> ports() {
    return read(files.ports(), new TypeReference<TreeMap<String, Integer>>() {});
  }

  /// The secret with this name, made at the first question.
  synchronized String secret(String name) {
    Map<String, String> secrets =
        read(files.secrets(), new TypeReference<TreeMap<String, String>>() {});
    String known = secrets.get(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    // Letters and digits only: a secret appears in SQL, in JAAS and on command lines of people.
    String made = Base64.getEncoder().encodeToString(bytes).replace('+', 'x').replace('/', 'y');
    secrets.put(name, made);
    write(files.secrets(), secrets);
    return made;
  }

  /// The clients for which secrets were made.
  synchronized List<String> knownClients() {
    return read(files.secrets(), new TypeReference<TreeMap<String, String>>() {}).keySet().stream()
        .filter(name -> name.startsWith(CLIENT_PREFIX))
        .map(name -> name.substring(CLIENT_PREFIX.length()))
        .toList();
  }

  /// Forgets the secrets of all applications' clients.
  synchronized void forgetClients() {
    Map<String, String> secrets =
        read(files.secrets(), new TypeReference<TreeMap<String, String>>() {});
    secrets.keySet().removeIf(name -> name.startsWith(CLIENT_PREFIX));
    write(files.secrets(), secrets);
  }

  /// The secret of an application's client.
  String clientSecret(String clientId) {
    return secret(CLIENT_PREFIX + clientId);
  }

  private static <T> TreeMap<String, T> read(Path file, TypeReference<TreeMap<String, T>> type) {
    try {
      return Files.exists(file) ? JSON.readValue(file.toFile(), type) : new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + "; delete it to start afresh.", e);
    }
  }

  private static void write(Path file, Map<String, ?> content) {
    try {
      PrivateFiles.write(file, JSON.writeValueAsString(content) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
