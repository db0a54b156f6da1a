// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.weft.governance";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void looksAtTheWholeModule() {
    // A canary: an importer that finds next to nothing makes every other rule pass.
    assertThat(CLASSES.size()).isGreaterThan(40);
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
  void hasNoCyclesBetweenPackages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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

  @Test
  void marksEveryPackageAsNullMarked() {
    List<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
