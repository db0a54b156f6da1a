// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What holds in every module; its own architecture test adds what holds only there.
public abstract class ModuleArchitecture {

  private final String root;
  private final JavaClasses classes;
  private final int least;

  /// @param root the package of the module
  /// @param classes of the module, see [#classes]
  /// @param least how many classes it has at least
  protected ModuleArchitecture(String root, JavaClasses classes, int least) {
    this.root = root;
    this.classes = classes;
    this.least = least;
  }

  /// The classes of a module without its tests.
  protected static JavaClasses classes(String root) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(root);
  }

  @Test
  void looksAtTheWholeModule() {
    // A canary: an importer that finds next to nothing makes every other rule pass.
    assertThat(classes.size()).isGreaterThan(least);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void marksEveryPackageAsNullMarked() {
    List<String> unmarked =
        classes.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
