// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The identity provider: clients for applications, tokens, demo users.
public final class Identity {

  private final StackFiles files;
  private final StackState state;

  Identity(StackFiles files, StackState state) {
    this.files = files;
    this.state = state;
  }

  /// The identity provider's own URL; its console is behind it.
  public String url() {
    return Realm.of(state).server();
  }

  /// The issuer of the realm's tokens.
  public String issuer() {
    return Realm.of(state).issuer();
  }

  /// Where tokens are to be had.
  public String tokenEndpoint() {
    return Realm.of(state).tokenEndpoint();
  }

  /// The file with the public half of the key that signs the tokens.
  public Path publicKeys() {
    return files.publicKeys();
  }

  /// The client as which Weft itself works.
  public String provisionerId() {
    return Realm.PROVISIONER;
  }

  /// The secret of [#provisionerId()].
  public String provisionerSecret() {
    return state.secret(Realm.PROVISIONER);
  }

  /// A token of one of Weft's own clients as itself: `weft-catalog` and `weft-provisioner` have the
  /// audience `weft-daemon` and its roles, `weft-catalog-log` has the audience `kafka`,
  /// `weft-catalog-reader` the audience `weft-catalog` and its role `catalog-read`.
  public String serviceToken(String client) {
    return token(client, clientSecret(client));
  }

  /// The secret of one of Weft's own confidential clients.
  public String clientSecret(String client) {
    return state.secret(client);
  }

  /// A token of a person who logged in from a terminal, with the audiences `weft-catalog` and
  /// `weft-daemon` and the person's teams as claim `groups`.
  ///
  /// @param username of a demo user, or of somebody who was ensured
  public String userToken(String username) {
    return Realm.of(state).userToken(username, password(username));
  }

  /// Makes sure that a person can log in, for tests that need more people than the demo users.
  ///
  /// @param teams the groups, which are made if they are missing; none for a stranger
  public void ensureUser(String username, List<String> teams) {
    var people = new RealmPeople(KeycloakAdmin.of(state), state);
    teams.forEach(people::ensureGroup);
    people.ensure(new RealmFile.Person(username, username, "Test", teams));
  }

  /// A token of a client.
  public String token(String clientId, String secret) {
    return Realm.of(state).clientToken(clientId, secret);
  }

  /// Makes sure that an application can log in, and may read the registry.
  ///
  /// @return the properties file with which a Kafka client logs in as this application
  public Path ensureClient(String clientId) {
    return ensureClient(clientId, RegistryRole.READ_ONLY);
  }

  /// Makes sure that an application can log in, with this role in the registry.
  ///
  /// @param clientId also the name of its principal in Kafka, `User:<clientId>`
  /// @return the properties file with which a Kafka client logs in as this application
  public Path ensureClient(String clientId, RegistryRole role) {
    if (!clientId.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a client id: " + clientId);
    }
    String secret = state.clientSecret(clientId);
    new ClientSetup(KeycloakAdmin.of(state)).ensure(clientId, secret, role);
    Path file = credentialsOf(clientId);
    writeCredentials(clientId, secret);
    return file;
  }

  /// Takes an application's client away; its tokens end with their lifetime.
  public void removeClient(String clientId) {
    new ClientSetup(KeycloakAdmin.of(state)).remove(clientId);
    try {
      Files.deleteIfExists(credentialsOf(clientId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes the clients that the stack itself made for applications, as it did before the
  /// provisioner made them; the provisioner leaves alone what is not its own.
  void handOver() {
    List<String> ours = state.knownClients();
    if (ours.isEmpty()) {
      return;
    }
    var clients = new ClientSetup(KeycloakAdmin.of(state));
    ours.forEach(clients::remove);
    state.forgetClients();
  }

  /// The password of a demo user.
  public String password(DemoUser user) {
    return password(user.username());
  }

  /// The password of a demo user, or of somebody who was ensured.
  public String password(String username) {
    return state.secret(RealmPeople.secretOf(username));
  }

  /// The properties file of an application's Kafka client; it exists once the client was ensured.
  public Path credentialsOf(String clientId) {
    return files.credentials().resolve(clientId + ".properties");
  }

  /// Rewrites all credentials after the identity provider has moved to another port.
  void refreshCredentials() {
    writeCredentials(Realm.PROVISIONER, provisionerSecret());
    for (String clientId : state.knownClients()) {
      if (Files.exists(credentialsOf(clientId))) {
        writeCredentials(clientId, state.clientSecret(clientId));
      }
    }
  }

  private void writeCredentials(String clientId, String secret) {
    PrivateFiles.write(
        credentialsOf(clientId),
        "Logs a Kafka client in as " + clientId + ". Made by the dev stack, for this machine only.",
        KafkaAccess.oauthProperties(tokenEndpoint(), clientId, secret));
  }
}
