// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static dev.weft.model.language.Language.constants;
import static dev.weft.model.language.Language.fields;
import static dev.weft.model.language.Language.filledList;
import static dev.weft.model.language.Language.list;
import static dev.weft.model.language.Language.oneOf;
import static dev.weft.model.language.Language.optional;
import static dev.weft.model.language.Language.required;
import static dev.weft.model.language.Language.text;
import static dev.weft.model.language.Language.word;
import static dev.weft.model.language.Language.words;
import static dev.weft.model.language.Language.written;

import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import java.util.ArrayList;
import java.util.List;

/// What data products, their ports and grants are described by.
final class ProductShapes {

  private ProductShapes() {}

  static Shape.Fields dataProduct() {
    Shape.Fields input =
        oneOf(
            "input",
            optional("port", written(Format.PORT), "", "An output port of another product."),
            optional("source", text("Order database, by Debezium"), "", "Something outside."));
    Shape.Fields overlay =
        fields(
            "overlay of a port",
            optional("topic", topic(true), "", "Lies over the port's `topic`, key by key."),
            optional("sla", sla(), "", "Lies over the port's `sla`, key by key."));
    Shape.Fields environment =
        fields(
            "overlay of a product",
            optional(
                "ports", new Shape.Named(Format.LOCAL_PORT, overlay), "", "Ports as `name@vN`."));
    return fields(
        "DataProduct",
        required(
            "type",
            words("type of data product", Product.Type.values()),
            "Its tier: made from a source, joined from other products, or made for a consumer."),
        optional(
            "status",
            words("status", Product.Status.values()),
            "active",
            "Its place in life. A `draft` is checked but not provisioned; a `retired` product"
                + " wants no topics."),
        optional("owner", written(Format.NAME), "the domain's owner", "The owning team."),
        optional(
            "description",
            written(Format.PATH),
            "`docs/README.md`, if it exists",
            "A Markdown file in the product's folder, shown in the catalog."),
        optional("inputs", list(input), "none", "What it is made from."),
        optional(
            "producer",
            written(Format.APPLICATION),
            "",
            "The application that may write to its ports. Required when an active or deprecated"
                + " product has a port."),
        optional("ports", list(port()), "none", "What it offers."),
        optional(
            "environments",
            new Shape.Named(Format.NAME, environment),
            "",
            "What differs in an environment."));
  }

  private static Shape.Fields port() {
    List<Shape.Key> keys = new ArrayList<>(life());
    keys.addAll(records());
    keys.addAll(promises(false));
    keys.add(
        optional(
            "availableOn",
            filledList(written(Format.NAME)),
            "the environment's first cluster",
            "Clusters that have the topic: produced on the first, linked to the others. Clusters"
                + " that an environment does not have are left out there."));
    keys.add(optional("tags", list(written(Format.NAME)), "none", "Words to find it by."));
    return new Shape.Fields("port", keys, false);
  }

  private static List<Shape.Key> life() {
    List<Shape.Key> keys = new ArrayList<>();
    keys.add(required("name", written(Format.NAME), "The name of the port."));
    keys.add(
        required(
            "version",
            new Shape.Whole(1, 999_999_999, "1"),
            "The major version. A change that breaks consumers is a new version."));
    keys.add(
        optional(
            "status",
            word("status of a port", "active", "deprecated", "retired"),
            "the product's",
            "Its place in life."));
    keys.add(
        optional(
            "replacedBy",
            written(Format.LOCAL_PORT),
            "",
            "The port of the same product that consumers should move to."));
    keys.add(
        optional(
            "sunset",
            written(Format.DATE),
            "",
            "The day a deprecated port stops, in UTC; until then it keeps its promises."));
    return keys;
  }

  /// What is in the records of a port, and where it comes from.
  private static List<Shape.Key> records() {
    List<Shape.Key> keys = new ArrayList<>();
    keys.add(
        required(
            "schema",
            written(Format.PATH),
            "The schema of its records: a `.avsc` (Avro), `.proto` (Protobuf) or `.json` (JSON"
                + " Schema) file in the product's folder."));
    keys.add(
        optional(
            "message",
            text("shop.Order"),
            "the only message of the file",
            "Full name of the Protobuf message, when the file has several."));
    keys.add(
        optional(
            "references",
            list(written(Format.PATH)),
            "none",
            "Other Avro files whose types this schema uses: relative to the product's folder, or"
                + " from the repository's root with a leading `/`."));
    Shape.Fields key =
        fields(
            "key",
            required(
                "type",
                word("type of key", "string", "long", "uuid", "bytes"),
                "How the key is written."),
            optional(
                "field", text("review_id"), "", "The field of the value that the key repeats."));
    keys.add(optional("key", key, "records have no key", "What records are keyed by."));
    keys.add(
        optional(
            "terms",
            new Shape.Named(Format.FIELD, written(Format.NAME)),
            "as the schema says",
            "Terms of fields whose schema cannot say it, such as one that somebody else keeps."
                + " What stands here counts before the schema's own `term`."));
    Shape.Fields discharge =
        fields(
            "discharge",
            required("input", written(Format.PORT), "An input of the product."),
            required(
                "reason",
                text("Only sums by day are left; no order can be told from another"),
                "What of the input is left out or made unrecognisable."));
    keys.add(
        optional(
            "discharges",
            list(discharge),
            "none",
            "Inputs whose classification does not bind this port, because what made them sensitive"
                + " is not in its records. All other inputs do."));
    return keys;
  }

