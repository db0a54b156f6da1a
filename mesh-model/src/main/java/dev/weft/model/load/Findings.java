// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects diagnostics, and with each error what can no longer be trusted because of it. The file
/// decides: an error in a product's folder breaks the product, one in `domain.yaml` the domain.
final class Findings {

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final SortedSet<String> domains = new TreeSet<>();
  private final SortedSet<ApplicationName> applications = new TreeSet<>();
  private final SortedSet<ProductName> products = new TreeSet<>();
  private boolean mesh;

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
    if (diagnostic.severity() == Severity.ERROR) {
      blame(Place.of(diagnostic.location().file()));
    }
  }

  void addAll(List<Diagnostic> more) {
    for (Diagnostic diagnostic : more) {
      add(diagnostic);
    }
  }

  void error(Location location, String rule, String message, String hint) {
    add(Diagnostic.error(location, rule, message, hint));
  }

  void warning(Location location, String rule, String message, String hint) {
    add(Diagnostic.warning(location, rule, message, hint));
  }

  void note(Location location, String rule, String message) {
    add(new Diagnostic(location, Severity.NOTE, rule, message, ""));
  }

  /// Adds an error that breaks nothing but itself.
  void lone(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  void breakProduct(ProductName product) {
    products.add(product);
  }

  private void blame(Place place) {
    @Nullable String domain = place.domain();
    String path = place.path();
    if (domain == null || path.endsWith("/") && place.product() == null) {
      // A folder that cannot be listed may hold any number of products.
      mesh |= path.equals("mesh.yaml") || path.equals("teams.yaml");
      mesh |= path.equals(".") || path.endsWith("/") && path.startsWith("domains/");
      return;
    }
    if (!Names.isName(domain)) {
      return;
    }
    String product = place.product();
    if (product != null) {
      if (Names.isName(product)) {
        products.add(new ProductName(domain, product));
      }
    } else if (place.path().startsWith("domains/" + domain + "/applications/")) {
      String file = place.path().substring(place.path().lastIndexOf('/') + 1);
      String name = file.endsWith(".yaml") ? file.substring(0, file.length() - 5) : file;
      if (Names.isName(name)) {
        applications.add(new ApplicationName(domain, name));
      }
    } else if (path.equals("domains/" + domain + "/domain.yaml")) {
      domains.add(domain);
    } else {
      // A link or a device in place of a product's folder.
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (Names.isName(name) && path.indexOf('/', "domains/".length()) == path.lastIndexOf('/')) {
        products.add(new ProductName(domain, name));
      }
    }
  }

  /// How many there are so far.
  int size() {
    return diagnostics.size();
  }

  List<Diagnostic> sorted() {
    return diagnostics.stream().sorted().distinct().toList();
  }

  /// Whether `mesh.yaml` or `teams.yaml` cannot be used.
  boolean isMeshBroken() {
    return mesh;
  }

  SortedSet<String> domains() {
    return domains;
  }

  SortedSet<ApplicationName> applications() {
    return applications;
  }

  SortedSet<ProductName> products() {
    return products;
  }
}
