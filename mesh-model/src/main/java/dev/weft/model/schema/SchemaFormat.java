// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

/// The schema languages a port may use.
public enum SchemaFormat {
  AVRO,
  PROTOBUF,
  JSON;

  /// The artifact type in Apicurio's v3 API.
  public String artifactType() {
    return name();
  }
}
