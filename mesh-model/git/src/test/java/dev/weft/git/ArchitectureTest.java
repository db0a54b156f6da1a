// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weft.git");

  @Test
  void knowsOnlyTheModelAndGit() {
    assertThat(CLASSES).hasSizeGreaterThan(5);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "org.eclipse.jgit..",
            "dev.weft.git..",
            "dev.weft.model.load..")
        .check(CLASSES);
  }

  @Test
  void runsNoPrograms() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class).check(CLASSES);
  }
}
