// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds products that are each other's inputs. Every circle is reported once, at its first product
/// by name, and breaks all its products.
final class InputCycles {

  private final MeshIndex index;
  private final Findings findings;
  private final Map<ProductName, Integer> state = new HashMap<>();
  private final Set<List<ProductName>> reported = new HashSet<>();

  private static final int OPEN = 1;
  private static final int DONE = 2;

  InputCycles(MeshIndex index, Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  void check() {
    for (ProductName product : index.products().keySet()) {
      if (!state.containsKey(product)) {
        walk(product);
      }
    }
  }

  /// One step of the walk: a product and which of its inputs comes next.
  private static final class Step {
    private final ProductName product;
    private final List<ProductName> inputs;
    private int next;

    Step(ProductName product, List<ProductName> inputs) {
      this.product = product;
      this.inputs = inputs;
    }
  }

  /// Without recursion, because chains of products may be long.
  private void walk(ProductName start) {
    List<Step> path = new ArrayList<>();
    path.add(open(start));
    while (!path.isEmpty()) {
      Step step = path.getLast();
      if (step.next == step.inputs.size()) {
        state.put(step.product, DONE);
        path.removeLast();
        continue;
      }
      ProductName input = step.inputs.get(step.next++);
      int seen = state.getOrDefault(input, 0);
      if (seen == 0) {
        path.add(open(input));
      } else if (seen == OPEN) {
        report(path.stream().map(one -> one.product).toList(), input);
      }
    }
  }

  private Step open(ProductName product) {
    state.put(product, OPEN);
    DataProductManifest manifest = index.product(product);
    List<ProductName> inputs =
        manifest == null || manifest.inputs().isEmpty()
            ? List.of()
            : manifest.inputs().stream()
                .map(DataProductManifest.Input::port)
                .filter(port -> port != null && !port.product().equals(product))
                .map(PortName::product)
                .distinct()
                .sorted()
                .toList();
    return new Step(product, inputs);
  }

  private void report(List<ProductName> path, ProductName again) {
    List<ProductName> circle = path.subList(path.indexOf(again), path.size());
    int first = circle.indexOf(circle.stream().min(Comparator.naturalOrder()).orElseThrow());
    List<ProductName> turned = new ArrayList<>(circle.subList(first, circle.size()));
    turned.addAll(circle.subList(0, first));
    if (!reported.add(turned)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (ProductName product : turned) {
      text.append('`').append(product).append("` reads ");
      findings.breakProduct(product);
    }
    findings.error(
        place(turned),
        Rules.REFERENCE_CYCLE,
        "The inputs go round in a circle: " + text + "`" + turned.getFirst() + "`.",
        "remove one of these inputs");
  }

  private Location place(List<ProductName> circle) {
    DataProductManifest manifest = index.product(circle.getFirst());
    ProductName next = circle.get(1);
    if (manifest == null) {
      throw new IllegalStateException("a circle runs through an unknown product");
    }
    for (int i = 0; i < manifest.inputs().size(); i++) {
      PortName port = manifest.inputs().get(i).port();
      if (port != null && port.product().equals(next)) {
        return manifest.header().spec().at("inputs", i, "port");
      }
    }
    return manifest.location();
  }
}
