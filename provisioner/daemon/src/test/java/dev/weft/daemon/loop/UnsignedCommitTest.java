// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.log.WriterGroup.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the loop does with commits that nobody signed who may.
class UnsignedCommitTest {

  private final Bench bench = new Bench();
  private final MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree();
  private final MemoryTree changed = tree.copy().with("README.md", "Changed.");

  @Test
  void keepsTheLastGoodCommitInForceAndSaysWhy() {
    bench.push(tree);
    bench.step();
    bench.pushUnsigned(changed);

    bench.step();

    assertThat(bench.published).hasSize(2).allMatch(commit -> commit.endsWith("1"));
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(bench.last().message())
        .startsWith(
            "SignatureInvalid: commit 000000000000 of the branch is not accepted, so 000000000000 stays in force. Its signature is missing.");
    assertThat(bench.audited).containsExactly("1 refuse 2 Its signature is missing.");
    assertThat(bench.judged).containsExactly("1 ", "2 Its signature is missing.");
  }

  @Test
  void readsNothingOfACommitBeforeItIsAccepted() {
    bench.pushUnsigned(tree);

    bench.step();
    bench.step();

    assertThat(bench.plans).isZero();
    assertThat(bench.reports).hasSize(1);
    assertThat(bench.last().result()).isEqualTo(Result.FAILED);
    assertThat(bench.last().message()).contains("SignatureInvalid", "nothing is applied");
  }

  @Test
  void stillHealsDriftAndTellsOnceWhileACommitIsRefused() {
    bench.push(tree);
    bench.step();
    bench.pushUnsigned(changed);
    bench.step();

    bench.pass(Duration.ofMinutes(13));
    bench.step();
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.DRIFT);
    assertThat(bench.last().message()).contains("SignatureInvalid");
    assertThat(bench.audited).hasSize(1);
    assertThat(bench.reports).hasSize(3);
  }

  @Test
  void followsTheNextCommitThatIsSigned() {
    bench.push(tree);
    bench.step();
    bench.pushUnsigned(changed);
    bench.step();
    bench.push(changed);

    bench.step();

    assertThat(bench.published.getLast()).endsWith("3");
    assertThat(bench.last().message()).doesNotContain("SignatureInvalid");
  }

  @Test
  void isContentWhenTheBranchIsTakenBack() {
    bench.push(tree);
    bench.step();
    bench.pushUnsigned(changed);
    bench.step();
    bench.rewind();
    bench.step();

    bench.request();
    bench.step();

    assertThat(bench.last().message()).doesNotContain("SignatureInvalid");
    assertThat(bench.judged).last().isEqualTo("1 ");
  }

  @Test
  void leavesTheAuditLogToTheDaemonThatWrites() {
    bench.push(tree);
    bench.step();
    bench.standing = Standing.STANDBY;
    bench.pushUnsigned(changed);
    bench.step();
    assertThat(bench.audited).isEmpty();

    bench.standing = Standing.LEADER;
    bench.step();

    assertThat(bench.audited).hasSize(1);
  }
}
