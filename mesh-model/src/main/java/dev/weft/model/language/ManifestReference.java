// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.diagnostic.RuleCatalogue;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.schema.SchemaRules;
import dev.weft.model.topic.TopicConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the reference pages: manifests and rules.
public final class ManifestReference {

  private static final String GENERATED =
      "<!-- Generated from the language's description in mesh-model. Do not edit: run the module's"
          + " tests with -Dweft.regenerate=true. -->\n\n";

  /// Rules of schemas that only warn.
  private static final List<String> MILD =
      List.of(SchemaRules.UNUSED_REFERENCE, SchemaRules.LOGICAL_TYPE);

  private final StringBuilder out = new StringBuilder();

  private ManifestReference() {}

  /// The page of manifests.
  public static String manifests() {
    ManifestReference page = new ManifestReference();
    page.introduction();
    for (ManifestKind kind : ManifestKind.values()) {
      page.kind(kind);
    }
    page.topicConfigs();
    return page.out.toString();
  }

  /// Every rule of manifests and of schemas.
  static List<RuleCatalogue.Rule> allRules() {
    List<RuleCatalogue.Rule> all = new ArrayList<>(RuleCatalogue.rules());
    for (SchemaRules.Rule rule : SchemaRules.catalogue()) {
      boolean mild = MILD.contains(rule.id());
      all.add(
          new RuleCatalogue.Rule(
              rule.id(), mild ? Severity.WARNING : Severity.ERROR, rule.description(), ""));
    }
    return all;
  }

  /// The page of rules.
  public static String rules() {
    List<RuleCatalogue.Rule> rules = allRules();
    StringBuilder page = new StringBuilder(GENERATED);
    page.append("# Rules\n\n")
        .append(
            """
            Every diagnostic names its rule in square brackets. An *error* means that what the file
            describes cannot be used and keeps its last good state; a *warning* blocks nothing; a
            *note* is for information.
            """);
    Map<String, List<RuleCatalogue.Rule>> areas =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    rule -> rule.id().substring(0, rule.id().indexOf('/')),
                    java.util.TreeMap::new,
                    Collectors.toList()));
    areas.forEach((area, ofArea) -> {
      page.append("\n## ").append(area).append("\n\n");
      page.append("| rule | severity | what it says | what to do, and why |\n");
      page.append("|---|---|---|---|\n");
      ofArea.stream()
          .sorted(java.util.Comparator.comparing(RuleCatalogue.Rule::id))
          .forEach(rule ->
              page.append(
                  "| `%s` | %s | %s | %s |\n"
                      .formatted(
                          rule.id(),
                          rule.severity().word(),
                          cell(rule.summary()),
                          cell(rule.advice()))));
    });
    return page.toString();
  }

  private void introduction() {
    out.append(GENERATED)
        .append("# Manifests\n\n")
        .append(
            """
            A mesh repository describes everything in small YAML files, one manifest per file. This page
            lists every key of every kind. Editors complete and check manifests with the JSON Schemas in
            [schemas](schemas/weft.schema.json): put this line at the top of a file, or map the folder in the
            editor's settings.

            ```yaml
            # yaml-language-server: $schema=<path to>/docs/reference/schemas/weft.schema.json
            ```

            What holds everywhere:

            - The folder decides which domain and product a file belongs to; `metadata.name` repeats the name of
              the folder or file.
            - Names are lower-case words joined by `-`, at most 63 characters.
            - Durations are ISO-8601 (`P7D`, `PT1M30S`); sizes are bytes or `10KiB`, `10MiB`, `10GiB`.
            - Unknown keys, duplicate keys, anchors, aliases and tags are refused. A file has at most 1 MiB.
            - Defaults and overlays lie over each other key by key. The later wins: defaults of the mesh, of the
              environment, of the domain; the port; the product's overlay for the environment.
            - Every mistake is reported in one run; see [rules](rules.md). A broken file keeps what it describes
              as it is and never hides the others.

            | kind | where it stands |
            |---|---|
            """);
    for (ManifestKind kind : ManifestKind.values()) {
      out.append("| [%s](#%s) | `%s` |\n".formatted(kind.word(), anchor(kind), kind.place()));
    }
  }

  private static String anchor(ManifestKind kind) {
    return kind.word().toLowerCase(java.util.Locale.ROOT);
  }

  private void kind(ManifestKind kind) {
    out.append("\n## ").append(kind.word()).append("\n\n");
    out.append(Language.doc(kind)).append("\n\n");
    out.append("File: `")
        .append(kind.place())
        .append("`. Schema: [")
        .append(JsonSchemas.fileName(kind))
        .append("](schemas/")
        .append(JsonSchemas.fileName(kind))
        .append(").\n\n");
    out.append("```yaml\n").append(Examples.of(kind)).append("```\n\n");
    List<String> rows = new ArrayList<>();
    rows(Language.file(kind), "", rows);
    out.append("| key | type | default | meaning |\n|---|---|---|---|\n");
    rows.stream()
        .filter(row -> !row.startsWith("| `apiVersion`") && !row.startsWith("| `kind`"))
        .forEach(out::append);
  }

  private void rows(Shape.Fields fields, String prefix, List<String> rows) {
    for (Shape.Key key : fields.keys()) {
      String path = prefix + key.name();
      rows.add(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  path,
                  cell(type(key.shape())),
                  key.required() ? "**required**" : cell(key.fallback()),
                  cell(key.doc())));
      inner(key.shape(), path, rows);
    }
  }

  private void inner(Shape shape, String path, List<String> rows) {
    switch (shape) {
      case Shape.Fields fields when isDefaults(fields, path) ->
          rows.add(
              "| `%s.…` | | | As in a [DataProduct](#dataproduct)'s port. |\n".formatted(path));
      case Shape.Fields fields -> rows(fields, path + ".", rows);
      case Shape.Items items -> inner(items.item(), path + "[]", rows);
      case Shape.Named named -> inner(named.value(), path + ".<name>", rows);
      case Shape.Written _,
          Shape.Prose _,
          Shape.Word _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Anything _,
          Shape.Free _,
          Shape.RawConfigs _ -> {}
    }
  }

  /// Only the mesh's own defaults are spelled out.
  private static boolean isDefaults(Shape.Fields fields, String path) {
    return fields.name().equals("defaults") && !path.equals("spec.defaults")
        || fields.name().equals("overlay of a port");
  }

  private static String type(Shape shape) {
    return switch (shape) {
      case Shape.Items items when items.lone() -> type(items.item()) + ", or a list of them";
      case Shape.Items items -> "list: " + type(items.item());
      case Shape.Named named ->
          "mapping of " + named.keys().expectation().replaceFirst("^an? ", "");
      case Shape.Fields _ -> "mapping";
      case Shape.RawConfigs _ -> "mapping of [topic configs](#topic-configs)";
      case Shape.Written _,
          Shape.Prose _,
          Shape.Word _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Anything _,
          Shape.Free _ ->
          shape.expectation();
    };
  }

  private void topicConfigs() {
    out.append("\n## Topic configs\n\n")
        .append(
            """
            What may stand under `topic.config`: the topic configs of Kafka 4.3. Values are brought into one form
            before anything is compared, so `P7D`, `604800000` and `"604800000"` are the same.
            `retention`, `retentionSize` and `cleanup` are the words for `retention.ms`, `retention.bytes` and
            `cleanup.policy`; giving both is an error.

            | config | value |
            |---|---|
            """);
    for (TopicConfigs.Config config : TopicConfigs.all()) {
      out.append("| `%s` | %s |\n".formatted(config.name(), cell(TopicConfigs.expected(config))));
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
