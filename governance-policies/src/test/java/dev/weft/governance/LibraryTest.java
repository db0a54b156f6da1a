// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Library;
import dev.weft.model.manifest.PolicyManifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
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

  /// What no case notices could be wrong as well.
  @TestFactory
  Stream<DynamicTest> everyChangeOfAPolicyIsNoticed() {
    return Library.manifests().values().stream().map(LibraryTest::everyChangeIsNoticed);
  }

  static DynamicTest everyChangeIsNoticed(PolicyManifest policy) {
    return DynamicTest.dynamicTest(
        policy.name(),
        () -> {
          PolicyMutants.Report report = PolicyMutants.of(policy);
          assertThat(report.gaps()).isEmpty();
          assertThat(report.survivors()).isEmpty();
          assertThat(report.mutants()).isPositive();
        });
  }
}
