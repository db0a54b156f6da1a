// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a login is kept: a file that only its owner may read, in `~/.config/weft`.
final class LoginFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;

  /// A login.
  ///
  /// @param issuer who gave the tokens
  /// @param client as what
  /// @param access good until its end
  /// @param refresh to get another one with
  record Login(URI issuer, String client, String access, Instant end, String refresh) {

    @Override
    public String toString() {
      return "Login[issuer=%s, client=%s, end=%s]".formatted(issuer, client, end);
    }
  }

  private LoginFile(Path file) {
    this.file = file;
  }

  /// @param variables of the process
  static LoginFile of(Map<String, String> variables) {
    String told = variables.getOrDefault("XDG_CONFIG_HOME", "");
    String home = variables.getOrDefault("HOME", System.getProperty("user.home", "."));
    Path folder = told.isEmpty() ? Path.of(home, ".config") : Path.of(told);
    return new LoginFile(folder.resolve("weft").resolve("login.json"));
  }

  Path path() {
    return file;
  }

  /// The login that is kept; empty when there is none.
  ///
  /// @throws CliException when it cannot be read, or others may read it
  Optional<Login> read() {
    try {
      if (!Files.getPosixFilePermissions(file).equals(OWNER)) {
        throw new CliException(
            "Others than you have rights to " + file + ", which holds your login.",
            "Take them away with `chmod 600 " + file + "`, or log in again: weft login.");
      }
      JsonNode json = ApiClient.JSON.readTree(file.toFile());
      return Optional.of(
          new Login(
              URI.create(json.path("issuer").asText()),
              json.path("client").asText(),
              json.path("access").asText(),
              Instant.parse(json.path("end").asText()),
              json.path("refresh").asText()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new CliException(
          file + " does not hold a login that this release understands.",
          "Log in again with `weft login`.");
    } catch (IOException e) {
      throw new CliException(
          file + " cannot be read: " + e.getMessage() + ".", "Check who may read it.", e);
    }
  }

  void write(Login login) {
    var json =
        ApiClient.JSON
            .createObjectNode()
            .put("issuer", login.issuer().toString())
            .put("client", login.client())
            .put("access", login.access())
            .put("end", login.end().toString())
            .put("refresh", login.refresh());
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, OWNER_FOLDER);
      }
      // Never there with more rights, or half written.
      Path draft =
          Files.createTempFile(folder == null ? Path.of("") : folder, "login", ".part", OWNER_ONLY);
      Files.writeString(draft, json.toPrettyString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw new CliException(e.getMessage() + " is not a folder.", "Move it away.", e);
    } catch (IOException e) {
      throw new CliException(
          "Your login cannot be kept in " + file + ": " + e.getMessage() + ".",
          "Check that you may write there.",
          e);
    }
  }

  /// @return whether there was one
  boolean remove() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CliException(
          file + " cannot be removed: " + e.getMessage() + ".", "Remove it by hand.", e);
    }
  }
}
