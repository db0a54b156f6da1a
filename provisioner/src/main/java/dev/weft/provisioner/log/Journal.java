// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The journal as it is read, record by record in the order of the log: which creations nobody
/// knows the end of.
///
/// Each step is one key, `run/step`, whose newest record counts. An intended creation is pending
/// for its resource until it is known to have failed, or until a later record settles all of them,
/// of whichever run ([JournalRules]). Steps of earlier runs that nothing hangs on any more get a
/// tombstone when the next run begins, so that the topic stays about as long as one run.
final class Journal {

  private static final String INTENDED = "intended";
  private static final String UNKNOWN = "unknown";

  private final Map<ResourceKey, Map<String, Step>> open = new LinkedHashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();

  /// What a record says of a step.
  ///
  /// @param state one of `intended`, `confirmed`, `failed`, `unknown`
  /// @param isCreation whether the change can bring its resource into being
  /// @param settles whether the record answers what became of every pending creation
  /// @param acls bindings it was about to make
  /// @param keys quota keys it was about to set
  /// @param at when that was; null in records of a version that did not tell
  private record Step(
      String state,
      boolean isCreation,
      boolean settles,
      Owner owner,
      ResourceKey resource,
      SortedSet<Acl> acls,
      SortedSet<String> keys,
      @Nullable Instant at) {

    /// Whether nobody knows what became of it.
    boolean isUnknown() {
      return state.equals(INTENDED) || state.equals(UNKNOWN);
    }
  }

  static byte[] intended(PlannedChange planned, Instant at) {
    return value(planned, INTENDED, false, "", at);
  }

  static byte[] finished(PlannedChange planned, Outcome outcome, Instant at) {
    return value(
        planned,
        state(outcome),
        JournalRules.settles(planned.change(), outcome),
        message(outcome),
        at);
  }

  private static byte[] value(
      PlannedChange planned, String state, boolean settles, String message, Instant at) {
    return Json.value(json -> {
      json.writeStringField("state", state);
      json.writeStringField("change", planned.change().getClass().getSimpleName());
      json.writeBooleanField("creation", JournalRules.isCreation(planned.change()));
      json.writeBooleanField("settles", settles);
      json.writeStringField("owner", planned.owner().toString());
      json.writeStringField("resource", planned.change().resource().text());
      writeIntent(json, planned.change());
      if (!message.isEmpty()) {
        json.writeStringField("message", message);
      }
      json.writeStringField("at", at.toString());
    });
  }

  /// What exactly is about to be made. Somebody else may have made its equal in the meantime, or
  /// the manifests may not want it any more when the next run looks.
  private static void writeIntent(JsonGenerator json, Change change) throws IOException {
    if (change instanceof Change.AddAcls(_, SortedSet<Acl> acls)) {
      InventoryCodec.writeAcls(json, acls);
    } else if (change instanceof Change.AlterQuota(_, var edits)) {
      json.writeArrayFieldStart("keys");
      for (String key : edits.keySet()) {
        json.writeString(key);
      }
      json.writeEndArray();
    }
  }

  /// Takes the next record.
  ///
  /// @param value absent for a tombstone
  void add(String key, byte @Nullable [] value) throws IOException {
    Step before = steps.remove(key);
    if (before != null) {
      close(key, before.resource);
    }
    if (value == null) {
      return;
    }
    var draft = new Draft();
    Json.read(value, draft);
    Step step =
        new Step(
            Json.require(draft.state, "state"),
            draft.isCreation,
            draft.settles,
            Owner.parse(Json.require(draft.owner, "owner")),
            ResourceKey.parse(Json.require(draft.resource, "resource")),
            draft.acls,
            draft.keys,
            draft.at);
    steps.put(key, step);
    if (step.settles) {
      open.remove(step.resource);
    } else if (step.isCreation && step.isUnknown()) {
      open.computeIfAbsent(step.resource, _ -> new LinkedHashMap<>()).put(key, step);
    }
  }

