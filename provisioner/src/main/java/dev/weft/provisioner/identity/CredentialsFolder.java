// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The secret store: a folder with one file per application, the properties with which its Kafka
/// client logs in. Files are readable by their owner only, and are never seen half-written.
public final class CredentialsFolder {

  private static final String SUFFIX = ".properties";
  private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
  private static final String CLIENT = "sasl.oauthbearer.client.credentials.client.id";
  private static final String SECRET = "sasl.oauthbearer.client.credentials.client.secret";

  private final Path folder;
  private final String tokenEndpoint;
  private final Map<String, String> more;

  /// @param folder made when it is needed
  /// @param tokenEndpoint where applications get their tokens
  /// @param more properties that every application's Kafka client needs, such as
  ///   `security.protocol`, which is `SASL_SSL` when it is not among them
  public CredentialsFolder(Path folder, String tokenEndpoint, Map<String, String> more) {
    this.folder = folder;
    this.tokenEndpoint = tokenEndpoint;
    this.more = Map.copyOf(more);
  }

  /// How the file of an application agrees with the secret that its client has.
  ///
  /// @param application `{domain}.{application}`
  Secret compare(String application, String clientId, String secret) throws IOException {
    Path file = file(application);
    if (!Files.isRegularFile(file)) {
      return Secret.MISSING;
    }
    var known = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      known.load(reader);
    } catch (IllegalArgumentException _) {
      return Secret.DIFFERENT;
    }
    if (!secret.equals(known.getProperty(SECRET))) {
      return Secret.DIFFERENT;
    }
    return known.equals(properties(clientId, secret)) ? Secret.STORED : Secret.OUTDATED;
  }

  /// Fails if nothing can be written, before anything depends on it.
  void requireWritable() throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder may not be written to");
    }
  }

  /// Writes the file of an application.
  void write(String application, String clientId, String secret) throws IOException {
    requireWritable();
    var text = new StringBuilder("# Logs a Kafka client in as ").append(clientId);
    text.append(". Written by Weft; a new secret replaces it.\n");
    new TreeMap<>(properties(clientId, secret))
        .forEach(
            (name, value) -> text.append(name).append('=').append(escaped(value)).append('\n'));
    var ownersOnly = PosixFilePermissions.fromString("rw-------");
    Path draft =
        Files.createTempFile(
            folder, "." + application, ".draft", PosixFilePermissions.asFileAttribute(ownersOnly));
    try {
      Files.writeString(draft, text);
      Files.move(
          draft,
          file(application),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Removes the file of an application that may no longer log in.
  void remove(String application) throws IOException {
    Files.deleteIfExists(file(application));
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private Path file(String application) {
    return folder.resolve(application + SUFFIX);
  }

  private Map<String, String> properties(String clientId, String secret) {
    var properties = new TreeMap<String, String>();
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "OAUTHBEARER");
    properties.put("sasl.login.callback.handler.class", OAUTH + "OAuthBearerLoginCallbackHandler");
    properties.put("sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;");
    properties.put("sasl.oauthbearer.token.endpoint.url", tokenEndpoint);
    properties.putAll(more);
    properties.put(CLIENT, clientId);
    properties.put(SECRET, secret);
    return properties;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
