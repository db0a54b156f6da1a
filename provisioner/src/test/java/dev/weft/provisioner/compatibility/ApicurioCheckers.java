// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import dev.weft.devstack.install.Distribution;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.report.Golden;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The checkers of the registry that we run, out of its own jars and in a class loader of their
/// own: they are not to be had as libraries.
final class ApicurioCheckers implements AutoCloseable {

  private static final String RULES = "io.apicurio.registry.rules.compatibility.";

  private final URLClassLoader jars;

  private ApicurioCheckers(URLClassLoader jars) {
    this.jars = jars;
  }

  static ApicurioCheckers load() throws IOException {
    Path home = Distribution.ofCheckout(Golden.root()).registryHome();
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return new ApicurioCheckers(
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
  }

  /// Why readers with the proposed schema do not read data of the existing one; empty when they do.
  List<String> backward(SchemaFormat format, String existing, String proposed) {
    return differences(format, "BACKWARD", existing, proposed);
  }

  /// Why readers with the existing schema do not read data of the proposed one; empty when they do.
  List<String> forward(SchemaFormat format, String existing, String proposed) {
    return differences(format, "FORWARD", existing, proposed);
  }

  private List<String> differences(
      SchemaFormat format, String level, String existing, String proposed) {
    String name =
        switch (format) {
          case AVRO -> "avro.rules.compatibility.AvroCompatibilityChecker";
          case PROTOBUF -> "protobuf.rules.compatibility.ProtobufCompatibilityChecker";
          case JSON -> "json.rules.compatibility.JsonSchemaCompatibilityChecker";
        };
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(jars);
    try {
      Class<?> levels = jars.loadClass(RULES + "CompatibilityLevel");
      Class<?> contents = jars.loadClass("io.apicurio.registry.content.TypedContent");
      Method create = contents.getMethod("create", String.class, String.class);
      String type = format == SchemaFormat.PROTOBUF ? "application/x-protobuf" : "application/json";
      Object checker =
          jars.loadClass("io.apicurio.registry." + name).getConstructor().newInstance();
      Object result =
          jars.loadClass(RULES + "CompatibilityChecker")
              .getMethod("testCompatibility", levels, List.class, contents, Map.class)
              .invoke(
                  checker,
                  levels.getMethod("valueOf", String.class).invoke(null, level),
                  List.of(Objects.requireNonNull(create.invoke(null, existing, type))),
                  create.invoke(null, proposed, type),
                  Map.of());
      Class<?> results = Objects.requireNonNull(result).getClass();
      if ((boolean) Objects.requireNonNull(results.getMethod("isCompatible").invoke(result))) {
        return List.of();
      }
      List<String> reasons = new ArrayList<>();
      Method violation =
          jars.loadClass(RULES + "CompatibilityDifference").getMethod("asRuleViolation");
      Object differences = results.getMethod("getIncompatibleDifferences").invoke(result);
      for (Object difference : (Iterable<?>) Objects.requireNonNull(differences)) {
        Object reason = Objects.requireNonNull(violation.invoke(difference));
        reasons.add(String.valueOf(reason.getClass().getMethod("getDescription").invoke(reason)));
      }
      return reasons.isEmpty() ? List.of("refused") : reasons.stream().sorted().toList();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the registry's checker cannot be asked about " + proposed, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    jars.close();
  }
}
