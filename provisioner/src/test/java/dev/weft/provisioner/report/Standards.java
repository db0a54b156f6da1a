// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The official JSON Schemas of standards. They are no part of the project: `-Dweft.standards=DIR`
/// says where they are, else they are looked for in `../shared/standards` beside the checkout;
/// where they are missing, tests that need them are skipped and say so.
public final class Standards {

  private static final String PROPERTY = "weft.standards";

  private Standards() {}

  /// @param file such as `odcs-v3.1.0.schema.json`
  public static Schema schema(String file) {
    String named = System.getProperty(PROPERTY);
    Path folder =
        named == null
            ? Golden.root().resolve("../shared/standards").normalize()
            : Path.of(named).toAbsolutePath();
    Path schema = folder.resolve(file);
    if (named != null && !Files.isRegularFile(schema)) {
      throw new IllegalStateException(schema + " is not there, though -D" + PROPERTY + " names it");
    }
    assumeTrue(Files.isRegularFile(schema), schema + " is not on this machine; see -D" + PROPERTY);
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a schema has against a document.
  public static List<Error> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON);
  }
}
