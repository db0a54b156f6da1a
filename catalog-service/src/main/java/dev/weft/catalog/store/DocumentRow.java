// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/// A document of the log's topic of products, as it is in the log.
@Entity
@Immutable
@Table(schema = ReadModel.SCHEMA, name = "document")
class DocumentRow {

  @Id String key = "";

  @Column(nullable = false)
  String kind = "";

  @Column(nullable = false)
  byte[] body = {};
}
