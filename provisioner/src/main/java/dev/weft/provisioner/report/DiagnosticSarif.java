// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.plan.PlanDigest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notices as SARIF 2.1.0, for code scanning.
public final class DiagnosticSarif {

  /// What code scanning says of a result that is there since before, by the standard's words.
  private static final String NEW = "new";

  private static final String UNCHANGED = "unchanged";

  private final Map<String, String> titles;
  private final Map<String, Integer> rules = new HashMap<>();
  private final Map<String, Integer> twins = new HashMap<>();
  private final ArrayNode described = Json.array();
  private final ArrayNode results = Json.array();

  private DiagnosticSarif(Map<String, String> titles) {
    this.titles = titles;
  }

  /// The log file of a check.
  ///
  /// @param titles what a rule says, by id, as far as it is known
  /// @param version of the tool
  public static String render(List<Notice> notices, Map<String, String> titles, String version) {
    var sarif = new DiagnosticSarif(titles);
    notices.forEach(notice -> sarif.add(notice, null));
    return sarif.render(version);
  }

  /// The log file of a change: what it introduces, and what was there before.
  ///
  /// @param titles what a rule says, by id, as far as it is known
  /// @param version of the tool
  public static String render(ChangeReport report, Map<String, String> titles, String version) {
    var sarif = new DiagnosticSarif(titles);
    report.introduced().forEach(notice -> sarif.add(notice, NEW));
    report.unchanged().forEach(notice -> sarif.add(notice, UNCHANGED));
    return sarif.render(version);
  }

  private String render(String version) {
    ObjectNode root =
        Json.object()
            .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            .put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "weft").put("semanticVersion", version);
    driver.set("rules", described);
    run.put("columnKind", "utf16CodeUnits");
    run.set("results", results);
    return Json.print(root);
  }

  private int rule(String id) {
    Integer known = rules.get(id);
    if (known != null) {
      return known;
    }
    ObjectNode rule = described.addObject().put("id", id);
    String title = titles.getOrDefault(id, "");
    if (!title.isEmpty()) {
      rule.putObject("shortDescription").put("text", SafeText.line(title));
    }
    rules.put(id, rules.size());
    return rules.size() - 1;
  }

  private void add(Notice notice, @Nullable String baseline) {
    Diagnostic finding = notice.diagnostic();
    ObjectNode result =
        results
            .addObject()
            .put("ruleId", finding.rule())
            .put("ruleIndex", rule(finding.rule()))
            .put("level", level(finding.severity()));
    if (baseline != null) {
      result.put("baselineState", baseline);
    }
    String waiver = notice.waiver();
    String hint = finding.hint().isEmpty() || waiver != null ? "" : "\n" + finding.hint();
    result.putObject("message").put("text", finding.message() + hint);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.location().file()));
    if (finding.location().line() > 0) {
      ObjectNode region = place.putObject("region").put("startLine", finding.location().line());
      if (finding.location().column() > 0) {
        region.put("startColumn", finding.location().column());
      }
    }
    if (waiver != null) {
      // Without a status, which earlier printings of the standard call `state`: left out, it is
      // "accepted" in all of them.
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("justification", finding.hint());
    }
    ProvenFix fix = notice.fix();
    if (fix != null) {
      fix(result.putArray("fixes").addObject(), fix);
    }
    result.putObject("partialFingerprints").put("weft/v1", fingerprint(notice));
  }

  private static void fix(ObjectNode node, ProvenFix fix) {
    node.putObject("description").put("text", SafeText.line(fix.words()));
    ObjectNode change = node.putArray("artifactChanges").addObject();
    change.putObject("artifactLocation").put("uri", uri(fix.file()));
    ProvenFix.Replacement part = fix.replacement();
    ObjectNode replacement = change.putArray("replacements").addObject();
    replacement
        .putObject("deletedRegion")
        .put("startLine", part.startLine())
        .put("startColumn", part.startColumn())
        .put("endLine", part.endLine())
        .put("endColumn", part.endColumn());
    replacement.putObject("insertedContent").put("text", part.text());
  }

  /// Without line and words, so that an alert survives an edit above it.
  private String fingerprint(Notice notice) {
    int twin = twins.merge(notice.identity(), 1, Integer::sum);
    return PlanDigest.of(notice.identity() + (twin == 1 ? "" : " " + twin));
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR, DANGER -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private static String uri(String file) {
    try {
      // `./` keeps a first segment with a colon from being read as a scheme.
      String path = file.contains(":") ? "./" + file : file;
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path can be written as a URI: " + file, e);
    }
  }
}
