// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/// Moves references, all of a batch or none, and each only from where it was seen.
final class RefMoves {

  private final Repository repository;

  RefMoves(Repository repository) {
    this.repository = repository;
  }

  /// A batch that makes a reference which must not exist.
  Batch create(String ref, ObjectId to) {
    return new Batch().create(ref, to);
  }

  /// A batch that moves a reference.
  Batch move(String ref, ObjectId from, ObjectId to) {
    return new Batch().move(ref, from, to);
  }

  /// Moves that happen together.
  final class Batch {

    private final List<ReceiveCommand> commands = new ArrayList<>();

    Batch create(String ref, ObjectId to) {
      commands.add(new ReceiveCommand(ObjectId.zeroId(), to, ref));
      return this;
    }

    Batch move(String ref, ObjectId from, ObjectId to) {
      commands.add(new ReceiveCommand(from, to, ref));
      return this;
    }

    Batch delete(String ref, ObjectId from) {
      commands.add(new ReceiveCommand(from, ObjectId.zeroId(), ref));
      return this;
    }

    /// Whether everything moved; false when a reference was not where it was expected, and then
    /// nothing has moved.
    boolean execute(String reason) {
      return MeshRepository.call(() -> {
        BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
        batch.setAtomic(true);
        batch.setAllowNonFastForwards(true);
        batch.setRefLogMessage(reason, false);
        batch.addCommand(commands);
        try (RevWalk walk = new RevWalk(repository)) {
          batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (ReceiveCommand command : commands) {
          switch (command.getResult()) {
            case OK -> {}
            case LOCK_FAILURE -> {
              return false;
            }
            case NOT_ATTEMPTED,
                REJECTED_NOCREATE,
                REJECTED_NODELETE,
                REJECTED_NONFASTFORWARD,
                REJECTED_CURRENT_BRANCH,
                REJECTED_MISSING_OBJECT,
                REJECTED_OTHER_REASON -> {
              if (isLockFailure()) {
                return false;
              }
              throw new java.io.IOException(
                  "%s does not move: %s %s"
                      .formatted(command.getRefName(), command.getResult(), command.getMessage()));
            }
          }
        }
        return true;
      });
    }

    private boolean isLockFailure() {
      return commands.stream()
          .anyMatch(each -> each.getResult() == ReceiveCommand.Result.LOCK_FAILURE);
    }
  }
}
