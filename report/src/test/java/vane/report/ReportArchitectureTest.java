package vane.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages of the report may use. */
class ReportArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vane");

  @Test
  void classesAreFound() {
    assertThat(CLASSES.contain("vane.report.ExperimentReport")).isTrue();
  }

  @Test
  void reportUsesNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("vane.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vane.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void coreUsesNoReport() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vane.report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vane.report..")
        .check(CLASSES);
  }

  @Test
  void drawingsPlotsAndPagesKnowNoScience() {
    noClasses()
        .that()
        .resideInAnyPackage("vane.report.drawing", "vane.report.plot", "vane.report.page")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vane.experiment..", "vane.evaluation..", "vane.model..", "vane.mlm..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("vane.report.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Common|Manager|Impl|Helpers?)").check(CLASSES);
  }

  /** Java's fonts fail on machines without fontconfig. */
  @Test
  void noFontOfTheMachineIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.awt.Font")
        .check(CLASSES);
  }

  @Test
  void libraryWritesToNoStandardStream() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
  }
}
