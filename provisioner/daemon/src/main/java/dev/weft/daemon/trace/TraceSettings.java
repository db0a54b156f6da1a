// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.trace;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Switches traces on when somebody says where they go (`weft.traces`), and off otherwise: without
/// an address nothing is collected, and nothing is tried.
public final class TraceSettings implements ConfigSourceFactory {

  /// Above the application's own file, below the environment.
  private static final int ORDINAL = 260;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue told = context.getValue("weft.traces");
    String endpoint = told == null || told.getValue() == null ? "" : told.getValue().strip();
    Map<String, String> settings =
        endpoint.isEmpty()
            ? Map.of("quarkus.otel.sdk.disabled", "true")
            : Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.endpoint",
                endpoint);
    return List.of(new PropertiesConfigSource(settings, "weft-traces", ORDINAL));
  }
}
