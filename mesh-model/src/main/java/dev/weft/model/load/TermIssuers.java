// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.util.TreeSet;

/// Checks that the product a term is issued by gives its values: that a port of it is keyed by
/// them.
final class TermIssuers {

  private final MeshIndex index;
  private final Schemas schemas;
  private final Findings findings;

  TermIssuers(MeshIndex index, Schemas schemas, Findings findings) {
    this.index = index;
    this.schemas = schemas;
    this.findings = findings;
  }

  void check() {
    for (TermManifest term : index.terms()) {
      ProductName issuer = term.issuedBy();
      DataProductManifest product = issuer == null ? null : index.product(issuer);
      if (product != null && !issues(product, term.name())) {
        findings.error(
            term.header().spec().at("issuedBy"),
            Rules.REFERENCE_NOT_ISSUED,
            "No port of `%s` has a key that is bound to `%s`.%s"
                .formatted(product.id(), term.name(), keys(product)),
            "bind the field that the key repeats to the term, or name the product that gives the"
                + " values");
      }
    }
  }

  /// A product whose schemas cannot be read is not judged.
  private boolean issues(DataProductManifest product, String term) {
    for (DataProductManifest.Port port : product.ports()) {
      if (schemas.schema(port.name()) == null) {
        return true;
      }
      if (port.status() != Status.RETIRED && term.equals(termOfKey(port))) {
        return true;
      }
    }
    return false;
  }

  private String keys(DataProductManifest product) {
    TreeSet<String> terms = new TreeSet<>();
    product.ports().forEach(port -> terms.add("`" + termOfKey(port) + "`"));
    terms.remove("``");
    return terms.isEmpty() ? "" : " Its keys are bound to " + String.join(", ", terms) + ".";
  }

  /// The term of the field that the key repeats; empty when there is none.
  private String termOfKey(DataProductManifest.Port port) {
    Port.Key key = port.key();
    PortSchema schema = schemas.schema(port.name());
    if (key == null || schema == null) {
      return "";
    }
    return schema.fields().stream()
        .filter(field -> field.path().equals(key.field()))
        .map(field -> field.term() == null ? "" : field.term())
        .findFirst()
        .orElse("");
  }
}
