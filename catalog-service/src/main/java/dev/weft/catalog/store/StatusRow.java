// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A document of the log's topic of statuses, as it is in the log.
@Entity
@Immutable
@Table(schema = ReadModel.SCHEMA, name = "status")
class StatusRow {

  @Id String key = "";

  @Column(nullable = false)
  String kind = "";

  @Column(nullable = false)
  String subject = "";

  @Nullable String health;

  @Column(nullable = false)
  byte[] body = {};
}
