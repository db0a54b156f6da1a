// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.log.AuditChain;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.report.Page.Style;
import java.util.Collection;
import java.util.Locale;

/// The audit log, and what came of checking it.
public final class AuditText {

  private AuditText() {}

  /// Records for people, one or two lines each.
  public static String records(Collection<AuditRecord> records, Look look) {
    var page = new Page(look);
    for (AuditRecord record : records) {
      page.add(Style.DIM, record.at() + " ")
          .add(Style.BOLD, record.action())
          .add(" " + record.subject())
          .end();
      page.line(
          Style.DIM,
          "    #%d by %s, run %s, revision %s"
              .formatted(record.sequence(), record.actor(), record.run(), record.revision()));
      if (!record.detail().isEmpty()) {
        page.prose(4, "", Style.PLAIN, record.detail());
      }
    }
    return page.toString();
  }

  /// Records for machines.
  public static String recordsJson(Collection<AuditRecord> records) {
    ObjectNode root = Json.document("weft.audit");
    ArrayNode array = root.putArray("records");
    records.forEach(record -> put(array.addObject(), record));
    return Json.print(root);
  }

  /// A check for people.
  public static String check(AuditChain.Check check, Look look) {
    var page = new Page(look);
    AuditRecord first = check.first();
    AuditRecord last = check.last();
    String count = String.format(Locale.ROOT, "%,d records", check.records());
    if (check.breach() != null) {
      page.line(Style.BAD, "The audit log was tampered with, or damaged.");
      page.prose(2, "", Style.PLAIN, check.breach());
      page.line(
          last == null
              ? "  It has %s, and none of them can be trusted.".formatted(count)
              : "  It has %s; up to record %d of %s each follows the one before."
                  .formatted(count, last.sequence(), last.at()));
    } else if (first == null || last == null) {
      page.line("The audit log is empty.");
    } else {
      page.line(
          Style.GOOD, "The audit log is whole: %s, each follows the one before.".formatted(count));
      page.line("  from    " + first.at() + " by " + first.actor());
      page.line("  to      " + last.at() + " by " + last.actor());
      page.line("  newest  #" + last.sequence() + " " + last.hash());
    }
    return page.toString();
  }

  /// A check for machines.
  public static String checkJson(AuditChain.Check check) {
    ObjectNode root = Json.document("weft.audit-check");
    root.put("records", check.records()).put("whole", check.breach() == null);
    AuditRecord first = check.first();
    AuditRecord last = check.last();
    if (first != null) {
      put(root.putObject("first"), first);
    }
    if (last != null) {
      put(root.putObject("newest"), last);
    }
    return Json.print(root.put("breach", check.breach()));
  }

  private static void put(ObjectNode node, AuditRecord record) {
    node.put("sequence", record.sequence())
        .put("at", record.at())
        .put("action", record.action())
        .put("subject", record.subject())
        .put("detail", record.detail())
        .put("actor", record.actor())
        .put("environment", record.environment())
        .put("run", record.run())
        .put("revision", record.revision())
        .put("hash", record.hash());
  }
}
