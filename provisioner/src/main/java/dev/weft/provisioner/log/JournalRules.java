// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;

/// Which journal records leave a creation pending, and which settle it.
public final class JournalRules {

  private JournalRules() {}

  /// Whether the change can bring something into being that would be ours. An intent of it is
  /// pending until it is settled.
  public static boolean isCreation(Change change) {
    return switch (change) {
      case Change.CreateTopic _,
          Change.AddAcls _,
          Change.RegisterSchema _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.CreateUser _,
          Change.CreateMirror _ ->
          true;
      case Change.SetCompatibility set -> set.from() == null;
      case Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.RemoveAcls _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          false;
    };
  }

  /// Whether the outcome answers the question what became of every pending creation of the same
  /// resource, of whichever run. A change that failed does not: a topic that could not be made, or
  /// on which a config could not be set, may still be the one that an interrupted run made.
  public static boolean settles(Change change, Outcome outcome) {
    if (isCreation(change)) {
      return outcome.isSuccess();
    }
    return switch (change) {
      case Change.Adopt _,
          Change.Forget _,
          Change.DeleteTopic _,
          Change.RemoveUser _,
          Change.RemoveMirror _,
          Change.PromoteMirror _ ->
          outcome.isSuccess();
      case Change.CreateTopic _,
          Change.AddAcls _,
          Change.RegisterSchema _,
          Change.AlterQuota _,
          Change.SetCompatibility _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.RemoveAcls _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.StepRemoval _ ->
          false;
    };
  }

  /// Whether the outcome says what became of the change itself.
  public static boolean isFinal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _,
          Outcome.Unchanged _,
          Outcome.Refused _,
          Outcome.Failed _,
          Outcome.Skipped _ ->
          true;
      case Outcome.Unknown _ -> false;
    };
  }
}
