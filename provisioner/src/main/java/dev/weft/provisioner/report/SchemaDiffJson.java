// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.SchemaChange;
import java.util.List;
import java.util.Locale;

/// Changes of schemas as JSON, described by `docs/reference/schema-diff.schema.json`.
public final class SchemaDiffJson {

  private SchemaDiffJson() {}

  /// The document.
  public static String render(List<SchemaDiffView> views) {
    ObjectNode root =
        Json.document("weft.schema-diff").put("worst", SchemaDiffView.worst(views).word());
    add(root.putArray("schemas"), views);
    return Json.print(root);
  }

  static void add(ArrayNode schemas, List<SchemaDiffView> views) {
    for (SchemaDiffView view : views) {
      ObjectNode node =
          schemas
              .addObject()
              .put("subject", view.subject())
              .put("before", view.before())
              .put("after", view.after())
              .put("language", view.comparison().format().name().toLowerCase(Locale.ROOT))
              .put("backward", view.comparison().backward().word())
              .put("forward", view.comparison().forward().word());
      ArrayNode changes = node.putArray("changes");
      view.comparison().changes().forEach(change -> add(changes.addObject(), change));
      ArrayNode consumers = node.putArray("consumers");
      for (ConsumerImpact impact : view.consumers()) {
        ObjectNode consumer = consumers.addObject();
        add(consumer, impact);
        SchemaDiffView.Use use = view.uses().get(impact.consumer().name());
        if (use != null) {
          add(consumer.putObject("use"), use);
        }
      }
    }
  }

  private static void add(ObjectNode node, SchemaChange change) {
    node.put("kind", change.kind().word())
        .put("path", change.path())
        .put("backward", change.backward().word())
        .put("forward", change.forward().word())
        .put("message", change.message())
        .put("hint", change.hint());
  }

  private static void add(ObjectNode node, SchemaDiffView.Use use) {
    node.put("state", use.use().state().word()).put("text", use.text());
    if (use.use().lastReadAt() != null) {
      node.put("lastReadAt", use.use().lastReadAt().toString());
    }
    if (use.use().lag() != null) {
      node.put("lag", use.use().lag());
    }
  }

  private static void add(ObjectNode node, ConsumerImpact impact) {
    node.put("name", impact.consumer().name()).put("verdict", impact.verdict().word());
    ArrayNode evidence = node.putArray("evidence");
    impact
        .consumer()
        .evidence()
        .forEach(known -> evidence.add(known.name().toLowerCase(Locale.ROOT)));
    ArrayNode fields = node.putArray("fields");
    impact.consumer().fields().forEach(fields::add);
    ArrayNode effects = node.putArray("effects");
    for (ConsumerImpact.Effect effect : impact.effects()) {
      effects
          .addObject()
          .put("kind", effect.change().kind().word())
          .put("path", effect.change().path())
          .put("verdict", effect.verdict().word())
          .put("reason", effect.reason());
    }
  }
}
