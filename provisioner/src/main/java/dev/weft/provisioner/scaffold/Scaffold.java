// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scaffold;

import dev.weft.model.language.JsonSchemas;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The contents of new files. Each compiles into something that validates clean and that its owner
/// only has to make their own.
public final class Scaffold {

  /// Where a repository keeps the JSON Schema of its manifests, for completion in editors.
  public static final String SCHEMA = ".schemas/weft.schema.json";

  private Scaffold() {}

  /// A mesh repository with one domain, one team, one application and one product.
  public static NewFiles mesh(String mesh, String domain) {
    Names.requireName(mesh);
    String team = domain + "-team";
    var files = new TreeMap<String, String>();
    files.put("mesh.yaml", Templates.MESH.formatted(mesh, title(mesh), team));
    files.put("teams.yaml", Templates.TEAMS.formatted(team, title(team)));
    files.put("README.md", Templates.README.formatted(title(mesh), domain));
    files.put(".gitignore", ".weft/\n");
    files.put(".vscode/settings.json", Templates.EDITOR);
    files.put(SCHEMA, Objects.requireNonNull(JsonSchemas.all().get("weft.schema.json")));
    return new NewFiles(files)
        .and(domain(domain, team))
        .and(application(new ApplicationName(domain, "checkout"), "oauth"))
        .and(
            product(
                new ProductName(domain, "orders"),
                new ApplicationName(domain, "checkout"),
                "source-aligned",
                "orders"))
        .withSchemaLines();
  }

  /// A domain.
  ///
  /// @param owner name of a team
  public static NewFiles domain(String domain, String owner) {
    Names.requireName(domain);
    Names.requireName(owner);
    return file(
        "domains/" + domain + "/domain.yaml",
        Templates.DOMAIN.formatted(domain, title(domain), owner));
  }

  /// An application.
  ///
  /// @param type `oauth`, `scram` or `mtls`
  public static NewFiles application(ApplicationName application, String type) {
    String principal =
        type.equals("mtls")
            ? "  principal: \"User:CN=%s\"\n".formatted(application.clientId())
            : "";
    return file(
        "domains/%s/applications/%s.yaml"
            .formatted(application.domain(), application.application()),
        Templates.APPLICATION.formatted(
            application.application(), title(application.application()), type, principal));
  }

  /// A product with one output port.
  ///
  /// @param producer who writes
  /// @param type `source-aligned`, `aggregate` or `consumer-aligned`
  /// @param port name of the output port
  public static NewFiles product(
      ProductName product, ApplicationName producer, String type, String port) {
    Names.requireName(port);
    String folder = "domains/" + product.domain() + "/" + product.product() + "/";
    String record =
        Arrays.stream(port.split("-", -1)).map(Scaffold::capital).collect(Collectors.joining());
    String inputs =
        type.equals("source-aligned")
            ? "\n    - source: the system that the records come from"
            : " []";
    String namespace = (product.domain() + "." + product.product()).replace('-', '_');
    return new NewFiles(
        new TreeMap<>(
            Map.of(
                folder + "product.yaml",
                Templates.PRODUCT.formatted(
                    product.product(),
                    title(product.product()),
                    type,
                    inputs,
                    producer,
                    port,
                    port),
                folder + "schemas/" + port + ".avsc",
                Templates.SCHEMA.formatted(record, namespace),
                folder + "docs/README.md",
                Templates.PRODUCT_README.formatted(title(product.product())))));
  }

  /// A grant, in the folder of the product that is read.
  ///
  /// @param port such as `orders@v1`
  /// @param purpose a word
  /// @param reason a sentence
  /// @param expires the last day
  public static NewFiles grant(
      ProductName product,
      ApplicationName consumer,
      String port,
      String purpose,
      String reason,
      LocalDate expires) {
    String name =
        consumer.domain().equals(product.domain())
            ? consumer.application()
            : consumer.domain() + "-" + consumer.application();
    String cut = name.length() > Names.MAX_LENGTH ? consumer.application() : name;
    return file(
        "domains/%s/%s/access/%s.yaml".formatted(product.domain(), product.product(), cut),
        Templates.GRANT.formatted(cut, consumer, port, purpose, quoted(reason), expires));
  }

  private static NewFiles file(String path, String content) {
    return new NewFiles(new TreeMap<>(Map.of(path, content)));
  }

  /// `order-lines` becomes `Order lines`.
  private static String title(String name) {
    return capital(name.replace('-', ' '));
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /// A sentence as YAML's double-quoted text, where nothing can begin a comment or another key.
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            quoted.append('\\').appendCodePoint(point);
          } else if (point < 0x20 || point == 0x7f) {
            quoted.append("\\x%02x".formatted(point));
          } else {
            quoted.appendCodePoint(point);
          }
        });
    return quoted.append('"').toString();
  }
}
