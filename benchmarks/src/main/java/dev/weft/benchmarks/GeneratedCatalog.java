// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Documents of a large mesh. Words come from a vocabulary of twenty thousand, used as unevenly as
/// in real texts: a few everywhere, most of them rarely.
final class GeneratedCatalog {

  static final int DOMAINS = 200;

  private static final int VOCABULARY = 20_000;
  private static final int FIELDS = 20;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> TYPES =
      List.of("source-aligned", "aggregate", "consumer-aligned");
  private static final List<String> CLASSES =
      List.of("public", "internal", "confidential", "restricted");
  private static final String[] SYLLABLES = {
    "ba", "cer", "di", "for", "gan", "hel", "in", "ju", "kor", "la", "men", "no", "or", "pa", "qui",
    "re", "sta", "ter", "un", "ver", "wa", "xi", "yo", "zen", "tion", "ing", "al", "er"
  };

  private final Random random;
  private final List<String> words = new ArrayList<>();

  GeneratedCatalog(long seed) {
    random = new Random(seed);
    while (words.size() < VOCABULARY) {
      StringBuilder word = new StringBuilder();
      int syllables = 2 + random.nextInt(3);
      for (int s = 0; s < syllables; s++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words.add(word.toString());
    }
  }

  /// A word, frequent ones more often: its rank follows a power law.
  String word() {
    double skewed = Math.pow(random.nextDouble(), 3);
    return words.get((int) (skewed * VOCABULARY));
  }

  /// The same with a slip of the keyboard.
  String misspelt() {
    String word = word();
    int at = 1 + random.nextInt(word.length() - 2);
    return word.substring(0, at) + word.substring(at + 1);
  }

  String domain() {
    return "domain-" + random.nextInt(DOMAINS);
  }

  DomainDocument domain(int number) {
    String name = "domain-" + number;
    return new DomainDocument(
        "urn:weft:" + name,
        name,
        text(2),
        text(12),
        "team-" + number,
        commit(number),
        List.of(
            new DomainDocument.Application(
                name + "/reader", "Reader", "team-" + number, "", "oauth", "User:" + name)));
  }

  ProductDocument product(int number) {
    String domain = domain();
    String name = word() + "-" + word() + "-" + number;
    String urn = "urn:weft:" + domain + ":" + name;
    List<PortDocument.Field> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      fields.add(
          new PortDocument.Field(
              word() + "_" + word() + (i % 5 == 0 ? "" : "_id"),
              "string",
              true,
              text(6),
              List.of(),
              i == 0 ? "term-" + random.nextInt(100) : null,
              List.of()));
    }
    String schema = "{\"type\":\"record\",\"doc\":\"" + text(200) + "\"}";
    PortDocument port =
        new PortDocument(
            urn + ":records:v1",
            "records",
            1,
            "active",
            null,
            domain + "." + name + ".records.v1",
            6,
            3,
            Duration.ofDays(7).toMillis(),
            new TreeMap<>(),
            List.of("onprem"),
            new PortDocument.Schema(
                "avro", "Record", schema, List.of(), domain + "/" + name, fields),
            null,
            "BACKWARD",
            CLASSES.get(random.nextInt(CLASSES.size())),
            new PortDocument.Sla(Duration.ofMinutes(1), 99.9, null),
            new PortDocument.Access("owner", List.of("analytics"), null),
            List.of());
    return new ProductDocument(
        urn,
        domain,
        name,
        text(4),
        TYPES.get(random.nextInt(TYPES.size())),
        "active",
        "team-" + domain.substring(7),
        List.of("tag-" + random.nextInt(300), "tag-" + random.nextInt(300)),
        text(60),
        List.of(),
        List.of(),
        domain + "/reader",
        "domains/" + domain + "/" + name + "/product.yaml",
        List.of(port),
        List.of(grant(domain, name)),
        List.of(),
        commit(number));
  }

  private GrantDocument grant(String domain, String product) {
    return new GrantDocument(
        domain + "/" + product + "/reader",
        "reader",
        domain() + "/reader",
        List.of("records@v1"),
        "read",
        "analytics",
        text(5),
        "active",
        null,
        "access/reader.yaml",
        "reader.");
  }

  private static CommitDocument commit(int number) {
    return new CommitDocument(
        Integer.toHexString(number), "A", "a@weft.example", START.plusSeconds(number), "Change");
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }
}
