// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The manifest language: for each kind its keys, their types, defaults and meaning.
final class Language {

  private static final Map<ManifestKind, Shape.Fields> FILES = files();

  private Language() {}

  /// The shape of a whole file of a kind.
  static Shape.Fields file(ManifestKind kind) {
    Shape.Fields fields = FILES.get(kind);
    if (fields == null) {
      throw new IllegalStateException("kind without a description: " + kind);
    }
    return fields;
  }

  /// What a kind is for, in a sentence or two.
  static String doc(ManifestKind kind) {
    return switch (kind) {
      case MESH ->
          "The mesh as a whole: its clusters, its environments, how topics are named, and what"
              + " holds where a product says nothing. One per repository.";
      case TEAM_LIST -> "The teams that own things, and how to reach them. One per repository.";
      case DOMAIN -> "A domain: who owns it, and what its products have in common.";
      case APPLICATION ->
          "A principal that produces or consumes. Its consumer groups and transactional ids begin"
              + " with `{domain}.{application}.`.";
      case DATA_PRODUCT ->
          "A data product: what it offers (ports), what it is made from (inputs), who writes it"
              + " (producer) and who answers for it (owner).";
      case ACCESS_GRANT ->
          "The right of an application to read ports of a product. It stands in the product's"
              + " folder, so the producer's domain decides.";
      case POLICY ->
          "A rule about manifests, for the whole mesh or, in a domain's folder, for that domain.";
      case TERM -> "A shared meaning, such as customer id, that fields of many schemas refer to.";
      case WAIVER -> "An exception from a policy for one product, with a reason and an end.";
    };
  }

  private static Map<ManifestKind, Shape.Fields> files() {
    Map<ManifestKind, Shape.Fields> files = new EnumMap<>(ManifestKind.class);
    for (ManifestKind kind : ManifestKind.values()) {
      Shape.Fields spec =
          switch (kind) {
            case MESH -> MeshShapes.mesh();
            case TEAM_LIST -> MeshShapes.teamList();
            case DOMAIN -> MeshShapes.domain();
            case APPLICATION -> MeshShapes.application();
            case DATA_PRODUCT -> ProductShapes.dataProduct();
            case ACCESS_GRANT -> ProductShapes.accessGrant();
            case POLICY -> GovernanceShapes.policy();
            case TERM -> GovernanceShapes.term();
            case WAIVER -> GovernanceShapes.waiver();
          };
      files.put(kind, file(kind, spec));
    }
    return files;
  }

  private static Shape.Fields file(ManifestKind kind, Shape.Fields spec) {
    Shape.Fields metadata =
        fields(
            "metadata",
            required("name", written(Format.NAME), nameDoc(kind)),
            optional("title", text("Product reviews"), "the name", "A short title for people."),
            optional(
                "tags",
                list(written(Format.NAME)),
                "none",
                "Words to find it by, such as `[reviews, loyalty]`."));
    return fields(
        kind.word(),
        required("apiVersion", word("API version", "weft.dev/v1"), "The version of the language."),
        required("kind", word("kind", kind.word()), "What the file describes."),
        required("metadata", metadata, "Name, title and tags."),
        required("spec", spec, "The content."));
  }

  private static String nameDoc(ManifestKind kind) {
    return switch (kind) {
      case MESH -> "The name of the mesh.";
      case TEAM_LIST -> "Always `teams`.";
      case DOMAIN, DATA_PRODUCT -> "The name of the folder.";
      case APPLICATION, ACCESS_GRANT, POLICY, TERM, WAIVER ->
          "The name of the file without `.yaml`.";
    };
  }

  static Shape.Fields fields(String name, Shape.Key... keys) {
    return new Shape.Fields(name, List.of(keys), false);
  }

  static Shape.Fields oneOf(String name, Shape.Key... keys) {
    return new Shape.Fields(name, List.of(keys), true);
  }

  static Shape.Key required(String name, Shape shape, String doc) {
    return new Shape.Key(name, shape, true, "", doc);
  }

  static Shape.Key optional(String name, Shape shape, String fallback, String doc) {
    return new Shape.Key(name, shape, false, fallback, doc);
  }

  static Shape written(Format format) {
    return new Shape.Written(format);
  }

  static Shape text(String example) {
    return new Shape.Prose(example);
  }

  static Shape word(String noun, String... words) {
    return new Shape.Word(noun, List.of(words));
  }

  /// The constants of an enum as they are written in Java.
  static Shape constants(String noun, Enum<?>[] constants) {
    List<String> words = new ArrayList<>();
    for (Enum<?> constant : constants) {
      words.add(constant.name());
    }
    return new Shape.Word(noun, words);
  }

  /// The constants of an enum in lower case.
  static Shape words(String noun, Enum<?>[] constants) {
    return new Shape.Word(noun, Words.of(constants));
  }

  static Shape list(Shape item) {
    return new Shape.Items(item, false, false);
  }

  static Shape filledList(Shape item) {
    return new Shape.Items(item, false, true);
  }
}
