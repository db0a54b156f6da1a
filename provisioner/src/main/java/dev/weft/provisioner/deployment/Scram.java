// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/// How applications log in to one cluster by SCRAM.
///
/// @param mechanisms that its listener for applications offers, the preferred one first
/// @param iterations of credentials
/// @param credentials properties of Kafka clients that are handed over beside each secret
/// @param secrets where applications find them
/// @param overlap how long a secret stays good after a new one was handed over
public record Scram(
    List<String> mechanisms,
    int iterations,
    SortedMap<String, String> credentials,
    SecretStore secrets,
    Duration overlap) {

  public Scram {
    mechanisms = List.copyOf(mechanisms);
  }

  @Override
  public String toString() {
    return "Scram[mechanisms=%s, iterations=%d, secrets=%s, overlap=%s]"
        .formatted(mechanisms, iterations, secrets, overlap);
  }
}
