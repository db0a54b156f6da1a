// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.util.ArrayDeque;
import java.util.Deque;

/// The audit log as a daemon reads it.
final class RemoteAudit {

  private static final int PAGE = 200;

  private RemoteAudit() {}

  /// The newest records with a text in subject, actor, run or revision; the newest last.
  static Deque<AuditRecord> newest(ApiClient server, int count, String about) {
    Deque<AuditRecord> found = new ArrayDeque<>();
    String before = "";
    while (found.size() < count) {
      JsonNode page = server.get("/audit?size=" + PAGE + before);
      for (JsonNode entry : page.path("records")) {
        AuditRecord record = record(entry);
        boolean isMeant =
            record.subject().contains(about)
                || record.actor().contains(about)
                || record.run().contains(about)
                || record.revision().contains(about);
        if (isMeant && found.size() < count) {
          found.addFirst(record);
        }
      }
      if (!page.hasNonNull("next")) {
        break;
      }
      before = "&before=" + page.path("next").asLong();
    }
    return found;
  }

  /// What a check has found.
  static String words(JsonNode chain, Look look) {
    var page = new Page(look);
    long records = chain.path("records").asLong();
    if (chain.path("isWhole").asBoolean()) {
      page.line(
          Style.GOOD,
          "The audit log is whole: %d records, each follows the one before.".formatted(records));
      if (chain.hasNonNull("hash")) {
        page.line("  newest  " + chain.path("hash").asText());
      }
    } else {
      page.line(Style.BAD, "The audit log was tampered with, or damaged.");
      page.prose(2, "", Style.PLAIN, chain.path("breach").asText());
    }
    return page.toString();
  }

  private static AuditRecord record(JsonNode entry) {
    return new AuditRecord(
        entry.path("sequence").asLong(),
        entry.path("run").asText(),
        entry.path("actor").asText(),
        entry.path("environment").asText(),
        entry.path("revision").asText(),
        entry.path("at").asText(),
        entry.path("action").asText(),
        entry.path("subject").asText(),
        entry.path("detail").asText(),
        entry.path("previous").asText(),
        entry.path("hash").asText());
  }
}
