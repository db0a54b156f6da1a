// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides which documents of the log have to be written after a pass: those whose content is
/// another now, and tombstones for what is gone. What did not change is not written again.
public final class DocumentPublisher {

  /// A status that says the same is written again after so long, to tell that somebody looked.
  static final Duration REFRESH = Duration.ofMinutes(15);

  private DocumentPublisher() {}

  /// What to write after a pass; a function of its arguments only.
  ///
  /// @param there the documents in the log
  public static DocumentChanges changes(Publication publication, Documents there) {
    return changes(publication, there, Affected.EVERYTHING);
  }

  /// The same for whoever publishes time and again: what to write after a pass that came after the
  /// one that is remembered, with no more work than what has changed between them.
  ///
  /// @param there the documents in the log
  /// @param memory is told by the caller, once all is written
  public static DocumentChanges changes(
      Publication publication, Documents there, PublicationMemory memory) {
    return changes(publication, there, memory.affected(publication, there));
  }

  private static DocumentChanges changes(
      Publication publication, Documents there, Affected affected) {
    Documents concerned = affected.of(there);
    SortedMap<String, CatalogDocument> catalog =
        new CatalogBuilder(publication, there.catalog(), concerned.catalog(), affected).build();
    List<CatalogDocument> documents = new ArrayList<>();
    catalog.forEach((key, document) -> {
      CatalogDocument old = there.catalog().get(key);
      if (document != old && !document.equals(old)) {
        documents.add(document);
      }
    });
    SortedSet<String> gone = new TreeSet<>(concerned.catalog().keySet());
    gone.removeAll(catalog.keySet());
    Prepared prepared = publication.prepared();
    if (prepared == null) {
      return new DocumentChanges(documents, gone, List.of(), new TreeSet<>(), List.of());
    }
    SortedMap<String, StatusDocument> status =
        status(publication, prepared, there, concerned, affected);
    Set<String> changed = new HashSet<>();
    documents.forEach(document -> changed.add(document.key()));
    List<StatusDocument> news = new ArrayList<>();
    status.forEach((key, document) -> {
      if (isNews(document, there, changed)) {
        news.add(document);
      }
    });
    return new DocumentChanges(
        documents, gone, news, statusGone(concerned, status, publication.at()), List.of());
  }

  private static SortedMap<String, StatusDocument> status(
      Publication publication,
      Prepared prepared,
      Documents there,
      Documents concerned,
      Affected affected) {
    SortedMap<String, StatusDocument> status = new TreeMap<>();
    var effects = new Effects(prepared, publication.report());
    new ProductStatuses(publication, prepared, effects, there.status(), affected).addTo(status);
    new GrantStatuses(publication, prepared, effects, there.catalog(), concerned.status(), affected)
        .addTo(status);
    return status;
  }

  /// @param there those that may be gone
  private static SortedSet<String> statusGone(
      Documents there, SortedMap<String, StatusDocument> status, Instant at) {
    SortedSet<String> gone = new TreeSet<>();
    there
        .status()
        .forEach((key, document) -> {
          boolean isGone =
              switch (document) {
                case ProductStatus _, GrantStatus _ -> !status.containsKey(key);
                case DaemonStatus _ -> false;
                case PauseStatus pause -> pause.isOver(at);
              };
          if (isGone) {
            gone.add(key);
          }
        });
    return gone;
  }

  private static boolean isNews(StatusDocument document, Documents there, Set<String> changed) {
    StatusDocument old = there.status().get(document.key());
    if (document == old) {
      return false;
    }
    if (!(document instanceof ProductStatus now) || !(old instanceof ProductStatus before)) {
      return !document.equals(old);
    }
    boolean isSame =
        now.conditions().equals(before.conditions()) && now.drift().equals(before.drift());
    return !isSame
        || Duration.between(before.checkedAt(), now.checkedAt()).compareTo(REFRESH) > 0
        || changed.contains(now.urn());
  }
}
