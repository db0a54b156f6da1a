// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/// Something that was in the mesh and no longer is.
@Entity
@Immutable
@Table(schema = ReadModel.SCHEMA, name = "gone")
class GoneRow {

  @Id String key = "";

  @Column(nullable = false)
  String title = "";

  @Column(nullable = false)
  Instant at = Instant.EPOCH;
}
