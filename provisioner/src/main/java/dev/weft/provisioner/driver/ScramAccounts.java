// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The credentials that a cluster keeps of its SCRAM users.
public interface ScramAccounts {

  /// Reads credentials.
  ///
  /// @return iterations by mechanism, by user; users that do not exist are absent
  /// @throws ObservationException when they could not be read
  Map<String, SortedMap<String, Integer>> credentials(Set<String> users);

  /// Changes the credentials of one user, all or none, and reads them back.
  ///
  /// @param set the one that is set; null to set none
  /// @param removed mechanisms whose credentials are removed; those that are not there do not
  ///   matter
  Outcome alter(String user, @Nullable Credential set, Set<String> removed);

  /// A credential with its secret.
  record Credential(String mechanism, int iterations, String secret) {
    @Override
    public String toString() {
      return "Credential[" + mechanism + ", " + iterations + ", ****]";
    }
  }
}
