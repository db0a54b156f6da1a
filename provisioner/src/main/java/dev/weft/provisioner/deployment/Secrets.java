// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The secrets that this process knows, so that none of them is ever printed: libraries put what
/// they were given into their messages.
public final class Secrets {

  private static final int SHORTEST = 4;
  private static final Pattern QUOTED =
      Pattern.compile("(?i)(?:password|secret)\\w*\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;]+))");

  private final Set<String> values = ConcurrentHashMap.newKeySet();

  /// Remembers a secret. What is shorter than four characters is no secret, and would mask words.
  public void add(String secret) {
    if (secret.length() >= SHORTEST) {
      values.add(secret);
    }
  }

  /// Remembers what is secret in the properties of a client.
  public void add(Properties properties) {
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key, "");
      String name = key.toLowerCase(Locale.ROOT);
      if (name.endsWith("jaas.config")) {
        Matcher quoted = QUOTED.matcher(value);
        while (quoted.find()) {
          for (int i = 1; i <= quoted.groupCount(); i++) {
            String found = quoted.group(i);
            add(found == null ? "" : found);
          }
        }
      } else if (name.contains("password") || name.contains("secret") || name.endsWith("key")) {
        add(value);
      }
    }
  }

  /// The text without secrets.
  public String mask(String text) {
    String masked = text;
    var longestFirst =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    longestFirst.addAll(values);
    for (String secret : longestFirst) {
      masked = masked.replace(secret, "****");
    }
    return masked;
  }
}
