// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Healing;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values of the inventory topic.
final class InventoryCodec {

  private static final SortedMap<String, String> NOTHING_MANAGED =
      Collections.unmodifiableSortedMap(new TreeMap<>());
  private static final SortedSet<Acl> NO_ACLS = Collections.unmodifiableSortedSet(new TreeSet<>());

  private InventoryCodec() {}

  static byte[] entry(Inventory.Entry entry) {
    return Json.value(json -> {
      json.writeStringField("owner", entry.owner().toString());
      if (entry.topicId() != null) {
        json.writeStringField("topicId", entry.topicId());
      }
      json.writeBooleanField("protected", entry.isProtected());
      if (!entry.managed().isEmpty()) {
        json.writeObjectFieldStart("managed");
        for (Map.Entry<String, String> managed : entry.managed().entrySet()) {
          json.writeStringField(managed.getKey(), managed.getValue());
        }
        json.writeEndObject();
      }
      if (!entry.acls().isEmpty()) {
        writeAcls(json, entry.acls());
      }
      json.writeStringField("origin", entry.origin().name());
      json.writeStringField("revision", entry.revision());
      json.writeStringField("updatedAt", entry.updatedAt().toString());
      writeRemoval(json, entry.removal());
      Healing healing = entry.healing();
      if (healing != null) {
        json.writeObjectFieldStart("healing");
        json.writeNumberField("times", healing.times());
        json.writeStringField("lastAt", healing.lastAt().toString());
        json.writeEndObject();
      }
    });
  }

  private static void writeRemoval(JsonGenerator json, @Nullable Removal removal)
      throws IOException {
    if (removal == null) {
      return;
    }
    json.writeObjectFieldStart("removal");
    json.writeStringField("noticedAt", removal.noticedAt().toString());
    Instant writes = removal.writesRevokedAt();
    if (writes != null) {
      json.writeStringField("writesRevokedAt", writes.toString());
    }
    Instant reads = removal.readsRevokedAt();
    if (reads != null) {
      json.writeStringField("readsRevokedAt", reads.toString());
    }
    json.writeEndObject();
  }

  static void writeAcls(JsonGenerator json, SortedSet<Acl> acls) throws IOException {
    json.writeArrayFieldStart("acls");
    for (Acl acl : acls) {
      json.writeStartObject();
      json.writeStringField("principal", acl.principal());
      json.writeStringField("host", acl.host());
      json.writeStringField("operation", acl.operation().name());
      json.writeStringField("permission", acl.permission().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static byte[] clusterId(String clusterId) {
    return Json.value(json -> json.writeStringField("clusterId", clusterId));
  }

  static String clusterId(byte[] value) throws IOException {
    String[] id = new String[1];
    Json.read(
        value,
        (name, json) -> {
          if (name.equals("clusterId")) {
            id[0] = json.getText();
            return true;
          }
          return false;
        });
    return Json.require(id[0], "clusterId");
  }

  static Inventory.Entry entry(ResourceKey key, byte[] value) throws IOException {
    var draft = new Draft();
    Json.read(value, draft);
    return new Inventory.Entry(
        key,
        Owner.parse(Json.require(draft.owner, "owner")),
        draft.topicId,
        draft.isProtected,
        draft.managed,
        draft.acls,
        Inventory.Origin.valueOf(Json.require(draft.origin, "origin")),
        Json.require(draft.revision, "revision"),
        Instant.parse(Json.require(draft.updatedAt, "updatedAt")),
        removal(draft.removal),
        healing(draft.healing));
  }

  private static @Nullable Removal removal(SortedMap<String, String> fields) {
    String noticed = fields.get("noticedAt");
    return noticed == null
        ? null
        : new Removal(
            Instant.parse(noticed),
            instant(fields.get("writesRevokedAt")),
            instant(fields.get("readsRevokedAt")));
  }

  private static @Nullable Healing healing(SortedMap<String, String> fields) {
    String times = fields.get("times");
    String lastAt = fields.get("lastAt");
    return times == null || lastAt == null
        ? null
        : new Healing(Integer.parseInt(times), Instant.parse(lastAt));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  static SortedSet<Acl> readAcls(JsonParser json) throws IOException {
    SortedSet<Acl> acls = new TreeSet<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String principal = null;
      String host = null;
      String operation = null;
      String permission = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "principal" -> principal = json.getText();
          case "host" -> host = json.getText();
          case "operation" -> operation = json.getText();
          case "permission" -> permission = json.getText();
          default -> json.skipChildren();
        }
      }
      acls.add(
          new Acl(
              Json.require(principal, "principal"),
              Json.require(host, "host"),
              Acl.Operation.valueOf(Json.require(operation, "operation")),
              Acl.Permission.valueOf(Json.require(permission, "permission"))));
    }
    return acls;
  }

  private static final class Draft implements Json.Field {
    private @Nullable String owner;
    private @Nullable String topicId;
    // An entry that does not say so is protected: the mistake that costs nothing.
    private boolean isProtected = true;
    private SortedMap<String, String> managed = NOTHING_MANAGED;
    private SortedMap<String, String> removal = NOTHING_MANAGED;
    private SortedMap<String, String> healing = NOTHING_MANAGED;
    private SortedSet<Acl> acls = NO_ACLS;
    private @Nullable String origin;
    private @Nullable String revision;
    private @Nullable String updatedAt;

    @Override
    public boolean read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "owner" -> owner = json.getText();
        case "topicId" -> topicId = json.getText();
        case "protected" -> isProtected = json.getBooleanValue();
        case "removal" -> removal = readManaged(json);
        case "healing" -> healing = readManaged(json);
        case "managed" -> managed = readManaged(json);
        case "acls" -> acls = readAcls(json);
        case "origin" -> origin = json.getText();
        case "revision" -> revision = json.getText();
        case "updatedAt" -> updatedAt = json.getText();
        default -> {
          return false;
        }
      }
      return true;
    }

    private static SortedMap<String, String> readManaged(JsonParser json) throws IOException {
      SortedMap<String, String> managed = new TreeMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        managed.put(key, json.getText());
      }
      return managed;
    }
  }
}