  /// What a port and the defaults have in common.
  private static List<Shape.Key> promises(boolean defaults) {
    return List.of(
        optional(
            "compatibility",
            constants("compatibility", Port.Compatibility.values()),
            "BACKWARD",
            "The registry's rule for new versions of the schema."),
        optional(
            "classification",
            words("classification", Port.Classification.values()),
            "internal",
            "How sensitive the records are."),
        optional("topic", topic(!defaults), "", "The Kafka topic."),
        optional("sla", sla(), "nothing is promised", "What the owner promises."),
        optional("access", access(), "", "Who may ask for access, and for how long."));
  }

  static Shape.Fields defaults() {
    return new Shape.Fields("defaults", promises(true), false);
  }

  private static Shape.Fields topic(boolean ofPort) {
    List<Shape.Key> keys = new ArrayList<>();
    if (ofPort) {
      keys.add(
          optional(
              "name",
              written(Format.TOPIC_NAME),
              "by the mesh's template",
              "Only to adopt an existing topic whose name does not follow the template."));
      keys.add(
          optional(
              "adopt", new Shape.Flag(), "false", "Whether an existing topic may be taken over."));
    }
    keys.add(optional("partitions", new Shape.Whole(1, 10_000, "6"), "1", "Partitions."));
    keys.add(
        optional("replication", new Shape.Whole(1, 20, "3"), "3", "Replicas of each partition."));
    keys.add(
        optional(
            "retention",
            written(Format.DURATION_OR_UNLIMITED),
            "the cluster's",
            "How long records are kept (`retention.ms`)."));
    keys.add(
        optional(
            "retentionSize",
            written(Format.SIZE_OR_UNLIMITED),
            "the cluster's",
            "How many bytes of records each partition keeps (`retention.bytes`)."));
    keys.add(
        optional(
            "cleanup",
            new Shape.Items(word("cleanup policy", "delete", "compact"), true, true),
            "the cluster's",
            "What happens to old records (`cleanup.policy`). Compaction needs a key."));
    keys.add(
        optional(
            "config",
            new Shape.RawConfigs(),
            "the cluster's",
            "Further topic configs by Kafka's names. Durations and sizes are welcome here too;"
                + " `cluster-default` leaves a config to the cluster although a default sets it."));
    return new Shape.Fields(ofPort ? "topic" : "topic of the defaults", keys, false);
  }

  private static Shape.Fields sla() {
    return fields(
        "sla",
        optional("freshness", written(Format.DURATION), "", "Longest time from event to record."),
        optional("availability", new Shape.Decimal(0, false, 100, "99.9"), "", "Percent of time."),
        optional("timeToRepair", written(Format.DURATION), "", "Longest outage."));
  }

  private static Shape.Fields access() {
    return fields(
        "access",
        optional(
            "approval",
            words("approval", Port.Approval.values()),
            "owner",
            "Who decides about a request: the owner, nobody but the rules, or no approval is"
                + " possible."),
        optional(
            "purposes",
            list(written(Format.NAME)),
            "any",
            "The purposes that records may be used for."),
        optional(
            "longest",
            written(Format.DURATION),
            "no limit",
            "Longest time a grant may run, counted from today."));
  }

  static Shape.Fields accessGrant() {
    return fields(
        "AccessGrant",
        required("consumer", written(Format.APPLICATION), "The application that will read."),
        required(
            "ports", filledList(written(Format.LOCAL_PORT)), "Ports of the product as `name@vN`."),
        optional("operation", word("operation", "read"), "read", "What is allowed."),
        required("purpose", written(Format.NAME), "What the records are used for."),
        required("reason", text("Score disputed invoices"), "Why, in the consumer's words."),
        optional("approvedBy", text("ada@example.org"), "", "Who approved it."),
        optional(
            "expires",
            written(Format.DATE),
            "never",
            "The last day, included, in UTC. Required where the port limits grants."),
        optional("environments", list(written(Format.NAME)), "all", "Where it holds."),
        optional(
            "status",
            word("status of a grant", "requested", "approved", "revoked"),
            "approved",
            "Only an approved grant that has not expired gives rights."));
  }
}
