// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class GoneRepository implements PanacheRepositoryBase<GoneRow, String> {}
