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
        basedOn(),
        optional(
            "version",
            written(Format.VERSION),
            "`1.0.0`, or as in the policy it is based on",
            "Its version. A waiver is for one major version: raise that when it asks for something"
                + " else, and every waiver has to be approved anew."),
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
        optional(
            "rollout",
            list(step()),
            "none",
            "Modes from a day on. From the first day of the last step that has begun, that step's"
                + " `mode` and `modes` hold instead of those above."),
        optional(
            "waivers",
            waiverTerms(),
            "anybody may waive it",
            "Under which terms it may be waived."),
        optional("appliesTo", appliesTo(), "every product", "What one evaluation looks at."),
        lets(),
        params(),
        optional(
            "checks",
            filledList(check()),
            INHERITED,
            "What must hold. Required without `basedOn`."),
        optional("tests", list(test()), "none", "Cases that show what passes and what fails."));
  }

  private static Shape.Key basedOn() {
    return optional(
        "basedOn",
        written(Format.NAME),
        "",
        "The policy that this one changes: whatever is not given here is taken from there. A"
            + " policy of the mesh names one that comes with Weft and takes its place. One of a"
            + " domain may also name one of the mesh; it is evaluated besides it, and may only"
            + " ask for more.");
  }

  private static Shape.Key lets() {
    return optional(
        "let",
        new Shape.Named(Format.IDENTIFIER, text("fields.filter(field, field.doc == '')")),
        "none",
        "CEL expressions with a name, which all expressions below and `appliesTo.when` may read"
            + " by it. Each is evaluated once for a product, port or grant, and only when it is"
            + " read.");
  }

  private static Shape.Key params() {
    return optional(
        "params",
        new Shape.Named(Format.IDENTIFIER, param()),
        "none",
        "Values that expressions read as `params.<name>`: a mapping of `type`, `default`,"
            + " `meaning` and `tighten`; with `basedOn`, just the value. A domain may change"
            + " only what has `tighten`, and only in that direction: `lower`, `higher`, `subset`"
            + " or `superset`.");
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

  private static Shape.Fields step() {
    return fields(
        "step",
        required("from", written(Format.DATE), "Its first day, in UTC."),
        required("mode", mode(), "The mode from then on."),
        optional("modes", modes(), "`mode`", "The mode at a point of enforcement from then on."));
  }

  private static Shape.Fields waiverTerms() {
    return fields(
        "waivers",
        optional("allowed", new Shape.Flag(), "`true`", "Whether it may be waived at all."),
        optional(
            "longest",
            written(Format.DURATION),
            "any time",
            "Most time from the first day of a waiver to its last. One that lasts longer, or does not"
                + " say `from` when it holds, excuses nothing."),
        optional(
            "approvers",
            filledList(written(Format.NAME)),
            "anybody",
            "Teams whose members may approve a waiver. It then has to say who asked for it."),
        optional(
            "perDomain",
            new Shape.Whole(0, 1_000, "5"),
            "any number",
            "Most waivers in force for the products of one domain."));
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
            "changes",
            filledList(word("kind of change", "create", "update", "delete")),
            "any but `delete`",
            "Kinds of change of a product that it looks at. Without a state to compare with, every"
                + " product counts as created or updated. A product that is deleted is looked at"
                + " only by policies that say `delete`."),
        optional(
            "when",
            text("port.status == 'active'"),
            "always",
            "A CEL expression; where it is false, the policy does not apply."));
  }

  private static Shape param() {
    return new Shape.Free(
        "a value, or a mapping of `type` (`string`, `int`, `double`, `bool`, `duration` or"
            + " `strings`), `default`, `meaning` and `tighten`",
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
        optional("hint", text("name a team"), "", "What to do about it; with braces as in `say`."),
        optional(
            "fix",
            filledList(fixStep()),
            "none",
            "Steps that put it right in the manifest. They are offered with a finding only when they"
                + " were tried, end it, and bring no other one."));
  }

  private static Shape.Fields fixStep() {
    return fields(
        "step of a fix",
        required(
            "op",
            word("step", "set", "add", "remove"),
            "`set` gives a key a value, `add` adds an item to a list that lacks it, `remove` takes a"
                + " key away."),
        optional(
            "at",
            text("/min.insync.replicas"),
            "that place itself",
            "A JSON pointer from the place that the check's `at` names."),
        optional(
            "value",
            new Shape.Free("a value as it may stand at that place", "confidential"),
            "",
            "The value."),
        optional(
            "expr",
            text("params.longest"),
            "",
            "A CEL expression that gives the value, of the type that may stand at that place."));
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
                + " takes a key away. Its keys: `product` (`null`: there is none), `port` (its first),"
                + " `ports` (further ones, each by what differs from the first), `fields`,"
                + " `description`, `input` (another product that it reads, by `product`, `port` and"
                + " `fields`), `grant` (`null`: there is none), `reader` (the application that has"
                + " it), `team`, `mesh`, `terms`, `before` (the same keys), `params`."),
        optional("finds", list(written(Format.NAME)), "none", "Ids of the checks that fail."),
        optional(
            "fixed",
            new Shape.Free("a mapping", "{port: {topic: {retention: P90D}}}"),
            "not looked at",
            "What of `given` is another thing once the fixes of these checks are made, merged into it"
                + " key by key; `{}` when they may not be made. Its keys: `product`, `port`,"
                + " `grant`."));
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
        optional("owner", written(Format.NAME), "", "The team that answers for the term."),
        optional(
            "issuedBy",
            written(Format.PRODUCT),
            "",
            "The data product that gives new values of this identifier, and so decides which exist:"
                + " its key space. It has a port whose key is bound to the term."));
  }

  static Shape.Fields waiver() {
    return fields(
        "Waiver",
        required(
            "policy",
            written(Format.POLICY),
            "The policy that does not hold, with the major version that the waiver is for; without"
                + " one it is 1."),
        optional(
            "checks",
            filledList(written(Format.NAME)),
            "the only one",
            "Ids of the checks that do not hold. Required when the policy has more than one."),
        required("product", written(Format.PRODUCT), "The product it does not hold for."),
        optional(
            "at",
            written(Format.PLACE),
            "the whole product",
            "The place of the findings that it excuses, with everything inside of it: of the"
                + " product such as `spec/owner`, of a port such as `spec/ports/scans@v1/sla`, or of"
                + " a grant such as `access/reader/spec/expires`."),
        required("reason", text("The source is replaced in spring"), "Why."),
        optional(
            "requestedBy",
            text("grace@example.org"),
            "",
            "Who asked for it. Required when the policy names its `approvers`."),
        required(
            "approvedBy",
            text("ada@example.org"),
            "Who approved it; somebody else than who asked for it."),
        optional(
            "from",
            written(Format.DATE),
            "at once",
            "The first day, in UTC. Required when the policy says how long a waiver may last."),
        required("expires", written(Format.DATE), "The last day, included, in UTC."));
  }
}
