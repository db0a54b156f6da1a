// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Tells Kafka's clients in this JVM from which addresses they may get tokens; without it they
/// refuse any.
final class AllowedUrls {

  static final String PROPERTY = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private AllowedUrls() {}

  /// Adds addresses to those that are allowed already.
  static synchronized void add(Collection<String> urls) {
    if (urls.isEmpty()) {
      return;
    }
    String present = System.getProperty(PROPERTY, "");
    Set<String> all = new LinkedHashSet<>();
    if (!present.isBlank()) {
      List.of(present.split(",")).forEach(url -> all.add(url.strip()));
    }
    if (all.addAll(urls)) {
      System.setProperty(PROPERTY, String.join(",", all));
    }
  }
}
