// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.term.TermEntry;
import dev.weft.governance.term.TermUse;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.TermManifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Terms as JSON, described by `docs/reference/terms.schema.json`.
public final class TermsJson {

  private TermsJson() {}

  /// The document.
  ///
  /// @param undefined fields that carry a term which does not exist, by that term's name
  public static String render(Collection<TermEntry> entries, Map<String, List<TermUse>> undefined) {
    ObjectNode root = Json.document("weft.terms");
    ArrayNode terms = root.putArray("terms");
    entries.forEach(entry -> add(terms.addObject(), entry));
    ArrayNode unknown = root.putArray("undefined");
    undefined.forEach((name, uses) -> uses(unknown.addObject().put("name", name), "uses", uses));
    return Json.print(root);
  }

  private static void add(ObjectNode node, TermEntry entry) {
    TermManifest term = entry.term();
    node.put("name", term.name())
        .put("title", term.header().title())
        .put("description", term.description())
        .put("type", term.type())
        .put("format", term.format().isEmpty() ? null : term.format())
        .put(
            "classification",
            term.classification() == null ? null : Words.of(term.classification()))
        .put("owner", term.owner())
        .put("issuedBy", term.issuedBy() == null ? null : term.issuedBy().toString());
    term.synonyms().forEach(node.putArray("synonyms")::add);
    node.set("location", Json.location(term.location()));
    node.put("domains", entry.domains());
    uses(node, "uses", entry.uses());
    uses(node, "lookAlikes", entry.lookAlikes());
  }

  private static void uses(ObjectNode node, String key, List<TermUse> uses) {
    ArrayNode array = node.putArray(key);
    for (TermUse use : uses) {
      ObjectNode one =
          array
              .addObject()
              .put("port", use.port().urn())
              .put("domain", use.port().product().domain())
              .put("field", use.field())
              .put("key", use.isKey())
              .put("schema", use.schema());
      one.set("location", Json.location(use.location()));
      use.disagreements().forEach(one.putArray("disagreements")::add);
    }
  }
}
