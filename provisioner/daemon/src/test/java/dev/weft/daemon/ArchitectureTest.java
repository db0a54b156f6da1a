// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.weft.daemon";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void knowsTheEngineButNeitherTheCommandLineNorTheCatalog() {
    assertThat(CLASSES).hasSizeGreaterThan(30);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.weft..")
                .and(
                    not(
                        resideInAnyPackage(
                            ROOT + "..",
                            "dev.weft.model..",
                            "dev.weft.git..",
                            "dev.weft.governance..",
                            "dev.weft.provisioner.."))))
        .orShould()
        .dependOnClassesThat(resideInAPackage("dev.weft.provisioner.cli.."))
        .check(CLASSES);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void loopsWithoutKnowingWhichServersStandBehindTheSeams() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".loop..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.kafka..", "io.quarkus..", ROOT + ".live.."))
        .check(CLASSES);
  }

  @Test
  void marksEveryPackageAsNullMarked() {
    assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }
}
