// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import dev.weft.model.language.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the keys `links.CLUSTER.*`.
final class Links {

  static final String PREFIX = "links.";

  private static final String SOURCE = "source.";
  private static final String TARGET = "target.";
  private static final String SETTINGS = "settings.";
  private static final List<String> OWN = List.of("type", "url", "user", "password");
  private static final Pattern IN_JAAS =
      Pattern.compile("(?i)(?:password|secret)\\w*\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;]+)");

  private final SortedMap<String, String> values;
  private final String file;
  private final BiFunction<String, String, URI> urls;
  private final BinaryOperator<String> references;

  /// @param values all keys of the file; those that are handed on are as they are written
  /// @param urls makes an address of a key and its value, or complains
  /// @param references resolves the references in the value of a key
  Links(
      SortedMap<String, String> values,
      String file,
      BiFunction<String, String, URI> urls,
      BinaryOperator<String> references) {
    this.values = values;
    this.file = file;
    this.urls = urls;
    this.references = references;
  }

  /// Whether a value is handed on to the server that copies, references and all.
  static boolean isHandedOn(String key) {
    if (!key.startsWith(PREFIX)) {
      return false;
    }
    int dot = key.indexOf('.', PREFIX.length());
    String rest = key.substring(dot + 1);
    return dot > 0
        && (rest.startsWith(SOURCE) || rest.startsWith(TARGET) || rest.startsWith(SETTINGS));
  }

  /// The links by the cluster that receives.
  SortedMap<String, Link> read() {
    SortedMap<String, SortedMap<String, String>> byTarget =
        DeploymentFile.byName(
            values, PREFIX, key -> complaint(key, "names no property. Write `" + key + ".url`."));
    SortedMap<String, Link> links = new TreeMap<>();
    byTarget.forEach((target, own) -> links.put(target, link(target, own)));
    return links;
  }

  private Link link(String target, SortedMap<String, String> own) {
    String prefix = PREFIX + target + ".";
    Link.Type type = type(prefix, own);
    SortedMap<String, SortedMap<String, String>> sources = new TreeMap<>();
    SortedMap<String, String> targetSettings = new TreeMap<>();
    SortedMap<String, String> settings = new TreeMap<>();
    own.forEach((key, value) -> {
      if (key.startsWith(SOURCE)) {
        int dot = key.indexOf('.', SOURCE.length());
        if (dot < 0) {
          throw complaint(
              prefix + key, "names no property. Write `" + prefix + key + ".bootstrap.servers`.");
        }
        handOn(
            type,
            prefix + key,
            key.substring(dot + 1),
            value,
            sources.computeIfAbsent(key.substring(SOURCE.length(), dot), _ -> new TreeMap<>()));
      } else if (key.startsWith(TARGET)) {
        handOn(type, prefix + key, key.substring(TARGET.length()), value, targetSettings);
      } else if (key.startsWith(SETTINGS)) {
        handOn(type, prefix + key, key.substring(SETTINGS.length()), value, settings);
      } else if (!OWN.contains(key)) {
        throw complaint(prefix + key, "is not a known key." + meant(key));
      }
    });
    String url = own.get("url");
    if (url == null || url.isBlank()) {
      throw complaint(
          prefix + "url", "is missing: the REST API of what copies to `" + target + "`.");
    }
    return new Link(
        target,
        type,
        urls.apply(prefix + "url", url),
        login(prefix, own),
        sources,
        targetSettings,
        settings);
  }

  /// Kafka Connect resolves references itself. Cluster Linking takes secrets as they are and never
  /// shows them again, so for it they are resolved here.
  private void handOn(
      Link.Type type,
      String key,
      String property,
      String value,
      SortedMap<String, String> settings) {
    requireReference(key, property, value);
    settings.put(
        property,
        switch (type) {
          case CONNECT -> value;
          case CONFLUENT -> references.apply(key, value);
        });
  }

  /// Whoever may read the REST API of Kafka Connect reads what connectors are configured with, and
  /// a file that says where servers are is no place for secrets.
  private void requireReference(String key, String property, String value) {
    String name = property.toLowerCase(Locale.ROOT);
    boolean isOpen;
    if (name.endsWith("jaas.config")) {
      isOpen = false;
      Matcher secret = IN_JAAS.matcher(value);
      while (secret.find()) {
        isOpen |= !References.isIn(secret.group(1));
      }
    } else {
      boolean isSecret =
          name.contains("password") || name.contains("secret") || name.endsWith("keystore.key");
      isOpen = isSecret && !References.isIn(value);
    }
    if (isOpen) {
      throw complaint(
          key,
          "holds a secret in clear, which everybody would see who may read the REST API. Write a"
              + " reference that the server resolves, such as `${file:/run/secrets/link:password}`"
              + " of Kafka Connect's FileConfigProvider.");
    }
  }

  private Link.Type type(String prefix, Map<String, String> own) {
    String written = own.getOrDefault("type", "connect");
    return switch (written) {
      case "connect" -> Link.Type.CONNECT;
      case "confluent" -> Link.Type.CONFLUENT;
      default ->
          throw complaint(prefix + "type", "is `" + written + "`. Write `connect` or `confluent`.");
    };
  }

  private Link.@Nullable Login login(String prefix, Map<String, String> own) {
    String user = own.get("user");
    String password = own.get("password");
    if (user == null && password == null) {
      return null;
    }
    if (user == null || password == null) {
      throw complaint(
          prefix + (user == null ? "user" : "password"), "is missing; the two belong together.");
    }
    return new Link.Login(user, password);
  }

  private static String meant(String key) {
    List<String> known = new ArrayList<>(OWN);
    return Optional.ofNullable(Words.nearest(key, known))
        .map(name -> " Did you mean `" + name + "`?")
        .orElse(
            " Known are `type`, `url`, `user`, `password`, `source.CLUSTER.*`, `target.*` and"
                + " `settings.*`.");
  }

  private DeploymentException complaint(String key, String what) {
    return new DeploymentException("`" + file + "`: `" + key + "` " + what);
  }
}
