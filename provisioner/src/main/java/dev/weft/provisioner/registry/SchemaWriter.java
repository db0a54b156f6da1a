// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.registry.ArtifactReader.Newest;
import dev.weft.provisioner.registry.RegistryException.Kind;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.RegistrySnapshot.Reference;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the changes of one artifact, one after the other, each read back.
final class SchemaWriter {

  private static final String RUN_AGAIN = " The next run looks again and finishes.";

  private final RegistryApi api;
  private final ArtifactReader reader;

  SchemaWriter(RegistryApi api, ArtifactReader reader) {
    this.api = api;
    this.reader = reader;
  }

  /// Sets the rule, unless it is so already or somebody else changed it since the plan.
  Outcome setCompatibility(Change.SetCompatibility change) {
    return guarded(() -> {
      Optional<Compatibility> now = api.compatibility(change.resource());
      if (now.filter(change.to()::equals).isPresent()) {
        return new Outcome.Unchanged();
      }
      if (now.orElse(null) != change.from()) {
        return moved("its rule is now " + now.map(Enum::name).orElse("absent"));
      }
      api.setRule(change.resource(), "COMPATIBILITY", change.to().name());
      Optional<Compatibility> after = api.compatibility(change.resource());
      return after.filter(change.to()::equals).isPresent()
          ? new Outcome.Applied()
          : new Outcome.Failed(
              Outcome.Kind.TRANSIENT,
              "The registry took rule "
                  + change.to()
                  + " and now shows "
                  + after.map(Enum::name).orElse("none")
                  + ". Somebody else may be changing it; run again.");
    });
  }

  /// Registers a version, unless the newest one says the same already.
  Outcome register(Change.RegisterSchema change) {
    return guarded(() -> {
      Desired.Schema schema = change.schema();
      List<Reference> pinned = pin(schema);
      Optional<Newest> now = reader.newest(change.resource());
      if (now.filter(newest -> isSame(newest, schema, pinned)).isPresent()) {
        return new Outcome.Unchanged();
      }
      String from = change.from();
      if (now.isPresent() && !now.get().version().version().equals(from)) {
        return moved("its newest version is now " + now.get().version().version());
      }
      if (now.isEmpty() && from != null) {
        return moved("version " + from + " is gone");
      }
      if (now.isEmpty()) {
        prepare(schema);
      }
      return add(schema, pinned, now);
    });
  }

  /// An artifact without a version, but with its rules: the first version is checked too, and
  /// between it and the second nothing slips in.
  private void prepare(Desired.Schema schema) {
    api.makeArtifact(schema.key(), schema.format());
    api.setRule(schema.key(), "COMPATIBILITY", schema.compatibility().name());
    api.setRule(schema.key(), "VALIDITY", "FULL");
  }

  /// Every attempt is followed by a look, because the registry would take the same text twice.
  private Outcome add(Desired.Schema schema, List<Reference> pinned, Optional<Newest> before) {
    RetryPolicy.Attempts attempts = api.http().retries().start();
    while (true) {
      RegistryException failure;
      try {
        api.addVersion(schema.key(), schema.format(), schema.content(), pinned);
        failure = null;
      } catch (RegistryException e) {
        if (!e.isTransient()) {
          return new Outcome.Failed(Outcome.Kind.PERMANENT, Refusals.sentence(schema, e));
        }
        failure = e;
      }
      Optional<Outcome> seen = look(schema, pinned, before, failure);
      if (seen.isPresent()) {
        return seen.get();
      }
      if (failure == null || !api.http().isWorthAnother(attempts, failure)) {
        return unconfirmed(failure);
      }
    }
  }

  private Optional<Outcome> look(
      Desired.Schema schema,
      List<Reference> pinned,
      Optional<Newest> before,
      @Nullable RegistryException failure) {
    Optional<Newest> after;
    try {
      after = reader.newest(schema.key());
    } catch (RegistryException e) {
      return Optional.of(
          failure != null && failure.kind() == Kind.NOT_DONE
              ? new Outcome.Failed(Outcome.Kind.TRANSIENT, failure.getMessage() + RUN_AGAIN)
              : new Outcome.Unknown(
                  "The version was sent, and then the registry could not be read: "
                      + e.getMessage()
                      + RUN_AGAIN));
    }
    if (after.filter(newest -> isSame(newest, schema, pinned)).isPresent()) {
      return Optional.of(new Outcome.Applied());
    }
    return after.map(Newest::version).equals(before.map(Newest::version))
        ? Optional.empty()
        : Optional.of(moved("somebody else registered a version at the same time"));
  }

  private static Outcome unconfirmed(@Nullable RegistryException failure) {
    if (failure == null) {
      return new Outcome.Failed(
          Outcome.Kind.TRANSIENT,
          "The registry took the version and does not show it." + RUN_AGAIN);
    }
    return failure.kind() == Kind.AMBIGUOUS
        ? new Outcome.Unknown(failure.getMessage() + RUN_AGAIN)
        : new Outcome.Failed(Outcome.Kind.TRANSIENT, failure.getMessage() + RUN_AGAIN);
  }

  /// References with the versions that are the newest now.
  private List<Reference> pin(Desired.Schema schema) {
    var pinned = new ArrayList<Reference>();
    for (Desired.Schema.Reference reference : schema.references()) {
      String version =
          api.newest(reference.artifact()).orElseThrow(() -> missing(schema, reference)).version();
      pinned.add(new Reference(reference.name(), reference.artifact(), version));
    }
    return List.copyOf(pinned);
  }

  private static RegistryException missing(
      Desired.Schema schema, Desired.Schema.Reference reference) {
    ResourceKey.Artifact target = reference.artifact();
    return new RegistryException(
        Kind.REFUSED,
        schema.location().file()
            + " refers to `"
            + reference.name()
            + "`, and the registry has no version of "
            + target.group()
            + "/"
            + target.artifact()
            + ". Register that first, or enable one of its versions.",
        (Problem) null);
  }

  /// Equal in text and in references: those are part of a schema's identity.
  private static boolean isSame(Newest newest, Desired.Schema schema, List<Reference> pinned) {
    SchemaFormat format = schema.format();
    return newest.version().type().equals(format.artifactType())
        && new HashSet<>(newest.held().references()).equals(new HashSet<>(pinned))
        && newest.held().canonical().equals(ArtifactReader.canonical(format, schema.content()));
  }

  private static Outcome moved(String how) {
    return new Outcome.Refused("The world has moved since the plan: " + how + ". Plan again.");
  }

  private static Outcome guarded(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (RegistryException e) {
      return new Outcome.Failed(
          e.isTransient() ? Outcome.Kind.TRANSIENT : Outcome.Kind.PERMANENT,
          String.valueOf(e.getMessage()));
    }
  }
}
