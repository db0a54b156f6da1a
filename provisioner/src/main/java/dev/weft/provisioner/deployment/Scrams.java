// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import dev.weft.model.language.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Reads the keys `scram.CLUSTER.*`.
///
/// ```properties
/// scram.onprem.mechanisms=SCRAM-SHA-512 SCRAM-SHA-256
/// scram.onprem.iterations=8192
/// scram.onprem.credentials.bootstrap.servers=kafka.example.com:9094
/// ```
final class Scrams {

  static final String PREFIX = "scram.";

  private static final String MECHANISMS = "mechanisms";
  private static final String ITERATIONS = "iterations";
  private static final String CREDENTIALS = "credentials.";
  private static final List<String> OWN = List.of(MECHANISMS, ITERATIONS);
  private static final Set<String> KNOWN = Set.of("SCRAM-SHA-512", "SCRAM-SHA-256");

  /// What Kafka's own tools take when nothing is said is half of it; twice of it is the most that
  /// brokers allow.
  private static final int USUAL = 8192;

  private static final int MOST = 16_384;

  private final SortedMap<String, String> values;
  private final String file;
  private final Set<String> clusters;
  private final Supplier<SecretStore> secrets;
  private final Supplier<Duration> overlap;

  /// @param clusters those that are configured
  /// @param secrets reads the place for secrets, or complains
  Scrams(
      SortedMap<String, String> values,
      String file,
      Set<String> clusters,
      Supplier<SecretStore> secrets,
      Supplier<Duration> overlap) {
    this.values = values;
    this.file = file;
    this.clusters = clusters;
    this.secrets = secrets;
    this.overlap = overlap;
  }

  SortedMap<String, Scram> read() {
    SortedMap<String, SortedMap<String, String>> byCluster =
        DeploymentFile.byName(
            values,
            PREFIX,
            key -> complaint(key, "names no property. Write `" + key + ".mechanisms`."));
    var scrams = new TreeMap<String, Scram>();
    byCluster.forEach((cluster, own) -> scrams.put(cluster, scram(cluster, own)));
    return scrams;
  }

  private Scram scram(String cluster, SortedMap<String, String> own) {
    String prefix = PREFIX + cluster + ".";
    if (!clusters.contains(cluster)) {
      throw complaint(
          prefix + MECHANISMS, "names a cluster that has no `clusters." + cluster + ".*`.");
    }
    var credentials = new TreeMap<String, String>();
    own.forEach((key, value) -> {
      if (key.startsWith(CREDENTIALS)) {
        credentials.put(key.substring(CREDENTIALS.length()), value);
      } else if (!OWN.contains(key)) {
        throw complaint(
            prefix + key,
            "is not a known key."
                + Optional.ofNullable(Words.nearest(key, OWN))
                    .map(name -> " Did you mean `" + prefix + name + "`?")
                    .orElse(""));
      }
    });
    return new Scram(
        mechanisms(prefix + MECHANISMS, own.getOrDefault(MECHANISMS, "")),
        iterations(prefix + ITERATIONS, own.getOrDefault(ITERATIONS, String.valueOf(USUAL))),
        credentials,
        secrets.get(),
        overlap.get());
  }

  private List<String> mechanisms(String key, String value) {
    List<String> names = value.isBlank() ? List.of() : List.of(value.strip().split("[ ,]+"));
    if (names.isEmpty() || !KNOWN.containsAll(names) || Set.copyOf(names).size() != names.size()) {
      throw complaint(
          key,
          "has to name what the cluster's listener for applications offers: `SCRAM-SHA-512 SCRAM-SHA-256`, or one of them.");
    }
    return names;
  }

  private int iterations(String key, String value) {
    if (value.matches("[0-9]{4,5}")) {
      int iterations = Integer.parseInt(value);
      if (iterations >= USUAL && iterations <= MOST) {
        return iterations;
      }
    }
    throw complaint(key, "has to be a number from %d to %d.".formatted(USUAL, MOST));
  }

  private DeploymentException complaint(String key, String what) {
    return new DeploymentException("`%s`, `%s` %s".formatted(file, key, what));
  }
}
