// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.weft.catalog";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void looksAtTheWholeModule() {
    // A canary: an importer that finds next to nothing makes every other rule pass.
    assertThat(CLASSES.size()).isGreaterThan(60);
  }

  @Test
  void dependsOnNoOtherPartOfWeftButModelAndGovernance() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.weft..")
                .and(not(resideInAPackage(ROOT + "..")))
                .and(not(resideInAPackage("dev.weft.model..")))
                .and(not(resideInAPackage("dev.weft.git..")))
                .and(not(resideInAPackage("dev.weft.governance.."))))
        .check(CLASSES);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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

  @Test
  void printsNothing() {
    noClasses().should(GeneralCodingRules.ACCESS_STANDARD_STREAMS).check(CLASSES);
  }
}
