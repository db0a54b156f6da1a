// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weft.model.testing.ModuleArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ModuleArchitecture {

  private static final String ROOT = "dev.weft.git";
  private static final JavaClasses CLASSES = classes(ROOT);

  ArchitectureTest() {
    super(ROOT, CLASSES, 5);
  }

  @Test
  void knowsOnlyTheModelAndGit() {
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
