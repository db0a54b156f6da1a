// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static dev.weft.model.language.Language.fields;
import static dev.weft.model.language.Language.filledList;
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

  private static final String INHERITED = "as in the policy it is based on";

  private GovernanceShapes() {}

  static Shape.Fields policy() {
    return fields(
        "Policy",
        optional(
            "basedOn",
            written(Format.NAME),
            "",
            "The policy that comes with Weft and that this one changes: whatever is not given here"
                + " is taken from there. A policy of the mesh takes its place; one of a domain is"
                + " evaluated besides it."),
        optional(
            "description",
            text("Personal data needs an owner"),
            INHERITED,
            "What it asks for, and why. Required without `basedOn`."),
        optional(
            "severity",
            word("severity", "error", "danger", "warning", "note"),
            INHERITED,
            "How grave a finding is. It orders findings and decides nothing. Required without"
                + " `basedOn`."),
        optional(
            "mode",
            mode(),
            INHERITED,
            "Whether findings block, are shown, or are only counted; `off` leaves the policy out."
                + " Required without `basedOn`."),
        optional("modes", modes(), "`mode`", "The mode at a point of enforcement."),
        optional("appliesTo", appliesTo(), "every product", "What one evaluation looks at."),
        optional(
            "params",
            new Shape.Named(Format.IDENTIFIER, param()),
            "none",
            "Values that expressions read as `params.<name>`: a mapping of `type`, `default` and"
                + " `meaning`; with `basedOn`, just the value."),
        optional(
            "checks",
            filledList(check()),
            INHERITED,
            "What must hold. Required without `basedOn`."),
        optional("tests", list(test()), "none", "Cases that show what passes and what fails."));
  }

  private static Shape mode() {
    return word("mode", "enforce", "warn", "audit", "off");
  }

  private static Shape.Fields modes() {
    return fields(
        "modes",
        optional("change", mode(), "`mode`", "Before a change is merged: `weft validate`, `plan`."),
        optional("apply", mode(), "`mode`", "Before it is applied."),
        optional("scan", mode(), "`mode`", "When what is deployed is looked at again."));
  }

  private static Shape.Fields appliesTo() {
    return fields(
        "appliesTo",
        optional(
            "each",
            word("subject", "product", "port", "grant"),
            "product",
            "What one evaluation is about: a data product, each of its ports, or each grant that is"
                + " requested or active."),
        optional("domains", list(written(Format.NAME)), "all", "Domains it looks at."),
        optional(
            "when",
            text("port.status == 'active'"),
            "always",
            "A CEL expression; where it is false, the policy does not apply."));
  }

  private static Shape param() {
    return new Shape.Free(
        "a value, or a mapping of `type` (`string`, `int`, `double`, `bool`, `duration` or"
            + " `strings`), `default` and `meaning`",
        "{type: duration, default: P90D}");
  }

  private static Shape.Fields check() {
    return fields(
        "check",
        required("id", written(Format.NAME), "Its name inside the policy."),
        required(
            "assert",
            text("product.owner != ''"),
            "A CEL expression that is true when all is well."),
        required(
            "say",
            text("The product has no owner"),
            "What a finding says; CEL expressions may stand in it in braces, as in"
                + " `{port.classification}`."),
        optional(
            "at",
            text("sla.freshness"),
            "where the subject begins",
            "The place of a finding: a path under `spec` of the product or grant, or inside the"
                + " port; `metadata.` leads to the product's metadata."),
        optional("hint", text("name a team"), "", "What to do about it; with braces as in `say`."));
  }

  private static Shape.Fields test() {
    return fields(
        "test",
        required("name", text("a port without an SLA"), "What the case shows."),
        optional(
            "given",
            new Shape.Free("a mapping", "{port: {sla: {freshness: PT1M}}}"),
            "nothing",
            "What differs from a small mesh that is in order, merged into it key by key; `null`"
                + " takes a key away. Its keys: `product`, `port`, `fields`, `description`, `grant`,"
                + " `team`, `terms`, `before`, `params`."),
        optional("finds", list(written(Format.NAME)), "none", "Ids of the checks that fail."));
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
