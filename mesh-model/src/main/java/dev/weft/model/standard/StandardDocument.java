// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// A document of a standard, ready to be written.
///
/// @param content maps, lists, texts, numbers and flags, in the order in which people read them
public record StandardDocument(Map<String, Object> content) {

  private static final int WIDTH = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  public StandardDocument {
    content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
  }

  /// The document as indented JSON.
  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts can always be written", e);
    }
  }

  /// The document as YAML.
  public String yaml() {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setIndent(2)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(content);
  }
}
