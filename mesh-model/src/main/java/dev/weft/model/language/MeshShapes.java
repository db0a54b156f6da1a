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

import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.RemovalRules;

/// What the mesh, its teams, domains and applications are described by.
final class MeshShapes {

  private MeshShapes() {}

  static Shape.Fields mesh() {
    Shape.Fields cluster =
        fields(
            "cluster",
            optional("title", text("Kafka in our own data center"), "", "A title."),
            classification("any"));
    Shape.Fields link =
        fields(
            "link",
            required("name", written(Format.NAME), "The name of the link."),
            required("from", written(Format.NAME), "The cluster that is read."),
            required("to", written(Format.NAME), "The cluster that receives."),
            optional(
                "principal",
                text("\"User:weft-link\""),
                "rights of the link are not Weft's business",
                "As whom the link logs in to both clusters. When given, it gets the right to read"
                    + " each mirrored topic on `from` and to write it on `to`."));
    Shape.Fields naming =
        fields(
            "naming",
            optional(
                "topic",
                text("\"{domain}.{product}.{port}.v{major}\""),
                "`{domain}.{product}.{port}.v{major}`",
                "How topics are named. Must contain `{domain}`, `{product}`, `{port}` and"
                    + " `{major}`; there are no other placeholders."));
    return fields(
        "Mesh",
        owner(),
        governance(),
        required(
            "clusters",
            new Shape.Named(Format.NAME, cluster),
            "All Kafka clusters of the mesh by name. Addresses are not written here; the"
                + " deployment's configuration resolves the names."),
        required(
            "environments",
            new Shape.Named(Format.NAME, environment()),
            "The environments by name. A product is resolved for one at a time."),
        optional("naming", naming, "", "How topics are named."),
        optional(
            "defaults",
            ProductShapes.defaults(),
            "",
            "What holds where a port says nothing. An environment's, then a domain's defaults lie"
                + " over it."),
        optional(
            "links",
            list(link),
            "none",
            "Links between clusters. A port that is available on several needs a link from the first"
                + " to each other one."));
  }

  private static Shape.Key owner() {
    return optional(
        "owner",
        written(Format.NAME),
        "nobody is asked, and the catalog lets nobody approve",
        "The team that looks after the mesh: it is asked about changes of this file, of the teams"
            + " and of all else that belongs to no domain, and the catalog lets its members approve"
            + " them.");
  }

  private static Shape.Key governance() {
    return optional(
        "governance",
        written(Format.NAME),
        "the owner",
        "The team that answers for what stands under `governance`: policies, waivers and terms"
            + " without an owner of their own.");
  }

  private static Shape.Fields environment() {
    Shape.Fields cluster =
        fields(
            "cluster of an environment",
            optional(
                "id",
                written(Format.CLUSTER_ID),
                "not checked",
                "Kafka's own cluster id. When given, nothing is written to a cluster with another"
                    + " id."),
            classification("as under `clusters` of the mesh"),
            optional(
                "brokers",
                new Shape.Whole(1, 10_000, "3"),
                "not known",
                "How many brokers it has. No partition can have more replicas."));
    return fields(
        "environment",
        required(
            "clusters",
            new Shape.Named(Format.NAME, cluster),
            "The clusters this environment has. Ports go to the first unless they say"
                + " `availableOn`."),
        optional(
            "control",
            written(Format.NAME),
            "the first cluster",
            "The cluster that holds the control-plane log."),
        optional("defaults", ProductShapes.defaults(), "", "Defaults of this environment."),
        optional(
            "budget",
            budget(),
            "",
            "How much one run may take away before a person has to approve that very plan."),
        optional("removal", removal(), "", "What becomes of topics that no manifest wants."),
        optional(
            "drift",
            drift(),
            "",
            "What is done about changes that somebody makes on the servers: `heal` undoes them,"
                + " `report` leaves and shows them, `accept` leaves them."));
  }

  private static Shape.Key classification(String fallback) {
    return optional(
        "classification",
        words("classification", Port.Classification.values()),
        fallback,
        "The greatest classification of records that may be on the cluster.");
  }

  private static Shape.Fields removal() {
    RemovalRules usual = RemovalRules.DEFAULT;
    return fields(
        "removal",
        optional(
            "topics",
            word("fate of topics", "keep", "delete"),
            "keep",
            "Whether they are deleted in the end. With `delete`, a topic goes once its protection"
                + " was taken away by `weft release`, nobody uses it, and the budget allows it."),
        optional(
            "grace",
            written(Format.DURATION),
            "P7D",
            "How long nothing happens after a topic has gone from Git."),
        optional(
            "pause",
            written(Format.DURATION),
            "P1D",
            "How long a topic stands without writers before its readers lose their rights, and as"
                + " long again before it is deleted."),
        count(
            "most",
            usual.most(),
            "How many topics of a domain may go from Git at once before a person has to say that"
                + " this is meant."));
  }

