// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.Grant;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.resource.Owner;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The products and applications of which something else may have to be told than the last time. Of
/// all others the documents in the log are right as they are.
final class Affected {

  static final Affected EVERYTHING = new Affected(null);

  private final @Nullable Set<Owner> owners;
  private final Set<String> urns = new HashSet<>();
  private final Set<String> consumers = new HashSet<>();

  private Affected(@Nullable Set<Owner> owners) {
    this.owners = owners;
    if (owners != null) {
      for (Owner owner : owners) {
        switch (owner.kind()) {
          case PRODUCT -> urns.add(new ProductName(owner.domain(), owner.name()).urn());
          case APPLICATION -> consumers.add(owner.domain() + "/" + owner.name());
        }
      }
    }
  }

  static Affected of(Set<Owner> owners) {
    return new Affected(owners);
  }

  boolean isEverything() {
    return owners == null;
  }

  /// Those of some documents that may have to be others, or gone.
  Documents of(Documents there) {
    if (owners == null) {
      return there;
    }
    SortedMap<String, CatalogDocument> catalog = new TreeMap<>();
    there
        .catalog()
        .forEach((key, document) -> {
          if (!(document instanceof ProductDocument product) || has(product)) {
            catalog.put(key, document);
          }
        });
    SortedMap<String, StatusDocument> status = new TreeMap<>();
    there
        .status()
        .forEach((key, document) -> {
          boolean isConcerned =
              switch (document) {
                case ProductStatus product -> has(product);
                case GrantStatus grant -> has(grant);
                case DaemonStatus _, PauseStatus _ -> true;
              };
          if (isConcerned) {
            status.put(key, document);
          }
        });
    return new Documents(catalog, status);
  }

  boolean has(Owner owner) {
    return owners == null || owners.contains(owner);
  }

  boolean has(ProductName product) {
    return has(Owner.of(product));
  }

  boolean has(Grant grant) {
    return owners == null
        || owners.contains(Owner.of(grant.product()))
        || owners.contains(Owner.of(grant.consumer()));
  }

  boolean has(ProductDocument document) {
    return owners == null || urns.contains(document.urn());
  }

  boolean has(ProductStatus status) {
    return owners == null || urns.contains(status.urn());
  }

  boolean has(GrantStatus status) {
    return owners == null
        || urns.contains(status.product())
        || consumers.contains(status.consumer());
  }
}
