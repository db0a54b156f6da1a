// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/// Something that happened to a change request. What a change request is now follows from its
/// events alone, so two people who act at once lose nothing of each other.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChangeEvent.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = ChangeEvent.Pushed.class, name = "pushed"),
  @JsonSubTypes.Type(value = ChangeEvent.Approved.class, name = "approved"),
  @JsonSubTypes.Type(value = ChangeEvent.Allowed.class, name = "allowed"),
  @JsonSubTypes.Type(value = ChangeEvent.Commented.class, name = "commented"),
  @JsonSubTypes.Type(value = ChangeEvent.Denied.class, name = "denied"),
  @JsonSubTypes.Type(value = ChangeEvent.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = ChangeEvent.Merged.class, name = "merged")
})
public sealed interface ChangeEvent {

  /// When.
  Instant at();

  /// Name of the person who did it; `weft` when a rule did.
  String by();

  /// It came into being.
  ///
  /// @param head commit of the branch
  record Opened(Instant at, String by, String head) implements ChangeEvent {}

  /// The branch got other commits.
  ///
  /// @param head commit of the branch from then on
  record Pushed(Instant at, String by, String head) implements ChangeEvent {}

  /// A person approved one commit.
  ///
  /// @param teams the person's teams at that moment
  /// @param commit what was approved
  record Approved(Instant at, String by, List<String> teams, String commit) implements ChangeEvent {
    public Approved {
      teams = List.copyOf(teams);
    }
  }

  /// A rule of the mesh asks for no approval of one commit.
  ///
  /// @param commit what is allowed
  /// @param text which rule, in a sentence
  record Allowed(Instant at, String by, String commit, String text) implements ChangeEvent {}

  /// A person said something.
  record Commented(Instant at, String by, String text) implements ChangeEvent {}

  /// An owner refused it, which ends it.
  record Denied(Instant at, String by, String reason) implements ChangeEvent {}

  /// Its author took it back, which ends it.
  record Withdrawn(Instant at, String by) implements ChangeEvent {}

  /// It is in the main branch, which ends it.
  ///
  /// @param commit the merge commit
  /// @param head what was merged
  record Merged(Instant at, String by, String commit, String head) implements ChangeEvent {}
}
