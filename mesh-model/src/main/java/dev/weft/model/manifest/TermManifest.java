// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.name.ProductName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `governance/terms/<name>.yaml`.
///
/// @param header name, title, tags, source
/// @param description what it means
/// @param type type of fields of this meaning
/// @param format how values are written; may be empty
/// @param classification least classification of ports with such a field
/// @param synonyms other names of such fields
/// @param owner the team that answers for it
/// @param issuedBy the product that gives new values of it
public record TermManifest(
    Header header,
    String description,
    String type,
    String format,
    @Nullable Classification classification,
    List<String> synonyms,
    @Nullable String owner,
    @Nullable ProductName issuedBy)
    implements Manifest {

  public TermManifest {
    synonyms = List.copyOf(synonyms);
  }
}
