// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Planned changes of schemas, as a planner would make them.
public final class SchemaChanges {

  private SchemaChanges() {}

  /// A schema that the manifests want.
  public static Desired.Schema schema(
      Artifact key, SchemaFormat format, String content, Desired.Schema.Reference... references) {
    return new Desired.Schema(
        key,
        new Owner(Owner.Kind.PRODUCT, "reviews", "raw-reviews"),
        format,
        content,
        ArtifactReader.canonical(format, content),
        List.of(references),
        Compatibility.BACKWARD,
        false,
        Location.ofFile("domains/" + key.group() + "/p/schemas/" + key.artifact()));
  }

  /// A reference under the name of the artifact itself.
  public static Desired.Schema.Reference reference(Artifact target) {
    return new Desired.Schema.Reference(target.artifact(), target);
  }

  /// The registration of a schema.
  ///
  /// @param from the version it follows; null for the first
  public static PlannedChange register(@Nullable String from, Desired.Schema schema) {
    return planned(
        "register " + schema.key().text(), new Change.RegisterSchema(schema.key(), from, schema));
  }

  /// The change of a rule.
  public static PlannedChange rule(Artifact key, @Nullable Compatibility from, Compatibility to) {
    return planned("rule " + key.text(), new Change.SetCompatibility(key, from, to));
  }

  private static PlannedChange planned(String id, Change change) {
    return new PlannedChange(
        id,
        change,
        new Owner(Owner.Kind.PRODUCT, "reviews", "raw-reviews"),
        Risk.SAFE,
        "the test wants it",
        List.of(),
        List.of(),
        List.of(),
        "",
        new Verdict.Allowed());
  }

  /// Applies changes and returns the outcomes by change id; one that is reported twice fails.
  public static Map<String, Outcome> apply(RegistryDriver driver, PlannedChange... changes) {
    var outcomes = new ConcurrentHashMap<String, Outcome>();
    driver.apply(
        List.of(changes),
        (planned, outcome) -> {
          if (outcomes.put(planned.id(), outcome) != null) {
            throw new AssertionError(planned.id() + " was reported twice");
          }
        });
    return outcomes;
  }

  /// Applies one change.
  public static Outcome applyOne(RegistryDriver driver, PlannedChange change) {
    Outcome outcome = apply(driver, change).get(change.id());
    if (outcome == null) {
      throw new AssertionError(change.id() + " was not reported");
    }
    return outcome;
  }

  /// An Avro record of string fields; `name=default` gives a default.
  public static String avro(String fullName, String... fields) {
    var text = new StringBuilder("{\"type\":\"record\",\"name\":\"" + fullName + "\",\"fields\":[");
    for (int i = 0; i < fields.length; i++) {
      String[] part = fields[i].split("=", -1);
      text.append(i == 0 ? "" : ",")
          .append("{\"name\":\"" + part[0] + "\",\"type\":\"string\"")
          .append(part.length > 1 ? ",\"default\":\"" + part[1] + "\"}" : "}");
    }
    return text.append("]}").toString();
  }
}
