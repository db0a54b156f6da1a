// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.weft.model.testing.ModuleArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ModuleArchitecture {

  private static final String ROOT = "dev.weft.provisioner";
  private static final String[] PURE = {
    ROOT + ".resource..", ROOT + ".compile..", ROOT + ".plan..", ROOT + ".access.."
  };

  private static final JavaClasses CLASSES = classes(ROOT);

  ArchitectureTest() {
    super(ROOT, CLASSES, 100);
  }

  @Test
  void dependsOnNoOtherPartOfWeftButTheModel() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.weft..")
                .and(not(resideInAPackage(ROOT + "..")))
                .and(not(resideInAPackage("dev.weft.model..")))
                .and(not(resideInAPackage("dev.weft.governance.."))))
        .check(CLASSES);
  }

  @Test
  void plansWithoutTouchingTheWorld() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.kafka..")
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("java.nio.file.."))
                .or(resideInAPackage("java.util.concurrent.."))
                .or(resideInAPackage(ROOT + ".driver.."))
                .or(resideInAPackage(ROOT + ".log.."))
                .or(resideInAPackage(ROOT + ".engine.."))
                .or(isInputOrOutput()))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> isInputOrOutput() {
    // Jackson's exceptions are IOExceptions; streams and files are what must not be used.
    return resideInAPackage("java.io..")
        .and(
            DescribedPredicate.describe(
                "is a stream or a file",
                found -> !List.of("Serializable", "IOException").contains(found.getSimpleName())));
  }

  @Test
  void runsWithoutKnowingWhichServersStandBehindTheSeams() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".engine..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.kafka..")
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage(ROOT + ".cli.."))
                .or(resideInAPackage(ROOT + ".registry.."))
                .or(resideInAPackage(ROOT + ".kafka..")))
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheCommandLine() {
    // The daemon is a program of its own: what both need stands outside of the command line.
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."))
        .check(CLASSES);
  }

  @Test
  void decidesWhatToTellOthersWithoutTouchingTheWorld() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".publish..", ROOT + ".usage..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.kafka..")
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("java.nio.file.."))
                .or(resideInAPackage("java.util.concurrent.."))
                .or(resideInAPackage(ROOT + ".kafka.."))
                .or(resideInAPackage(ROOT + ".registry.."))
                .or(resideInAPackage(ROOT + ".environment.."))
                .or(isInputOrOutput()))
        .check(CLASSES);
  }

  @Test
  void printsOnlyFromTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".report..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }
}
