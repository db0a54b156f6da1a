// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.plan.PlanDigest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Diagnostics as SARIF 2.1.0, for code scanning.
public final class DiagnosticSarif {

  private DiagnosticSarif() {}

  /// The log file.
  ///
  /// @param version of the tool
  public static String render(List<Diagnostic> diagnostics, String version) {
    ObjectNode root =
        Json.object()
            .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            .put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "weft").put("semanticVersion", version);
    var rules = new TreeSet<String>();
    diagnostics.forEach(finding -> rules.add(finding.rule()));
    var order = new ArrayList<>(rules);
    ArrayNode described = driver.putArray("rules");
    order.forEach(rule -> described.addObject().put("id", rule));
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    for (Diagnostic finding : diagnostics) {
      results.add(result(finding, order.indexOf(finding.rule())));
    }
    return Json.print(root);
  }

  private static ObjectNode result(Diagnostic finding, int ruleIndex) {
    ObjectNode result =
        Json.object()
            .put("ruleId", finding.rule())
            .put("ruleIndex", ruleIndex)
            .put("level", level(finding.severity()));
    String hint = finding.hint().isEmpty() ? "" : "\n" + finding.hint();
    result.putObject("message").put("text", finding.message() + hint);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.location().file()));
    if (finding.location().line() > 0) {
      ObjectNode region = place.putObject("region").put("startLine", finding.location().line());
      if (finding.location().column() > 0) {
        region.put("startColumn", finding.location().column());
      }
    }
    // Without the line, so that an alert survives an edit above it.
    String identity = finding.rule() + finding.location().file() + finding.message();
    result.putObject("partialFingerprints").put("weft/v1", PlanDigest.of(identity));
    return result;
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
