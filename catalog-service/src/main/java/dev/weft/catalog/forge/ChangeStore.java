// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Change requests as they are kept in Git: `refs/weft/changes/<number>` is a chain of commits, one
/// for each event, whose tree holds `change.json` and `events/<nnnn>.json`. A commit that brought
/// new work has that work as a parent as well, so nothing of it is lost when its branch goes.
///
/// What was read is remembered by the commit it was read from, and so is never out of date.
final class ChangeStore {

  static final String PREFIX = "refs/weft/changes/";

  private static final Logger LOG = Logger.getLogger(ChangeStore.class);
  private static final int MOST_EVENTS = 1000;
  private static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /// A change request at one commit of its chain.
  ///
  /// @param tip that commit
  record Stored(ObjectId tip, Change.Header header, List<ChangeEvent> events) {
    Stored {
      events = List.copyOf(events);
    }
  }

  private final MeshRepository repository;
  private final Map<Integer, Stored> read = new ConcurrentHashMap<>();
  private final Map<ObjectId, String> unreadable = new ConcurrentHashMap<>();

  ChangeStore(MeshRepository repository) {
    this.repository = repository;
  }

  /// Every change request that can be read, the newest first. One that cannot is logged, and hides
  /// no other.
  List<Stored> all() {
    List<Ref> refs =
        MeshRepository.call(() -> repository.git().getRefDatabase().getRefsByPrefix(PREFIX));
    List<Stored> all = new ArrayList<>();
    for (Ref ref : refs) {
      int number = number(ref.getName());
      if (number > 0) {
        stored(number, id(ref)).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingInt((Stored each) -> each.header().number()).reversed());
    return all;
  }

  /// A change request; empty when there is none of that number.
  Optional<Stored> find(int number) {
    if (number < 1) {
      return Optional.empty();
    }
    Optional<ObjectId> tip =
        MeshRepository.call(() ->
            Optional.ofNullable(repository.git().exactRef(PREFIX + number)).map(ChangeStore::id));
    return tip.map(commit -> require(number, commit));
  }

  private Stored require(int number, ObjectId tip) {
    return stored(number, tip)
        .orElseThrow(() ->
            new IllegalStateException(
                "change request %d cannot be read at %s: %s"
                    .formatted(number, tip.name(), unreadable.get(tip))));
  }

  /// A reference that the database lists has a commit.
  private static ObjectId id(Ref ref) {
    return Objects.requireNonNull(ref.getObjectId()).copy();
  }

  /// The number after the highest one in use.
  int nextNumber() {
    int highest = 0;
    for (Ref ref :
        MeshRepository.call(() -> repository.git().getRefDatabase().getRefsByPrefix(PREFIX))) {
      highest = Math.max(highest, number(ref.getName()));
    }
    return highest + 1;
  }

  /// Stores the next commit of a chain; the caller moves the ref.
  ///
  /// @param previous the chain's present commit; absent for the first
  /// @param work the commit that the last event brought, if it did
  ObjectId write(
      Change.Header header,
      List<ChangeEvent> events,
      @Nullable ObjectId previous,
      @Nullable ObjectId work) {
    if (events.size() > MOST_EVENTS) {
      throw ForgeException.conflict(
          "The change request has %d events, which is the most it can have; open another one."
              .formatted(MOST_EVENTS));
    }
    ObjectId tree =
        MeshRepository.call(() -> {
          try (ObjectInserter inserter = repository.git().newObjectInserter()) {
            TreeFormatter folder = new TreeFormatter();
            for (int i = 0; i < events.size(); i++) {
              folder.append(
                  "%04d.json".formatted(i + 1),
                  FileMode.REGULAR_FILE,
                  inserter.insert(
                      Constants.OBJ_BLOB,
                      JSON.writerFor(ChangeEvent.class).writeValueAsBytes(events.get(i))));
            }
            TreeFormatter root = new TreeFormatter();
            root.append(
                "change.json",
                FileMode.REGULAR_FILE,
                inserter.insert(Constants.OBJ_BLOB, JSON.writeValueAsBytes(header)));
            root.append("events", FileMode.TREE, inserter.insert(folder));
            ObjectId id = inserter.insert(root);
            inserter.flush();
            return id;
          }
        });
    List<ObjectId> parents = new ArrayList<>();
    if (previous != null) {
      parents.add(previous);
    }
    if (work != null) {
      parents.add(work);
    }
    Instant at = events.getLast().at();
    String message =
        "Change request %d: %s by %s\n"
            .formatted(
                header.number(),
                events.getLast().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                events.getLast().by());
    return repository.write(
        tree, parents, MeshRepository.weft(at), MeshRepository.weft(at), message);
  }

  private Optional<Stored> stored(int number, ObjectId tip) {
    Stored known = read.get(number);
    if (known != null && known.tip().equals(tip)) {
      return Optional.of(known);
    }
    if (unreadable.containsKey(tip)) {
      return Optional.empty();
    }
    try {
      Stored found = MeshRepository.call(() -> read(tip));
      if (found.header().number() != number) {
        throw new IllegalArgumentException("it says that it is " + found.header().number());
      }
      read.put(number, found);
      return Optional.of(found);
    } catch (java.io.UncheckedIOException e) {
      if (!(e.getCause() instanceof JsonProcessingException)) {
        throw e;
      }
      return poisoned(number, tip, e);
    } catch (RuntimeException e) {
      return poisoned(number, tip, e);
    }
  }

  private Optional<Stored> poisoned(int number, ObjectId tip, RuntimeException e) {
    LOG.errorf(e, "Change request cannot be read: change=%d commit=%s", number, tip.name());
    unreadable.put(tip.copy(), String.valueOf(e.getMessage()));
    return Optional.empty();
  }

  private Stored read(ObjectId tip) throws IOException {
    Change.Header header = null;
    List<ChangeEvent> events = new ArrayList<>();
    try (ObjectReader reader = repository.git().newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(repository.git(), reader)) {
      walk.addTree(commits.parseTree(tip));
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        byte[] content =
            reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes(MOST_BYTES);
        if (path.equals("change.json")) {
          header = JSON.readValue(text(content), Change.Header.class);
        } else if (path.startsWith("events/")) {
          events.add(JSON.readValue(text(content), ChangeEvent.class));
        }
      }
    }
    if (header == null || events.isEmpty()) {
      throw new IllegalArgumentException("change.json or events are missing");
    }
    return new Stored(tip.copy(), header, events);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static int number(String ref) {
    String text = ref.substring(PREFIX.length());
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
  }
}
