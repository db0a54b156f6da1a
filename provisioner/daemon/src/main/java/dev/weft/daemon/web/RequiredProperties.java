// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/// Says in the OpenAPI document which properties are always there: every component of a record that
/// is not `@Nullable`; and that every operation may answer with a [Problem].
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class RequiredProperties implements OASFilter {

  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

  private final Map<String, List<ClassInfo>> records = new HashMap<>();

  /// @param index the classes of the application
  public RequiredProperties(IndexView index) {
    for (ClassInfo type : index.getKnownClasses()) {
      if (type.isRecord() && type.name().toString().startsWith("dev.weft.")) {
        records.computeIfAbsent(nameOf(type), _ -> new ArrayList<>()).add(type);
      }
    }
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(RequiredProperties::addProblem));
    if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
      return;
    }
    document.getComponents().getSchemas().forEach(this::require);
  }

  private static void addProblem(Operation operation) {
    if (operation.getResponses().getDefaultValue() == null) {
      operation
          .getResponses()
          .setDefaultValue(
              OASFactory.createAPIResponse().ref("#/components/responses/" + DaemonApi.PROBLEM));
    }
  }

  private void require(String name, Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    for (ClassInfo type : records.getOrDefault(name, List.of())) {
      // Records that never leave the service may have the name of one that does.
      if (new HashSet<>(components(type)).equals(schema.getProperties().keySet())) {
        require(type, schema);
      }
    }
  }

  private static List<String> components(ClassInfo type) {
    return type.recordComponents().stream().map(RecordComponentInfo::name).toList();
  }

  private static void require(ClassInfo type, Schema schema) {
    List<String> required = new ArrayList<>();
    for (RecordComponentInfo component : type.recordComponents()) {
      if (!component.type().hasAnnotation(NULLABLE)) {
        required.add(component.name());
      }
    }
    required.sort(null);
    schema.setRequired(required.isEmpty() ? null : required);
  }

  private static String nameOf(ClassInfo type) {
    var annotation = type.declaredAnnotation(SCHEMA);
    AnnotationValue name = annotation == null ? null : annotation.value("name");
    return name == null ? type.simpleName() : name.asString();
  }
}
