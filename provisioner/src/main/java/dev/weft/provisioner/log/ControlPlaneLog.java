// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// The control-plane log: what Weft owns, what it did, and what it tells others.
public interface ControlPlaneLog extends AutoCloseable {

  /// Reads inventory and open intents to the end of the log. Where the log's topics do not exist,
  /// nothing was ever owned.
  ///
  /// @throws ObservationException when the log exists and could not be read in full
  Inventory inventory();

  /// The same, but reads only what was written since this object last read. Where somebody may have
  /// replaced the log's topics by others, read all of it.
  ///
  /// @throws ObservationException when the log exists and could not be read to its end
  default Inventory newestInventory() {
    return inventory();
  }

  /// Starts a run as the only writer; an older writer that still lives is fenced off by Kafka.
  /// Creates the log's topics when there are none. What an earlier run began and never finished is
  /// told to the audit log before it is dropped from the journal.
  ///
  /// @param run id of the run
  /// @param actor who runs it
  /// @param environment the environment's name
  /// @param revision the manifests' revision
  Run begin(String run, String actor, String environment, String revision);

  /// The documents that others read, as they are in the log now. Where the log's topics do not
  /// exist, there are none.
  ///
  /// @throws ObservationException when they exist and could not be read in full
  Documents documents();

  /// Changes documents as the only writer; a run that is still open is fenced off. Creates the
  /// log's topics when there are none. Nothing at all is written when there is nothing to change.
  ///
  /// Many changes are several transactions, catalog documents before status before measurements;
  /// whoever is interrupted between them decides anew.
  ///
  /// @param decide what to change, given what is there; a function of its argument only, since it
  ///   may be asked again when another writer was there in between
  /// @return what was written
  /// @throws LogWriteException when it could not be written
  /// @throws WriterFencedException when another writer has begun meanwhile
  DocumentChanges publish(String environment, Function<Documents, DocumentChanges> decide);

  @Override
  void close();

  /// One run's writes. Each call is one transaction: all of it is in the log or nothing.
  interface Run extends AutoCloseable {

    /// Writes the intents to the journal, before the first of them is sent anywhere.
    void intend(Collection<PlannedChange> changes);

    /// Writes what became of changes, with the inventory entries that follow from it and the lines
    /// of the audit log that tell of it: whoever dies leaves all of it or nothing.
    ///
    /// @param results each change once
    /// @param owned entries to put
    /// @param gone keys to remove
    /// @param lines of the audit log
    void record(
        List<Result> results,
        List<Inventory.Entry> owned,
        List<ResourceKey> gone,
        List<AuditLine> lines);

    /// Writes what became of changes without a word in the audit log.
    default void record(List<Result> results, List<Inventory.Entry> owned, List<ResourceKey> gone) {
      record(results, owned, gone, List.of());
    }

    /// Writes one line to the hash-chained audit log.
    void audit(String action, String subject, String detail);

    /// Remembers which Kafka cluster stands behind a name.
    void bindCluster(String cluster, String clusterId);

    /// Makes sure that this run is still the only writer; asks nobody when it was a moment ago.
    ///
    /// @throws WriterFencedException when another one has begun
    /// @throws LogWriteException when the log cannot be asked
    void requireTurn();

    @Override
    void close();
  }

  /// A line of the audit log, without what its run adds.
  ///
  /// @param action what was done, such as `approve` or `apply`
  /// @param subject to what
  /// @param detail in a sentence
  record AuditLine(String action, String subject, String detail) {}

  /// A change and its outcome.
  record Result(PlannedChange change, Outcome outcome) {}
}
