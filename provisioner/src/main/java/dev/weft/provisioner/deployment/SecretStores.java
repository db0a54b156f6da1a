// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys of `identity.secrets`: exactly one kind of store.
///
/// ```properties
/// identity.secrets.directory=/run/secrets/applications
///
/// identity.secrets.kubernetes.namespace=data-applications
/// identity.secrets.kubernetes.url=https://kubernetes.default.svc
/// identity.secrets.kubernetes.token.file=/var/run/secrets/kubernetes.io/serviceaccount/token
/// identity.secrets.kubernetes.ca.file=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt
///
/// identity.secrets.vault.url=https://vault.example.com:8200
/// identity.secrets.vault.mount=secret
/// identity.secrets.vault.path=weft/prod
/// identity.secrets.vault.token.file=/run/secrets/vault-token
/// identity.secrets.vault.role=weft
/// ```
final class SecretStores {

  static final String PREFIX = "identity.secrets.";
  static final String DIRECTORY = PREFIX + "directory";

  private static final String KUBERNETES = PREFIX + "kubernetes.";
  private static final String VAULT = PREFIX + "vault.";
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

  static final List<String> KEYS =
      List.of(
          DIRECTORY,
          KUBERNETES + "namespace",
          KUBERNETES + "url",
          KUBERNETES + "token.file",
          KUBERNETES + "ca.file",
          VAULT + "url",
          VAULT + "namespace",
          VAULT + "mount",
          VAULT + "path",
          VAULT + "token.file",
          VAULT + "role",
          VAULT + "login.mount",
          VAULT + "ca.file");

  private final String file;
  private final Path folder;
  private final SortedMap<String, String> values;

  private SecretStores(String file, Path folder, SortedMap<String, String> values) {
    this.file = file;
    this.folder = folder;
    this.values = values;
  }

  /// @param file what the deployment's file is called, for messages
  /// @param folder what relative paths start from
  /// @throws DeploymentException when there is no store, or more than one, or one is wrong
  static SecretStore of(String file, Path folder, SortedMap<String, String> values) {
    return new SecretStores(file, folder, values).store();
  }

  private SecretStore store() {
    var found = new ArrayList<SecretStore>();
    if (values.containsKey(DIRECTORY)) {
      found.add(new SecretStore.Folder(folder.resolve(required(DIRECTORY))));
    }
    if (has(KUBERNETES)) {
      found.add(kubernetes());
    }
    if (has(VAULT)) {
      found.add(vault());
    }
    if (found.size() != 1) {
      throw new DeploymentException(
          "`%s` says %s where applications find their secrets, and the other keys of `identity` need one place. Set `%s`, or keys of `%s*` or of `%s*`."
              .formatted(
                  file,
                  found.isEmpty() ? "nowhere" : "more than once",
                  DIRECTORY,
                  KUBERNETES,
                  VAULT));
    }
    return found.getFirst();
  }

  private boolean has(String prefix) {
    return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private SecretStore kubernetes() {
    Path standard = Path.of(ACCOUNT + "ca.crt");
    Path authorities = path(KUBERNETES + "ca.file");
    String namespace = required(KUBERNETES + "namespace");
    if (!namespace.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw wrong(KUBERNETES + "namespace", "is no name of a namespace");
    }
    return new SecretStore.Kubernetes(
        url(KUBERNETES + "url", "https://kubernetes.default.svc"),
        namespace,
        Path.of(values.getOrDefault(KUBERNETES + "token.file", ACCOUNT + "token")),
        authorities == null && Files.isRegularFile(standard) ? standard : authorities);
  }

  private SecretStore vault() {
    String role = values.getOrDefault(VAULT + "role", "");
    Path token = path(VAULT + "token.file");
    if (role.isEmpty() && token == null) {
      throw new DeploymentException(
          "`%s` does not say how to log in to Vault. Set `%stoken.file`, or `%srole` to log in as a service account of Kubernetes."
              .formatted(file, VAULT, VAULT));
    }
    return new SecretStore.Vault(
        url(VAULT + "url", ""),
        values.getOrDefault(VAULT + "namespace", ""),
        segment(VAULT + "mount", "secret"),
        segment(VAULT + "path", "weft"),
        token == null ? Path.of(ACCOUNT + "token") : token,
        role,
        segment(VAULT + "login.mount", "kubernetes"),
        path(VAULT + "ca.file"));
  }

  private String segment(String key, String usual) {
    String value = values.getOrDefault(key, usual);
    if (!SEGMENT.matcher(value).matches() || value.contains("..")) {
      throw wrong(key, "is no path; write words joined by `/`, without one at the ends");
    }
    return value;
  }

  private URI url(String key, String usual) {
    String value = usual.isEmpty() ? required(key) : values.getOrDefault(key, usual);
    try {
      URI url = new URI(value);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      String host = String.valueOf(url.getHost());
      if (url.getHost() != null
          && url.getUserInfo() == null
          && (scheme.equals("https") || (scheme.equals("http") && HERE.contains(host)))) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Said below, for every kind of mistake.
    }
    throw wrong(key, "has to begin with https://, since secrets go there, and to carry no user");
  }

  private @Nullable Path path(String key) {
    String value = values.get(key);
    return value == null ? null : folder.resolve(value);
  }

  private String required(String key) {
    String value = values.getOrDefault(key, "");
    if (value.isBlank()) {
      throw wrong(key, "is missing");
    }
    return value;
  }

  private DeploymentException wrong(String key, String what) {
    return new DeploymentException("`%s`, `%s` %s. Correct it.".formatted(file, key, what));
  }
}
