// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static dev.weft.model.language.Language.fields;
import static dev.weft.model.language.Language.list;
import static dev.weft.model.language.Language.optional;
import static dev.weft.model.language.Language.required;
import static dev.weft.model.language.Language.text;
import static dev.weft.model.language.Language.word;
import static dev.weft.model.language.Language.words;
import static dev.weft.model.language.Language.written;

import dev.weft.model.mesh.Port;

/// What policies, terms and waivers are described by.
final class GovernanceShapes {

  private GovernanceShapes() {}

  static Shape.Fields policy() {
    Shape.Fields match =
        fields(
            "match",
            optional(
                "kinds",
                list(new Shape.Word("kind", ManifestKind.words())),
                "all",
                "Kinds of manifests it looks at."),
            optional("domains", list(written(Format.NAME)), "all", "Domains it looks at."));
    return fields(
        "Policy",
        required("description", text("Personal data needs an owner"), "What it asks for, and why."),
        required(
            "severity",
            word("severity", "error", "danger", "warning", "note"),
            "How grave a finding is."),
        required(
            "mode",
            word("mode", "enforce", "warn", "audit"),
            "Whether findings block, are shown, or are only counted."),
        optional("match", match, "everything", "What it looks at."),
        required(
            "rule", text("product.owner != ''"), "A CEL expression that is true when all is well."),
        required("message", text("The product has no owner."), "What a finding says."),
        optional("hint", text("name a team"), "", "What to do about it."),
        optional(
            "parameters",
            new Shape.Named(Format.NAME, new Shape.Anything()),
            "none",
            "Values that the rule reads, and that a domain may tighten."));
  }

  static Shape.Fields term() {
    return fields(
        "Term",
        required("description", text("Identifies a customer in every domain"), "What it means."),
        required(
            "type",
            word(
                "type of term",
                "string",
                "long",
                "int",
                "double",
                "boolean",
                "bytes",
                "timestamp",
                "date",
                "uuid",
                "decimal"),
            "The type that fields of this meaning have."),
        optional("format", text("C followed by nine digits"), "", "How values are written."),
        optional(
            "classification",
            words("classification", Port.Classification.values()),
            "",
            "The least classification of a port with such a field."),
        optional(
            "synonyms", list(text("cust_id")), "none", "Names that fields of this meaning have."),
        optional("owner", written(Format.NAME), "", "The team that answers for the term."));
  }

  static Shape.Fields waiver() {
    return fields(
        "Waiver",
        required("policy", written(Format.NAME), "The policy that does not hold."),
        required("product", written(Format.PRODUCT), "The product it does not hold for."),
        required("reason", text("The source is replaced in spring"), "Why."),
        required("approvedBy", text("ada@example.org"), "Who approved it; not its author."),
        required("expires", written(Format.DATE), "The last day, included, in UTC."));
  }
}
