// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of the audit log: what was done, by whom, and the hash that chains it to the one
/// before. Whoever changes, inserts or removes a record breaks the chain at that place.
///
/// @param sequence 1 for the first record ever, and one more for each that follows
/// @param run id of the run that wrote it
/// @param actor who ran it
/// @param environment the environment's name
/// @param revision the manifests' revision
/// @param at when, in UTC
/// @param action what was done, such as `approved`
/// @param subject to what
/// @param detail in a sentence
/// @param previous hash of the record before; [#NOTHING] for the first
/// @param hash SHA-256 of all other components
public record AuditRecord(
    long sequence,
    String run,
    String actor,
    String environment,
    String revision,
    String at,
    String action,
    String subject,
    String detail,
    String previous,
    String hash) {

  /// What the first record follows.
  static final String NOTHING = "0".repeat(64);

  /// The run that writes.
  public record Author(String run, String actor, String environment, String revision) {}

  /// The record that follows.
  ///
  /// @param last absent when there is none yet
  public static AuditRecord after(
      @Nullable AuditRecord last, Author author, ControlPlaneLog.AuditLine line, Instant at) {
    AuditRecord open =
        new AuditRecord(
            last == null ? 1 : last.sequence + 1,
            author.run(),
            author.actor(),
            author.environment(),
            author.revision(),
            at.toString(),
            line.action(),
            line.subject(),
            line.detail(),
            last == null ? NOTHING : last.hash,
            "");
    return open.closed();
  }

  private AuditRecord closed() {
    return new AuditRecord(
        sequence,
        run,
        actor,
        environment,
        revision,
        at,
        action,
        subject,
        detail,
        previous,
        computedHash());
  }

  /// The hash that the record should have. Each component goes in with its length, so that no two
  /// records have the same text.
  String computedHash() {
    var text = new StringBuilder(256);
    List<String> components = new ArrayList<>();
    components.add(Long.toString(sequence));
    components.addAll(
        List.of(run, actor, environment, revision, at, action, subject, detail, previous));
    for (String component : components) {
      text.append(component.length()).append(':').append(component);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Why this record does not follow the other; empty when it does.
  String breach(@Nullable AuditRecord last) {
    long expected = last == null ? 1 : last.sequence + 1;
    if (!hash.equals(computedHash())) {
      return "record %d was altered: its hash does not match its content".formatted(sequence);
    }
    if (sequence != expected) {
      return sequence > expected
          ? "record %d is missing".formatted(expected)
          : "record %d stands where record %d should be".formatted(sequence, expected);
    }
    if (!previous.equals(last == null ? NOTHING : last.hash)) {
      return "record %d does not follow the one before it".formatted(sequence);
    }
    return "";
  }

  /// The record as it is written.
  public byte[] value() {
    return Json.value(json -> {
      json.writeNumberField("sequence", sequence);
      json.writeStringField("run", run);
      json.writeStringField("actor", actor);
      json.writeStringField("environment", environment);
      json.writeStringField("revision", revision);
      json.writeStringField("at", at);
      json.writeStringField("action", action);
      json.writeStringField("subject", subject);
      json.writeStringField("detail", detail);
      json.writeStringField("previous", previous);
      json.writeStringField("hash", hash);
    });
  }

  /// Reads what [#value] wrote.
  ///
  /// @throws IOException when it is no such record
  public static AuditRecord of(byte[] value) throws IOException {
    var draft = new Draft();
    Json.read(value, draft);
    return new AuditRecord(
        draft.sequence,
        draft.text("run"),
        draft.text("actor"),
        draft.text("environment"),
        draft.text("revision"),
        draft.text("at"),
        draft.text("action"),
        draft.text("subject"),
        draft.text("detail"),
        draft.text("previous"),
        draft.text("hash"));
  }

  private static final class Draft implements Json.Field {
    private long sequence;
    private final java.util.Map<String, String> texts = new java.util.HashMap<>();

    @Override
    public boolean read(String name, JsonParser json) throws IOException {
      if (name.equals("sequence")) {
        sequence = json.getLongValue();
        return true;
      }
      if (json.currentToken().isScalarValue()) {
        texts.put(name, json.getText());
        return true;
      }
      return false;
    }

    private String text(String field) throws IOException {
      return Json.require(texts.get(field), field);
    }
  }
}
