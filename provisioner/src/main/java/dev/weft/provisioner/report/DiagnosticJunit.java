// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Notices as a JUnit report: a suite for each product and one for the rest of the mesh; a case for
/// each file where all is well, and for each rule that a file does not keep. It fails where
/// something blocks, is an error where a policy could not be evaluated, and skipped where a waiver
/// excuses it.
public final class DiagnosticJunit {

  private static final String MESH = "mesh";

  private final Map<String, Map<Case, List<Notice>>> suites = new TreeMap<>();

  /// @param rule empty where all is well
  private record Case(String file, String rule) {}

  private DiagnosticJunit() {}

  /// The report.
  ///
  /// @param files all files that were read
  public static String render(List<Notice> notices, Collection<String> files) {
    var report = new DiagnosticJunit();
    Set<String> open = new TreeSet<>(files);
    for (Notice notice : notices) {
      String file = notice.diagnostic().location().file();
      open.remove(file);
      report
          .suite(file)
          .computeIfAbsent(new Case(file, notice.diagnostic().rule()), _ -> new ArrayList<>())
          .add(notice);
    }
    open.forEach(file -> report.suite(file).put(new Case(file, ""), List.of()));
    return report.render();
  }

  private Map<Case, List<Notice>> suite(String file) {
    ProductName product = ProductName.ofPath(file).orElse(null);
    return suites.computeIfAbsent(
        product == null ? MESH : product.toString(),
        _ -> new TreeMap<>(Comparator.comparing(Case::file).thenComparing(Case::rule)));
  }

  private String render() {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    suites.forEach((name, cases) -> {
      xml.append("  <testsuite name=\"")
          .append(escape(name))
          .append(
              "\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n"
                  .formatted(
                      cases.size(),
                      count(cases, Outcome.FAILURE),
                      count(cases, Outcome.ERROR),
                      count(cases, Outcome.SKIPPED)));
      cases.forEach((meant, notices) -> testCase(xml, name, meant, notices));
      xml.append("  </testsuite>\n");
    });
    return xml.append("</testsuites>\n").toString();
  }

  private enum Outcome {
    GOOD,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private static long count(Map<Case, List<Notice>> cases, Outcome wanted) {
    return cases.values().stream().filter(notices -> outcome(notices) == wanted).count();
  }

  private static Outcome outcome(List<Notice> notices) {
    List<Notice> blocking = notices.stream().filter(Notice::isBlocking).toList();
    if (blocking.stream().anyMatch(Notice::isUndecided)) {
      return Outcome.ERROR;
    }
    if (!blocking.isEmpty()) {
      return Outcome.FAILURE;
    }
    boolean isWaived =
        !notices.isEmpty() && notices.stream().allMatch(notice -> notice.waiver() != null);
    return isWaived ? Outcome.SKIPPED : Outcome.GOOD;
  }

  private static void testCase(StringBuilder xml, String suite, Case meant, List<Notice> notices) {
    String name = meant.rule().isEmpty() ? meant.file() : meant.file() + ": " + meant.rule();
    xml.append("    <testcase classname=\"").append(escape(suite));
    xml.append("\" name=\"").append(escape(name)).append('"');
    if (notices.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n");
    switch (outcome(notices)) {
      case GOOD ->
          xml.append("      <system-out>").append(lines(notices)).append("</system-out>\n");
      case SKIPPED ->
          xml.append("      <skipped message=\"")
              .append(escape(notices.getFirst().diagnostic().hint()))
              .append("\"/>\n");
      case FAILURE -> bad(xml, "failure", notices);
      case ERROR -> bad(xml, "error", notices);
    }
    xml.append("    </testcase>\n");
  }

  private static void bad(StringBuilder xml, String element, List<Notice> notices) {
    Diagnostic first =
        notices.stream().filter(Notice::isBlocking).findFirst().orElseThrow().diagnostic();
    xml.append("      <").append(element).append(" message=\"").append(escape(first.message()));
    xml.append("\" type=\"").append(escape(first.rule())).append("\">");
    xml.append(lines(notices)).append("</").append(element).append(">\n");
  }

  private static String lines(List<Notice> notices) {
    return notices.stream()
        .map(notice -> escape(notice.diagnostic().toString()) + fix(notice))
        .collect(Collectors.joining("\n"));
  }

  private static String fix(Notice notice) {
    ProvenFix fix = notice.fix();
    return fix == null ? "" : "\nfix: " + escape(fix.words());
  }

  private static String escape(String text) {
    return Markdown.html(text);
  }
}
