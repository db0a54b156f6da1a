// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.plan.Ownership.Claim;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot.Artifact;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Schema artifacts, what is referred to first. Contents are compared by meaning. Nothing is ever
/// deleted: records that were written with a version need it to be read.
final class SchemaDiff {

  private final Context context;
  private final Draft draft;
  private final Map<ResourceKey.Artifact, String> newVersions = new HashMap<>();

  SchemaDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  void run() {
    var graph = new SchemaGraph(context);
    for (Desired.Schema schema : graph.leafFirst()) {
      diff(schema, graph.isInCycle(schema.key()));
    }
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.Artifact key
          && !draft.holdsUnseen(key, unwanted.owner())) {
        unwanted(key, unwanted);
      }
    }
  }

  private @Nullable Artifact seen(ResourceKey.Artifact key) {
    RegistrySnapshot registry = context.world().registry();
    return registry == null ? null : registry.artifacts().get(key);
  }

  private void unwanted(ResourceKey.Artifact key, Unwanted unwanted) {
    if (seen(key) == null) {
      draft.add(
          new Proposal(
              new Change.Forget(key),
              unwanted.owner(),
              "The schema no longer exists and no manifest wants it."));
    } else {
      draft.hold(
          key,
          unwanted.owner(),
          context.quarantine().holds(unwanted.owner())
              ? "Left alone: the manifest of its owner is broken."
              : "No manifest wants it; schemas are never deleted, because records written with them"
                  + " need them to be read.");
    }
  }

  private void diff(Desired.Schema schema, boolean isInCycle) {
    if (draft.holdsUnseen(schema.key(), schema.owner())) {
      return;
    }
    Artifact seen = seen(schema.key());
    if (context.quarantine().holds(schema.owner())) {
      draft.hold(schema.key(), schema.owner(), "Left alone: the manifest of its owner is broken.");
      if (seen == null) {
        draft.lack(schema.key(), "the manifest of " + schema.owner() + " is broken");
      }
    } else if (seen == null) {
      first(schema, isInCycle);
    } else {
      existing(schema, seen);
    }
  }

  private void first(Desired.Schema schema, boolean isInCycle) {
    Proposal proposal =
        proposal(
            schema,
            null,
            context.entry(schema.key()) == null
                ? "The registry does not have this schema yet."
                : "The schema has vanished from the registry; it is registered again.");
    if (isInCycle) {
      proposal.block(
          Cause.IMPOSSIBLE,
          "The schema refers to itself through others: no version of it could come first.",
          "move what both need into a third schema");
    }
    draft.addGate(proposal);
  }

  private void existing(Desired.Schema schema, Artifact seen) {
    String noun =
        "Schema `%s` of group `%s`".formatted(schema.key().artifact(), schema.key().group());
    boolean isAsWanted = changeOfContent(schema, seen) == null && isRuleAsWanted(schema, seen);
    switch (Ownership.of(context, schema.key(), schema.owner(), schema.adopt(), noun)) {
      case Claim.Ours _ -> align(schema, seen, "");
      case Claim.Take take -> align(schema, seen, take.reason());
      case Claim.Held held -> draft.hold(schema.key(), schema.owner(), held.reason());
      case Claim.Foreign foreign -> {
        if (isAsWanted) {
          draft.note(
              schema.key(), schema.owner(), "Stood there before, as wanted, and is not ours.");
        } else {
          draft.addGate(
              proposal(schema, seen.version(), "The manifest wants another schema.")
                  .block(Cause.OWNERSHIP, foreign.message(), foreign.hint()));
        }
      }
    }
  }

  /// An artifact without a rule of its own takes every version, as one with the rule NONE does.
  private static boolean isRuleAsWanted(Desired.Schema schema, Artifact seen) {
    Compatibility rule = seen.compatibility();
    return schema.compatibility() == (rule == null ? Compatibility.NONE : rule);
  }

  private void align(Desired.Schema schema, Artifact seen, String takeover) {
    if (seen.format() != null && seen.format() != schema.format()) {
      draft.addGate(
          proposal(schema, seen.version(), "The manifest wants another schema.")
              .block(
                  Cause.IMPOSSIBLE,
                  "The artifact is %s and the schema is %s: an artifact keeps its format."
                      .formatted(seen.format(), schema.format()),
                  "publish a new major version of the port"));
      return;
    }
    String change = changeOfContent(schema, seen);
    keepBooks(schema, seen, takeover, change != null);
    if (!isRuleAsWanted(schema, seen)) {
      draft.addGate(
          new Proposal(
                  new Change.SetCompatibility(
                      schema.key(), seen.compatibility(), schema.compatibility()),
                  schema.owner(),
                  "The manifest wants rule %s and the artifact has %s."
                      .formatted(
                          schema.compatibility(),
                          seen.compatibility() == null ? "none" : seen.compatibility()))
              .causes(List.of(schema.location()))
              .after(draft.gate(schema.key())));
    }
    if (change != null) {
      newVersions.put(schema.key(), change);
      draft.addGate(
          proposal(schema, seen.version(), change)
              .risk(
                  RiskRules.Rating.disruptive(
                      "Readers meet records of a new version of the schema"))
              .after(draft.gate(schema.key())));
    }
  }

  private void keepBooks(
      Desired.Schema schema, Artifact seen, String takeover, boolean hasNewContent) {
    Inventory.Entry entry = context.entry(schema.key());
    SortedMap<String, String> managed = InventoryValues.ofSchema(seen.canonical());
    boolean isStale =
        entry == null
            || (!hasNewContent
                && (context.isPending(schema.key()) || !entry.managed().equals(managed)));
    if (takeover.isEmpty() && !isStale) {
      return;
    }
    draft.addGate(
        new Proposal(
                new Change.Adopt(schema.key(), null, managed, new TreeSet<>()),
                schema.owner(),
                takeover.isEmpty()
                    ? "The inventory learns that the registry has the wanted content."
                    : takeover)
            .causes(List.of(schema.location())));
  }

  /// Why a new version is needed, or null.
  private @Nullable String changeOfContent(Desired.Schema schema, Artifact seen) {
    if (!schema.canonical().equals(seen.canonical())) {
      Inventory.Entry entry = context.entry(schema.key());
      String recorded = entry == null ? null : entry.managed().get(InventoryValues.DIGEST);
      boolean isOthers = recorded != null && !recorded.equals(PlanDigest.of(seen.canonical()));
      return isOthers
          ? "Somebody registered version %s outside Weft; the manifest's content follows it as a"
                  .formatted(seen.version())
              + " new version."
          : "The manifest's schema differs from version %s.".formatted(seen.version());
    }
    if (!references(schema).equals(references(seen))) {
      return "The schema refers to other artifacts than version %s does.".formatted(seen.version());
    }
    for (Desired.Schema.Reference reference : schema.references()) {
      if (newVersions.containsKey(reference.artifact())) {
        return "Schema `%s`, which it refers to, gets a new version."
            .formatted(reference.artifact().artifact());
      }
    }
    return seen.isReferenceStale()
        ? "Version %s refers to an older version of another schema.".formatted(seen.version())
        : null;
  }

  private Proposal proposal(Desired.Schema schema, @Nullable String from, String reason) {
    Proposal proposal =
        new Proposal(new Change.RegisterSchema(schema.key(), from, schema), schema.owner(), reason)
            .causes(List.of(schema.location()));
    for (Desired.Schema.Reference reference : schema.references()) {
      proposal.after(draft.gate(reference.artifact()));
      String lack = draft.lacks(reference.artifact());
      if (lack != null) {
        proposal.block(
            Cause.DEPENDENCY,
            "It refers to `%s`, which does not exist: %s."
                .formatted(reference.artifact().artifact(), lack),
            "solve that first");
      }
    }
    return proposal;
  }

  private static Map<String, ResourceKey.Artifact> references(Desired.Schema schema) {
    return schema.references().stream()
        .collect(
            Collectors.toMap(
                Desired.Schema.Reference::name,
                Desired.Schema.Reference::artifact,
                (one, _) -> one));
  }

  private static Map<String, ResourceKey.Artifact> references(Artifact artifact) {
    return artifact.references().stream()
        .collect(
            Collectors.toMap(
                RegistrySnapshot.Reference::name,
                RegistrySnapshot.Reference::artifact,
                (one, _) -> one));
  }
}
