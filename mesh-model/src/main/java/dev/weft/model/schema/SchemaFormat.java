// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.Optional;

/// The schema languages a port may use.
public enum SchemaFormat {
  AVRO,
  PROTOBUF,
  JSON;

  /// The artifact type in Apicurio's v3 API.
  public String artifactType() {
    return name();
  }

  /// The format of a file by its ending.
  static Optional<SchemaFormat> ofFile(String path) {
    if (path.endsWith(".avsc")) {
      return Optional.of(AVRO);
    }
    if (path.endsWith(".proto")) {
      return Optional.of(PROTOBUF);
    }
    return path.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
  }
}