  private void close(String key, ResourceKey resource) {
    Map<String, Step> others = open.get(resource);
    if (others != null && others.remove(key) != null && others.isEmpty()) {
      open.remove(resource);
    }
  }

  /// Creations that were intended and not settled.
  Map<ResourceKey, Owner> pending() {
    Map<ResourceKey, Owner> pending = new LinkedHashMap<>();
    open.forEach(
        (resource, unknown) -> unknown.values().forEach(step -> pending.put(resource, step.owner)));
    return pending;
  }

  /// What the pending creations of bindings and quotas were about to make. Several runs may have
  /// died on the same resource: each may have made its part.
  Map<ResourceKey, Inventory.Intent> intents() {
    Map<ResourceKey, Inventory.Intent> intents = new LinkedHashMap<>();
    open.forEach((resource, unknown) -> {
      for (Step step : unknown.values()) {
        if (!step.acls.isEmpty() || !step.keys.isEmpty()) {
          Inventory.Intent intent =
              intents.computeIfAbsent(
                  resource, _ -> new Inventory.Intent(new TreeSet<>(), new TreeSet<>()));
          intent.acls().addAll(step.acls);
          intent.keys().addAll(step.keys);
        }
      }
    });
    return intents;
  }

  /// When the newest of each pending creation was intended or last looked for.
  Map<ResourceKey, Instant> intendedAt() {
    Map<ResourceKey, Instant> times = new LinkedHashMap<>();
    open.forEach((resource, unknown) -> {
      for (Step step : unknown.values()) {
        if (step.at != null) {
          times.merge(resource, step.at, (one, other) -> one.isAfter(other) ? one : other);
        }
      }
    });
    return times;
  }

  /// Whether there is no record.
  boolean isEmpty() {
    return steps.isEmpty();
  }

  /// Keys of steps on which nothing hangs any more.
  List<String> spent() {
    List<String> spent = new ArrayList<>();
    steps.forEach((key, step) -> {
      if (!open.getOrDefault(step.resource, Map.of()).containsKey(key)) {
        spent.add(key);
      }
    });
    return spent;
  }

  /// What the audit log has to tell of spent steps whose run died before it could: they may have
  /// been made.
  List<ControlPlaneLog.AuditLine> interrupted() {
    List<ControlPlaneLog.AuditLine> lines = new ArrayList<>();
    for (String key : spent()) {
      Step step = steps.get(key);
      if (step != null && step.state.equals(INTENDED)) {
        int slash = key.indexOf('/');
        lines.add(
            new ControlPlaneLog.AuditLine(
                "interrupted",
                step.resource.text(),
                "run %s began %s and did not live to tell how it ended: it may have been made"
                    .formatted(key.substring(0, slash), key.substring(slash + 1))));
      }
    }
    return lines;
  }

  private static String state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _, Outcome.Unchanged _ -> "confirmed";
      case Outcome.Refused _, Outcome.Failed _, Outcome.Skipped _ -> "failed";
      case Outcome.Unknown _ -> UNKNOWN;
    };
  }

  private static String message(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _, Outcome.Unchanged _ -> "";
      case Outcome.Refused(String message) -> message;
      case Outcome.Failed(_, String message) -> message;
      case Outcome.Skipped(String because) -> because;
      case Outcome.Unknown(String message) -> message;
    };
  }

  private static final class Draft implements Json.Field {
    private @Nullable String state;
    private boolean isCreation;
    private boolean settles;
    private @Nullable String owner;
    private @Nullable String resource;
    private SortedSet<Acl> acls = new TreeSet<>();
    private final SortedSet<String> keys = new TreeSet<>();
    private @Nullable Instant at;

    @Override
    public boolean read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "state" -> state = json.getText();
        case "creation" -> isCreation = json.getBooleanValue();
        case "settles" -> settles = json.getBooleanValue();
        case "owner" -> owner = json.getText();
        case "resource" -> resource = json.getText();
        case "at" -> at = Instant.parse(json.getText());
        case "acls" -> acls = InventoryCodec.readAcls(json);
        case "keys" -> {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            keys.add(json.getText());
          }
        }
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
