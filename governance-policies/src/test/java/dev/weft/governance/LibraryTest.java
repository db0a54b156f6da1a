// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Library;
import dev.weft.model.manifest.PolicyManifest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The policies that come with Weft, by their own cases.
class LibraryTest {

  @TestFactory
  Stream<DynamicContainer> everyCaseShowsWhatItSays() {
    return Library.manifests().values().stream()
        .map(policy ->
            DynamicContainer.dynamicContainer(
                policy.name(),
                PolicyCases.run(policy).stream()
                    .map(result -> DynamicTest.dynamicTest(result.name(), () -> check(result)))));
  }

  private static void check(PolicyCases.Result result) {
    assertThat(result.problems()).isEmpty();
    assertThat(result.actual()).isEqualTo(result.expected());
  }

  @Test
  void everyCheckFailsInACaseAndPassesInAnother() {
    assertThat(Library.manifests()).hasSize(10);
    for (PolicyManifest policy : Library.manifests().values()) {
      Set<String> checks =
          new TreeSet<>(policy.checks().stream().map(PolicyManifest.Check::id).toList());
      Set<String> failing = new TreeSet<>();
      policy.tests().forEach(test -> failing.addAll(test.finds()));
      List<PolicyManifest.Case> passing =
          policy.tests().stream().filter(test -> test.finds().isEmpty()).toList();

      // A team that is unknown is refused by the loader already.
      checks.remove("team");
      assertThat(failing).as(policy.name()).isEqualTo(checks);
      assertThat(passing).as(policy.name()).isNotEmpty();
    }
  }
}
