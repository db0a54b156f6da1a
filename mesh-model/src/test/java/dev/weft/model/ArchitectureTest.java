// SPDX-License-Identifier: Apache-2.0
package dev.weft.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static JavaClasses classes = new ClassFileImporter().importPackages("none");

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weft.model");
  }

  @Test
  void seesTheClassesOfTheModule() {
    assertThat(classes).hasSizeGreaterThan(100);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.weft.model.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> bare = new TreeSet<>();
    classes.forEach(one -> {
      if (!one.getPackage().isAnnotatedWith(NullMarked.class)) {
        bare.add(one.getPackageName());
      }
    });

    assertThat(bare).isEmpty();
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
        .check(classes);
  }

  @Test
  void knowsNeitherKafkaNorAFramework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "jakarta..", "io.smallrye..")
        .check(classes);
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
        .check(classes);
  }
}
