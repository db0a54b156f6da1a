// SPDX-License-Identifier: Apache-2.0
package dev.weft.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weft.model.testing.ModuleArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ModuleArchitecture {

  private static final String ROOT = "dev.weft.model";
  private static final JavaClasses CLASSES = classes(ROOT);

  ArchitectureTest() {
    super(ROOT, CLASSES, 100);
  }

  @Test
  void nothingPrintsOrLogs() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.jboss.logging..")
        .check(CLASSES);
  }

  @Test
  void knowsNeitherKafkaNorAFramework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "jakarta..", "io.smallrye..")
        .check(CLASSES);
  }

  @Test
  void loadingNeedsNoJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.weft.model.schema..",
            "dev.weft.model.compatibility..",
            "dev.weft.model.event..",
            "dev.weft.model.standard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..")
        .check(CLASSES);
  }
}
