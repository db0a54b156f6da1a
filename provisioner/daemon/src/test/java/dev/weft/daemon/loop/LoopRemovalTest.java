// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the loop makes of products that have gone from the branch.
class LoopRemovalTest {

  private final Bench bench = new Bench();
  private final MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree();

  /// A product of which nobody else makes something.
  private static final String LAST = "domains/domain-b/" + GeneratedMesh.product(2) + "/";

  private MemoryTree withoutLast() {
    return tree.copy().moved(LAST, "");
  }

  private List<ResourceKey> leaving() {
    return bench.log.inventory().entries().values().stream()
        .filter(entry -> entry.removal() != null)
        .map(Inventory.Entry::key)
        .toList();
  }

  @Test
  void noticesWhatHasGoneOnlyAfterItHasComparedEverythingOnce() {
    bench.push(tree);
    bench.step();
    bench.restart();
    bench.push(withoutLast());

    bench.step();
    assertThat(leaving()).isEmpty();
    bench.request();
    bench.step();

    assertThat(leaving()).hasSize(2);
  }

  @Test
  void takesNothingOutWhileTheBranchIsRewound() {
    bench.push(tree);
    bench.step();
    bench.rewind(withoutLast());

    bench.step();

    assertThat(bench.last().message()).contains("was rewound").contains("weft.remote.accepted=");
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(leaving()).isEmpty();
    bench.push(withoutLast());
    bench.step();
    assertThat(leaving()).hasSize(2);
  }

  @Test
  void knowsOfARewindFromBeforeItsStart() {
    bench.push(tree);
    bench.lastRevision = "f".repeat(40);
    bench.rewind(tree.copy());

    bench.step();

    assertThat(bench.last().message()).contains("was rewound");
    bench.accepted = "%040x".formatted(2);
    bench.restart();
    bench.step();
    assertThat(bench.last().message()).isEmpty();
  }

  @Test
  void takesNothingOutOfADomainWithErrors() {
    bench.push(tree);
    bench.step();
    bench.push(withoutLast().with("domains/domain-b/applications/broken.yaml", "kind: ["));

    bench.step();
    assertThat(leaving()).isEmpty();
    bench.push(withoutLast());
    bench.step();

    assertThat(leaving()).hasSize(2);
  }

  @Test
  void doesNothingWhenAProductMovesToAnotherFolder() {
    bench.push(tree);
    bench.step();
    int made = bench.cluster.made().size();
    bench.push(tree.copy().moved(LAST, "domains/domain-b/another-folder/"));

    bench.step();

    assertThat(bench.last().result()).as(bench.last().message()).isEqualTo(Result.SYNCED);
    assertThat(bench.cluster.made()).hasSize(made);
    assertThat(leaving()).isEmpty();
  }
}
