// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// Times, days and durations as ISO-8601 texts.
final class TimeModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("weft-time");
    addSerializer(Instant.class, ToStringSerializer.instance);
    addSerializer(LocalDate.class, ToStringSerializer.instance);
    addSerializer(Duration.class, ToStringSerializer.instance);
    addDeserializer(Instant.class, new Text<>(Instant.class, Instant::parse));
    addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse));
    addDeserializer(Duration.class, new Text<>(Duration.class, Duration::parse));
  }

  private static final class Text<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parser;

    Text(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      try {
        return parser.apply(text);
      } catch (DateTimeException e) {
        return (T) context.handleWeirdStringValue(handledType(), text, "%s", e.getMessage());
      }
    }
  }
}
