// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.compatibility.Consumer.Evidence;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.ConsumerImpact.Verdict;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.SchemaChange;
import dev.weft.provisioner.report.Page.Style;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Changes of schemas for people: on a terminal, and in a comment on a change request.
public final class SchemaDiffText {

  private SchemaDiffText() {}

  /// For a terminal.
  public static String text(List<SchemaDiffView> views, Look look) {
    Page page = new Page(look);
    if (views.isEmpty()) {
      page.line(Style.GOOD, "No schema changed.");
    }
    for (SchemaDiffView view : views) {
      page.gap();
      page.add(Style.BOLD, view.subject()).add(": ").line(verdict(view));
      for (SchemaChange change : view.comparison().changes()) {
        page.add("  ")
            .add(style(change.worst()), change.worst().word())
            .add("  ")
            .add(Style.NAME, path(change))
            .add("  ")
            .add(change.kind().word())
            .line(Style.DIM, "  (" + directions(change) + ")");
        page.prose(6, "", Style.PLAIN, change.message());
        if (!change.hint().isEmpty()) {
          page.prose(6, "hint: ", Style.DIM, change.hint());
        }
      }
      for (ConsumerImpact impact : view.consumers()) {
        page.add("  ")
            .add(style(impact.verdict()), impact.verdict().word())
            .add("  ")
            .line(who(impact));
        String use = use(view, impact);
        if (!use.isEmpty()) {
          page.prose(6, "", Style.PLAIN, use + ".");
        }
        for (ConsumerImpact.Effect effect : impact.effects()) {
          page.prose(6, "", Style.DIM, path(effect.change()) + ": " + effect.reason() + ".");
        }
      }
    }
    return page.toString();
  }

  private static String verdict(SchemaDiffView view) {
    if (view.comparison().changes().isEmpty()) {
      return "no change of meaning.";
    }
    return "backward %s, forward %s."
        .formatted(view.comparison().backward().word(), view.comparison().forward().word());
  }

  private static String directions(SchemaChange change) {
    return "backward %s, forward %s".formatted(change.backward().word(), change.forward().word());
  }

  private static String path(SchemaChange change) {
    return change.path().isEmpty() ? "(record)" : change.path();
  }

  private static String who(ConsumerImpact impact) {
    String known =
        impact.consumer().evidence().stream()
            .map(Evidence::name)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "%s (%s%s)"
        .formatted(
            impact.consumer().name(),
            known,
            impact.consumer().isExplicit() ? ", says what it reads" : "");
  }

  private static String use(SchemaDiffView view, ConsumerImpact impact) {
    SchemaDiffView.Use use = view.uses().get(impact.consumer().name());
    return use == null ? "" : use.text();
  }

  private static Style style(Impact impact) {
    return switch (impact) {
      case SAFE -> Style.GOOD;
      case RISKY -> Style.WARN;
      case BREAKING -> Style.BAD;
    };
  }

  private static Style style(Verdict verdict) {
    return switch (verdict) {
      case UNAFFECTED -> Style.GOOD;
      case AT_RISK -> Style.WARN;
      case BROKEN -> Style.BAD;
    };
  }

  /// For a change request.
  public static String markdown(List<SchemaDiffView> views) {
    return markdown(views, "###");
  }

  /// @param heading of what level each schema's heading is
  static String markdown(List<SchemaDiffView> views, String heading) {
    if (views.isEmpty()) {
      return "No schema changed.\n";
    }
    StringBuilder text = new StringBuilder();
    for (SchemaDiffView view : views) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(heading)
          .append(' ')
          .append(Markdown.text(view.subject()))
          .append("\n\n")
          .append(Markdown.text("Schema: " + verdict(view)))
          .append('\n');
      if (!view.comparison().changes().isEmpty()) {
        text.append("\n| field | change | old data, new readers | new data, old readers | |\n");
        text.append("|---|---|---|---|---|\n");
      }
      for (SchemaChange change : view.comparison().changes()) {
        String hint = change.hint().isEmpty() ? "" : "<br>" + Markdown.prose(change.hint());
        text.append(
            "| %s | %s | %s | %s | %s%s |\n"
                .formatted(
                    Markdown.code(path(change)),
                    change.kind().word(),
                    mark(change.backward()),
                    mark(change.forward()),
                    Markdown.prose(change.message()),
                    hint));
      }
      if (!view.consumers().isEmpty()) {
        text.append("\n| consumer | is | because |\n|---|---|---|\n");
      }
      for (ConsumerImpact impact : view.consumers()) {
        text.append(
            "| %s | %s | %s |\n"
                .formatted(
                    Markdown.text(who(impact)) + live(view, impact),
                    impact.verdict() == Verdict.BROKEN ? "**broken**" : impact.verdict().word(),
                    impact.effects().stream()
                        .map(effect ->
                            Markdown.code(path(effect.change()))
                                + ": "
                                + Markdown.prose(effect.reason()))
                        .collect(Collectors.joining("<br>"))));
      }
    }
    return text.toString();
  }

  private static String live(SchemaDiffView view, ConsumerImpact impact) {
    String use = use(view, impact);
    return use.isEmpty() ? "" : "<br>" + Markdown.prose(use);
  }

  private static String mark(Impact impact) {
    return impact == Impact.BREAKING ? "**breaking**" : impact.word();
  }
}
