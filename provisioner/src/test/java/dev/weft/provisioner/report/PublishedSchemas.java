// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// The schemas of what Weft prints, as they are published.
public final class PublishedSchemas {

  private PublishedSchemas() {}

  /// What of a document is not as its schema says.
  ///
  /// @param schema its name in `docs/reference`
  public static List<Error> errors(String schema, String document) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(Golden.root().resolve("docs/reference/" + schema + ".schema.json")))
        .validate(document, InputFormat.JSON);
  }
}
