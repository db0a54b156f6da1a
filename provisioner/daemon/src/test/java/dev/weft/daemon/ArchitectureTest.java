// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weft.model.testing.ModuleArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ModuleArchitecture {

  private static final String ROOT = "dev.weft.daemon";

  private static final JavaClasses CLASSES = classes(ROOT);

  ArchitectureTest() {
    super(ROOT, CLASSES, 30);
  }

  @Test
  void knowsTheEngineButNeitherTheCommandLineNorTheCatalog() {
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
  void loopsWithoutKnowingWhichServersStandBehindTheSeams() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".loop..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.kafka..", "io.quarkus..", ROOT + ".live.."))
        .check(CLASSES);
  }
}
