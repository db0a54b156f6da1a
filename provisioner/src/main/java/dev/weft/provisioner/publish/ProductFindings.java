// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong with each product: diagnostics about the files of its folder, and what policies
/// say.
final class ProductFindings {

  private static final String DOMAINS = "domains";
  private static final Comparator<FindingDocument> ORDER =
      Comparator.comparing(FindingDocument::file)
          .thenComparingInt(FindingDocument::line)
          .thenComparingInt(FindingDocument::column)
          .thenComparing(FindingDocument::rule)
          .thenComparing(FindingDocument::message);

  private final Map<ProductName, List<FindingDocument>> byProduct = new HashMap<>();

  ProductFindings(Publication publication) {
    for (Diagnostic diagnostic : publication.diagnostics()) {
      product(diagnostic.location().file())
          .ifPresent(name -> add(name, List.of(finding(diagnostic))));
    }
    publication.findings().forEach(this::add);
  }

  private void add(ProductName product, Collection<FindingDocument> findings) {
    byProduct.computeIfAbsent(product, _ -> new ArrayList<>()).addAll(findings);
  }

  /// Of all products of which there is anything to say, in no order.
  Map<ProductName, List<FindingDocument>> all() {
    return byProduct;
  }

  /// Sorted by place.
  List<FindingDocument> of(ProductName product) {
    return new LinkedHashSet<>(byProduct.getOrDefault(product, List.of()))
        .stream().sorted(ORDER).toList();
  }

  private static FindingDocument finding(Diagnostic diagnostic) {
    return new FindingDocument(
        diagnostic.rule(),
        null,
        diagnostic.severity().word(),
        "enforce",
        diagnostic.isBlocking(),
        diagnostic.message(),
        diagnostic.hint(),
        diagnostic.location().file(),
        diagnostic.location().line(),
        diagnostic.location().column());
  }

  /// The product in whose folder a file is.
  private static Optional<ProductName> product(String file) {
    String[] part = file.split("/", 4);
    return part.length == 4
            && part[0].equals(DOMAINS)
            && Names.isName(part[1])
            && Names.isName(part[2])
        ? Optional.of(new ProductName(part[1], part[2]))
        : Optional.empty();
  }
}
