// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;

/// Texts and outcomes of calls.
final class Words {

  private Words() {}

  /// A change in a call's name, such as `CreateTopic onprem/topic/x`.
  static String of(PlannedChange planned) {
    return planned.change().getClass().getSimpleName() + " " + planned.change().resource().text();
  }

  /// What a driver makes of an answer.
  ///
  /// @param made what the server made of the call, if it arrived
  static Outcome outcome(Wire.Answer answer, Outcome made) {
    return switch (answer) {
      case DONE -> made;
      case UNKNOWN -> new Outcome.Unknown("No answer came; the next run looks.");
      case NOT_NOW -> new Outcome.Failed(Outcome.Kind.TRANSIENT, "The server is busy.");
    };
  }
}
