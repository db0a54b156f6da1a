// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.term.TermEntry;
import dev.weft.governance.term.TermRegister;
import dev.weft.governance.term.TermUse;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.TermManifest;
import dev.weft.provisioner.report.Page.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Terms for people.
public final class TermsText {

  private static final List<String> HEADER =
      List.of("TERM", "TYPE", "CLASSIFICATION", "OWNER", "VALUES FROM", "USES", "DOMAINS");

  private TermsText() {}

  /// A line for each term, and what is wrong in sum.
  public static String list(TermRegister register, Look look) {
    Page page = new Page(look);
    if (register.entries().isEmpty()) {
      page.line("No terms are defined in governance/terms.");
    } else {
      List<List<String>> rows = new ArrayList<>(List.of(HEADER));
      register.entries().values().forEach(entry -> rows.add(row(entry)));
      table(page, rows);
    }
    for (TermEntry entry : register.entries().values()) {
      String name = entry.term().name();
      if (entry.disagreeing() > 0) {
        page.gap();
        page.line(
            Style.BAD,
            "%s: %s other than the term; `weft terms %s` lists them"
                .formatted(name, count(entry.disagreeing(), "use is", "uses are"), name));
      }
      if (!entry.lookAlikes().isEmpty()) {
        page.gap();
        page.line(
            Style.WARN,
            "%s: %s like it and not bound"
                .formatted(name, count(entry.lookAlikes().size(), "field looks", "fields look")));
      }
    }
    undefined(page, register.undefined());
    return page.toString();
  }

  private static List<String> row(TermEntry entry) {
    TermManifest term = entry.term();
    return List.of(
        term.name(),
        term.type(),
        term.classification() == null ? "-" : Words.of(term.classification()),
        term.owner() == null ? "-" : term.owner(),
        term.issuedBy() == null ? "-" : term.issuedBy().toString(),
        Integer.toString(entry.uses().size()),
        Integer.toString(entry.domains()));
  }

  private static void table(Page page, List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], SafeText.line(row.get(i)).length());
      }
    }
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        Style style = row == rows.getFirst() ? Style.DIM : i == 0 ? Style.NAME : Style.PLAIN;
        String cell = row.get(i);
        page.add(style, cell).add(" ".repeat(widths[i] - SafeText.line(cell).length() + 2));
      }
      page.end();
    }
  }

  /// One term with every use.
  public static String one(TermEntry entry, Look look) {
    TermManifest term = entry.term();
    Page page = new Page(look);
    page.add(Style.NAME, term.name()).add(": ").line(Style.BOLD, term.header().title());
    page.prose(2, "", Style.PLAIN, term.description());
    page.line("  " + written(term));
    page.line("  " + people(term));
    if (!term.synonyms().isEmpty()) {
      page.line("  also called " + String.join(", ", term.synonyms()));
    }
    page.gap();
    page.line(
        Style.BOLD,
        "%s in %s"
            .formatted(
                count(entry.uses().size(), "use", "uses"),
                count(entry.domains(), "domain", "domains")));
    entry.uses().forEach(use -> use(page, use));
    if (!entry.lookAlikes().isEmpty()) {
      page.gap();
      page.line(Style.BOLD, "Looks like it and is not bound");
      entry.lookAlikes().forEach(use -> use(page, use));
      page.prose(
          2,
          "hint: ",
          Style.DIM,
          "bind a field with `term` in its schema or under `terms` of the port, or give it another"
              + " name");
    }
    return page.toString();
  }

  private static String written(TermManifest term) {
    String format = term.format().isEmpty() ? "" : ", written as " + term.format();
    String least =
        term.classification() == null ? "" : ", at least " + Words.of(term.classification());
    return term.type() + format + least;
  }

  private static String people(TermManifest term) {
    String owner = term.owner() == null ? "nobody answers for it" : "owner " + term.owner();
    return term.issuedBy() == null ? owner : owner + ", values given by " + term.issuedBy();
  }

  private static void use(Page page, TermUse use) {
    boolean agrees = use.disagreements().isEmpty();
    page.add("  ")
        .add(agrees ? Style.PLAIN : Style.BAD, use.port().toString())
        .add("  ")
        .add(Style.NAME, use.field())
        .add(use.isKey() ? "  (key)" : "")
        .line(Style.DIM, "  " + use.location());
    use.disagreements().forEach(what -> page.line(Style.BAD, "      " + what));
  }

  private static void undefined(Page page, Map<String, List<TermUse>> undefined) {
    undefined.forEach((name, uses) -> {
      page.gap();
      page.line(Style.BAD, name + ": fields are bound to it, and it is not defined");
      uses.forEach(use -> use(page, use));
    });
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
