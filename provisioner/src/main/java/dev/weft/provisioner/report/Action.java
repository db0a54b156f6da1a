// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.plan.Change;
import java.util.Locale;

/// What a change does, in one of four words.
enum Action {
  CREATE("+", Page.Style.GOOD),
  CHANGE("~", Page.Style.WARN),
  DELETE("-", Page.Style.BAD),
  /// Only the inventory changes; no server is touched.
  RECORD("⟳", Page.Style.NAME);

  private final String symbol;
  private final Page.Style style;

  Action(String symbol, Page.Style style) {
    this.symbol = symbol;
    this.style = style;
  }

  String symbol() {
    return symbol;
  }

  Page.Style style() {
    return style;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action of(Change change) {
    return switch (change) {
      case Change.CreateTopic _,
          Change.AddAcls _,
          Change.CreateClient _,
          Change.CreateUser _,
          Change.CreateMirror _ ->
          CREATE;
      case Change.AddPartitions _,
          Change.AlterConfig _,
          Change.SetCompatibility _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.AlterUser _,
          Change.RestoreMirror _,
          Change.PromoteMirror _ ->
          CHANGE;
      case Change.RegisterSchema schema -> schema.from() == null ? CREATE : CHANGE;
      case Change.AlterQuota quota -> ofQuota(quota);
      case Change.DeleteTopic _, Change.RemoveAcls _, Change.RemoveUser _, Change.RemoveMirror _ ->
          DELETE;
      case Change.StepRemoval _, Change.Adopt _, Change.Forget _ -> RECORD;
    };
  }

  private static Action ofQuota(Change.AlterQuota quota) {
    if (quota.edits().values().stream().allMatch(edit -> edit.from() == null)) {
      return CREATE;
    }
    return quota.edits().values().stream().allMatch(edit -> edit.to() == null) ? DELETE : CHANGE;
  }
}