  private static Shape.Fields drift() {
    Shape answer = words("answer to drift", DriftRules.Answer.values());
    return fields(
        "drift",
        optional("configs", answer, "heal", "Topic configs that somebody changed."),
        optional("access", answer, "heal", "ACL bindings that somebody removed."),
        optional("quotas", answer, "heal", "Quotas that somebody changed."),
        optional("topics", answer, "heal", "Topics that somebody deleted."));
  }

  private static Shape.Fields budget() {
    Budget usual = Budget.DEFAULT;
    return fields(
        "budget",
        count("deletes", usual.deletes(), "Topics deleted."),
        count("revokes", usual.revokes(), "ACL bindings removed."),
        count("partitions", usual.partitions(), "Partitions added to existing topics."),
        count("resets", usual.resets(), "Topic configs set back to the cluster's default."));
  }

  private static Shape.Key count(String name, int usual, String doc) {
    Shape shape = new Shape.Whole(0, 1_000_000, "10");
    return optional(name, shape, Integer.toString(usual), doc);
  }

  static Shape.Fields teamList() {
    Shape.Fields team =
        fields(
            "team",
            required("name", written(Format.NAME), "The name that owners refer to."),
            optional("title", text("Reviews team"), "the name", "A title."),
            optional("email", written(Format.EMAIL), "", "Where the team reads mail."),
            optional("chat", text("\"#reviews\""), "", "A channel."),
            optional("members", list(written(Format.EMAIL)), "none", "Who belongs to the team."),
            optional("onCall", text("reviews-primary"), "", "Who is called at night."));
    return fields("TeamList", required("teams", filledList(team), "The teams."));
  }

  static Shape.Fields domain() {
    return fields(
        "Domain",
        required(
            "owner",
            written(Format.NAME),
            "The team that answers for the domain and for what names no owner of its own."),
        optional("description", text("Everything customers say"), "", "What the domain is about."),
        optional(
            "defaults",
            ProductShapes.defaults(),
            "",
            "What holds for the domain's products. Lies over the defaults of mesh and"
                + " environment."));
  }

  static Shape.Fields application() {
    Shape.Fields quota = quota();
    Shape.Fields overlay =
        fields("overlay of an application", optional("quota", quota, "", "Lies over `quota`."));
    return fields(
        "Application",
        optional("owner", written(Format.NAME), "the domain's owner", "The owning team."),
        optional("description", text("Joins reviews and profiles"), "", "What it does."),
        optional(
            "type",
            words("type of application", Application.Type.values()),
            "oauth",
            "How it authenticates. Weft makes the client of an `oauth` application, and the users of a `scram` one."),
        optional(
            "principal",
            written(Format.PRINCIPAL),
            "`User:{domain}.{application}`",
            "The Kafka principal. Required for `mtls`, allowed for `scram`, refused for `oauth`."),
        optional("quota", quota, "none", "What the cluster grants it."),
        optional(
            "reads",
            list(reads()),
            "everything that it has a grant for, with the port's own schema",
            "How it reads ports, in its own words: what decides whether a change of a schema breaks"
                + " it. It counts once it is on the main branch, or when its team approves the"
                + " change that brings it."),
        optional(
            "environments",
            new Shape.Named(Format.NAME, overlay),
            "",
            "What differs in an environment."));
  }

  private static Shape.Fields reads() {
    return fields(
        "reads",
        required("port", written(Format.PORT), "The port that it reads."),
        optional(
            "fields",
            list(text("address.city")),
            "all",
            "Paths of the fields that it reads, so that a change elsewhere is known not to break"
                + " it."),
        optional(
            "schema",
            written(Format.PATH),
            "the port's own",
            "The schema that it reads with, in a file of its own domain, relative to the folder of"
                + " the application. A change of the port is judged against it."),
        optional(
            "message",
            text("shop.Order"),
            "the only message of the file",
            "Full name of the Protobuf message, when the file has several."),
        optional(
            "references",
            list(written(Format.PATH)),
            "none",
            "Other Avro files whose types the schema uses."),
        optional(
            "acknowledged",
            list(text("address.zip")),
            "none",
            "Paths of fields whose breaking change it is ready for; `(record)` for the record"
                + " itself."));
  }

  private static Shape.Fields quota() {
    return fields(
        "quota",
        optional("produce", written(Format.SIZE), "no limit", "Bytes per second it may write."),
        optional("consume", written(Format.SIZE), "no limit", "Bytes per second it may read."),
        optional(
            "requests",
            new Shape.Decimal(0, true, Double.MAX_VALUE, "50"),
            "no limit",
            "Percent of one broker thread's time for its requests."));
  }
}
