// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.platform.OpenChangeRequests;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OpenRequests implements OpenChangeRequests {

  private final ChangeRequests changes;

  OpenRequests(ChangeRequests changes) {
    this.changes = changes;
  }

  @Override
  public long count() {
    return changes.countOpen();
  }
}
