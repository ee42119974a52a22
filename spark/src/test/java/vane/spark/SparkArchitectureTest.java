package vane.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vane.cli.data.SelectedFrames;
import vane.cli.prediction.EvaluationOptions;
import vane.cli.prediction.ModelOptions;
import vane.cli.training.EquivariantOptions;
import vane.cli.training.KeptSums;
import vane.cli.training.NetworkOption;
import vane.cli.training.ObservationOptions;
import vane.cli.training.SumsOptions;

/** What the packages of this module may use: docs/architecture.md, "Packages of spark". */
class SparkArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vane.spark");

  /** The packages in the order of the table: each may use those above it. */
  private static List<String> packages() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "architecture.md"));
    List<String> packages = new ArrayList<>();
    for (String line : lines.subList(lines.indexOf("## Packages of spark") + 1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      Pattern.compile("^\\| `(vane\\.spark[.\\w]*)`")
          .matcher(line)
          .results()
          .forEach(row -> packages.add(row.group(1)));
    }
    return packages;
  }

  @Test
  void theTableNamesAllPackages() throws IOException {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    assertThat(packages()).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void packagesUseOnlyThoseAbove() throws IOException {
    List<String> packages = packages();
    for (int i = 0; i < packages.size(); i++) {
      for (String below : packages.subList(i + 1, packages.size())) {
        noClasses()
            .that()
            .resideInAPackage(packages.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(below)
            .check(CLASSES);
      }
    }
    slices().matching("vane.spark.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void ofOtherModulesOnlyWhatSelectsFramesIsUsedBesideTheCommandLine() {
    noClasses().should().dependOnClassesThat().resideInAPackage("vane.report..").check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("vane.engines..").and(not(resideInAPackage("vane.engines.selection"))))
        .check(CLASSES);
  }

  /** What every command has, and what the commands of the same names share with those of vane. */
  @Test
  void ofTheCommandLineOnlyWhatCommandsShareIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("vane.cli..")
                .and(not(resideInAPackage("vane.cli.program")))
                .and(
                    not(
                        belongToAnyOf(
                            EquivariantOptions.class,
                            EvaluationOptions.class,
                            KeptSums.class,
                            ModelOptions.class,
                            NetworkOption.class,
                            ObservationOptions.class,
                            SelectedFrames.class,
                            SumsOptions.class))))
        .check(CLASSES);
  }

  /** Readers of frames are for programs of others, too, which have no command line. */
  @Test
  void framesAndTablesKnowNoCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage("vane.spark.frames", "vane.spark.table")
        .should()
        .dependOnClassesThat(commandLine())
        .check(CLASSES);
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> commandLine() {
    return resideInAPackage("picocli..").or(resideInAnyPackage("vane.cli.."));
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Common|Manager|Impl|Helpers?)").check(CLASSES);
  }

  @Test
  void nothingIsWrittenToStandardStreams() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
  }
}
