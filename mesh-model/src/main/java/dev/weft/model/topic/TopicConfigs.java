// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.topic;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The topic configs of Kafka 4.3 with their types and limits, as its own `LogConfig` has them.
///
/// A value is normalised to the text that the broker itself would report, so equal meanings are
/// equal texts: milliseconds, bytes, lower-case flags, sorted lists, plain numbers.
public final class TopicConfigs {

  /// A config's kind of value, which decides what may be written and how it is normalised.
  public enum Type {
    WHOLE,
    MILLISECONDS,
    BYTES,
    DECIMAL,
    FLAG,
    WORD,
    WORDS,
    REPLICAS
  }

  /// A config.
  ///
  /// @param name Kafka's key
  /// @param type kind of value
  /// @param min smallest number; ignored for types that are no numbers
  /// @param max largest number
  /// @param words allowed words; empty for other types
  public record Config(String name, Type type, long min, long max, List<String> words) {}

  /// What a manifest writes to leave a config to the cluster although a default of the mesh, the
  /// environment or the domain sets it.
  public static final String CLUSTER_DEFAULT = "cluster-default";

  /// A normalised value, or the reason why there is none.
  ///
  /// @param value absent when the text is not allowed
  /// @param expected what is allowed, for a message; empty when there is a value
  public record Normalised(@Nullable String value, String expected) {}

  private static final long INT = Integer.MAX_VALUE;
  private static final long LONG = Long.MAX_VALUE;
  private static final Map<String, Config> ALL = table();

  /// Configs that older releases had, with what to do instead.
  private static final Map<String, String> REMOVED =
      Map.of(
          "message.format.version", "remove it; Kafka 4 has one record format",
          "message.downconversion.enable", "remove it; Kafka 4 does not convert records down",
          "message.timestamp.difference.max.ms",
              "use `message.timestamp.before.max.ms` and `message.timestamp.after.max.ms`");

  private TopicConfigs() {}

