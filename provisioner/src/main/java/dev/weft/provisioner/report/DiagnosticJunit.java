// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Diagnostics as a JUnit report: one test case per file, which fails when something blocks.
public final class DiagnosticJunit {

  private DiagnosticJunit() {}

  /// The report.
  ///
  /// @param files all files that were read
  public static String render(List<Diagnostic> diagnostics, Collection<String> files) {
    Map<String, List<Diagnostic>> byFile = new TreeMap<>();
    files.forEach(file -> byFile.put(file, new ArrayList<>()));
    for (Diagnostic finding : diagnostics) {
      byFile.computeIfAbsent(finding.location().file(), _ -> new ArrayList<>()).add(finding);
    }
    long failures =
        byFile.values().stream()
            .filter(findings -> findings.stream().anyMatch(Diagnostic::isBlocking))
            .count();
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuites>\n  <testsuite name=\"weft validate\" tests=\"%d\" failures=\"%d\">\n"
            .formatted(byFile.size(), failures));
    byFile.forEach((file, findings) -> testCase(xml, file, findings));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static void testCase(StringBuilder xml, String file, List<Diagnostic> findings) {
    xml.append("    <testcase classname=\"manifests\" name=\"").append(escape(file)).append('"');
    if (findings.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n");
    var blocking = findings.stream().filter(Diagnostic::isBlocking).toList();
    if (blocking.isEmpty()) {
      xml.append("      <system-out>").append(lines(findings)).append("</system-out>\n");
    } else {
      xml.append("      <failure message=\"").append(escape(blocking.getFirst().message()));
      xml.append("\" type=\"").append(escape(blocking.getFirst().rule())).append("\">");
      xml.append(lines(findings)).append("</failure>\n");
    }
    xml.append("    </testcase>\n");
  }

  private static String lines(List<Diagnostic> findings) {
    var lines = findings.stream().map(finding -> escape(finding.toString())).toList();
    return String.join("\n", lines);
  }

  private static String escape(String text) {
    return Markdown.html(text);
  }
}
