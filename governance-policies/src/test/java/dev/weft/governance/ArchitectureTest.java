// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weft.model.testing.ModuleArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ModuleArchitecture {

  private static final String ROOT = "dev.weft.governance";

  private static final JavaClasses CLASSES = classes(ROOT);

  ArchitectureTest() {
    super(ROOT, CLASSES, 40);
  }

  @Test
  void dependsOnNoOtherPartOfWeftButTheModel() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.weft..")
                .and(DescribedPredicate.not(resideInAPackage(ROOT + "..")))
                .and(DescribedPredicate.not(resideInAPackage("dev.weft.model.."))))
        .check(CLASSES);
  }

  @Test
  void keepsTheLanguageOfExpressionsBehindOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".engine..", ROOT + ".fact..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.cel..").or(resideInAPackage("com.google..")))
        .check(CLASSES);
  }

  @Test
  void evaluatesWithoutTouchingTheWorld() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".policy..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net..")
                .or(resideInAPackage("java.nio.file.."))
                .or(resideInAPackage("java.io..").and(isNoException())))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> isNoException() {
    return DescribedPredicate.describe(
        "is no exception",
        found ->
            !found.isAssignableTo(Exception.class)
                && !found.getSimpleName().equals("Serializable"));
  }
}