  private static Map<String, Config> table() {
    Map<String, Config> all = new TreeMap<>();
    words(all, "cleanup.policy", Type.WORDS, "compact", "delete");
    number(all, "compression.gzip.level", Type.WHOLE, -1, 9);
    number(all, "compression.lz4.level", Type.WHOLE, 1, 17);
    number(all, "compression.zstd.level", Type.WHOLE, -131_072, 22);
    words(
        all,
        "compression.type",
        Type.WORD,
        "gzip",
        "lz4",
        "producer",
        "snappy",
        "uncompressed",
        "zstd");
    number(all, "delete.retention.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "file.delete.delay.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "flush.messages", Type.WHOLE, 1, LONG);
    number(all, "flush.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "follower.replication.throttled.replicas", Type.REPLICAS, 0, 0);
    number(all, "index.interval.bytes", Type.BYTES, 0, INT);
    number(all, "leader.replication.throttled.replicas", Type.REPLICAS, 0, 0);
    number(all, "local.retention.bytes", Type.BYTES, -2, LONG);
    number(all, "local.retention.ms", Type.MILLISECONDS, -2, LONG);
    number(all, "max.compaction.lag.ms", Type.MILLISECONDS, 1, LONG);
    number(all, "max.message.bytes", Type.BYTES, 0, INT);
    number(all, "message.timestamp.after.max.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "message.timestamp.before.max.ms", Type.MILLISECONDS, 0, LONG);
    words(all, "message.timestamp.type", Type.WORD, "CreateTime", "LogAppendTime");
    number(all, "min.cleanable.dirty.ratio", Type.DECIMAL, 0, 1);
    number(all, "min.compaction.lag.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "min.insync.replicas", Type.WHOLE, 1, INT);
    number(all, "preallocate", Type.FLAG, 0, 0);
    number(all, "remote.log.copy.disable", Type.FLAG, 0, 0);
    number(all, "remote.log.delete.on.disable", Type.FLAG, 0, 0);
    number(all, "remote.storage.enable", Type.FLAG, 0, 0);
    number(all, "retention.bytes", Type.BYTES, -1, LONG);
    number(all, "retention.ms", Type.MILLISECONDS, -1, LONG);
    number(all, "segment.bytes", Type.BYTES, 1_048_576, INT);
    number(all, "segment.index.bytes", Type.BYTES, 4, INT);
    number(all, "segment.jitter.ms", Type.MILLISECONDS, 0, LONG);
    number(all, "segment.ms", Type.MILLISECONDS, 1, LONG);
    number(all, "unclean.leader.election.enable", Type.FLAG, 0, 0);
    return Map.copyOf(all);
  }

  private static void number(Map<String, Config> all, String name, Type type, long min, long max) {
    all.put(name, new Config(name, type, min, max, List.of()));
  }

  private static void words(Map<String, Config> all, String name, Type type, String... words) {
    all.put(name, new Config(name, type, 0, 0, List.of(words)));
  }

  /// Every known config, sorted by name.
  public static List<Config> all() {
    return ALL.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /// The config of a name; absent when Kafka has none.
  public static @Nullable Config find(String name) {
    return ALL.get(name);
  }

  /// What to do about a config that older releases had; absent for others.
  public static @Nullable String removed(String name) {
    return REMOVED.get(name);
  }

  /// Normalises what a manifest says for a config.
  ///
  /// @param values the written value, or the items of a list
  public static Normalised normalise(Config config, List<String> values) {
    if (values.size() == 1 && values.getFirst().equals(CLUSTER_DEFAULT)) {
      return new Normalised(CLUSTER_DEFAULT, "");
    }
    boolean many = config.type == Type.WORDS || config.type == Type.REPLICAS;
    if (values.size() != 1 && !many) {
      return refused(config);
    }
    return switch (config.type) {
      case WHOLE -> number(config, wholeOf(values.getFirst()));
      case MILLISECONDS -> number(config, millisecondsOf(values.getFirst()));
      case BYTES -> number(config, bytesOf(values.getFirst()));
      case DECIMAL -> decimal(config, values.getFirst());
      case FLAG -> flag(config, values.getFirst());
      case WORD -> word(config, values.getFirst());
      case WORDS -> words(config, values);
      case REPLICAS -> replicas(config, values);
    };
  }

  private static Normalised number(Config config, OptionalLong number) {
    if (number.isEmpty() || number.getAsLong() < config.min || number.getAsLong() > config.max) {
      return refused(config);
    }
    // The broker takes -1 or 1 to 9 for gzip, but not 0.
    if (config.name.equals("compression.gzip.level") && number.getAsLong() == 0) {
      return refused(config);
    }
    return new Normalised(Long.toString(number.getAsLong()), "");
  }

  private static Normalised decimal(Config config, String text) {
    try {
      BigDecimal value = new BigDecimal(text.length() > 30 ? "" : text);
      boolean inside =
          value.compareTo(BigDecimal.valueOf(config.min)) >= 0
              && value.compareTo(BigDecimal.valueOf(config.max)) <= 0;
      return inside ? new Normalised(Double.toString(value.doubleValue()), "") : refused(config);
    } catch (NumberFormatException _) {
      return refused(config);
    }
  }

  private static Normalised flag(Config config, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false")
        ? new Normalised(lower, "")
        : refused(config);
  }

  private static Normalised word(Config config, String text) {
    return config.words.contains(text) ? new Normalised(text, "") : refused(config);
  }

  private static Normalised words(Config config, List<String> values) {
    TreeSet<String> sorted = new TreeSet<>();
    for (String value : values) {
      for (String word : value.split(",", -1)) {
        if (!config.words.contains(word.strip())) {
          return refused(config);
        }
        sorted.add(word.strip());
      }
    }
    return sorted.isEmpty() ? refused(config) : new Normalised(String.join(",", sorted), "");
  }

  private static Normalised replicas(Config config, List<String> values) {
    TreeSet<String> sorted = new TreeSet<>();
    for (String item : String.join(",", values).split(",", -1)) {
      String pair = item.strip();
      int colon = pair.indexOf(':');
      boolean numbers =
          colon > 0
              && pair.length() < 24
              && wholeOf(pair.substring(0, colon)).isPresent()
              && wholeOf(pair.substring(colon + 1)).isPresent();
      if (!pair.equals("*") && !numbers) {
        return refused(config);
      }
      sorted.add(pair);
    }
    boolean mixed = sorted.contains("*") && sorted.size() > 1;
    return mixed ? refused(config) : new Normalised(String.join(",", sorted), "");
  }

  private static OptionalLong wholeOf(String text) {
    if (text.isEmpty()
        || text.length() > 20
        || !Character.isDigit(text.charAt(text.length() - 1))) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong millisecondsOf(String text) {
    if (text.equals("unlimited")) {
      return OptionalLong.of(-1);
    }
    if (text.startsWith("P")) {
      return Quantities.parseDuration(text)
          .map(duration -> OptionalLong.of(duration.toMillis()))
          .orElse(OptionalLong.empty());
    }
    return wholeOf(text);
  }

  private static OptionalLong bytesOf(String text) {
    if (text.equals("unlimited")) {
      return OptionalLong.of(-1);
    }
    OptionalLong size = Quantities.parseSize(text);
    return size.isPresent() ? size : wholeOf(text);
  }

  private static Normalised refused(Config config) {
    return new Normalised(null, expected(config));
  }

  /// What may be written for a config, such as "a whole number from 1 to 17".
  public static String expected(Config config) {
    return switch (config.type) {
      case WHOLE -> "a whole number" + range(config);
      case MILLISECONDS -> "milliseconds or a duration such as `P7D`" + range(config);
      case BYTES -> "bytes or a size such as `64MiB`" + range(config);
      case DECIMAL -> "a number from " + config.min + " to " + config.max;
      case FLAG -> "`true` or `false`";
      case WORD -> "one of " + quoted(config.words);
      case WORDS -> "a list of " + quoted(config.words);
      case REPLICAS -> "a list of `partition:broker` pairs, or `*`";
    };
  }

  private static String range(Config config) {
    if (config.max == LONG) {
      return ", at least " + config.min;
    }
    String from = config.type == Type.WHOLE ? " from " : ", from ";
    return from + config.min + " to " + config.max;
  }

  private static String quoted(List<String> words) {
    return String.join(", ", words.stream().map(word -> "`" + word + "`").toList());
  }

  /// Names of all configs, sorted.
  public static List<String> names() {
    String[] names = ALL.keySet().toArray(String[]::new);
    Arrays.sort(names);
    return List.of(names);
  }
}
