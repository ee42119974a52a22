package vane.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packages of the report may use: docs/architecture.md, and more. */
class ReportArchitectureTest {
  private static final JavaClasses CLASSES = VaneClasses.REPORT;

  /** What is drawn and written without knowing what it is about. */
  private static final Set<String> WITHOUT_SCIENCE =
      Set.of("vane.report.drawing", "vane.report.plot", "vane.report.page");

  private static final Map<String, Set<String>> MAY_USE =
      DocumentedTables.mayUse("## Packages of report", "vane.report");

  static Stream<Arguments> packages() {
    return MAY_USE.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
  }

  @Test
  void theTableNamesAllPackages() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(found);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyThoseBeforeIt(String name, Set<String> allowed) {
    boolean knowsScience = !WITHOUT_SCIENCE.contains(name);
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("vane..")
                .and(not(resideInAPackage(name)))
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new))))
                .and(knowsScience ? resideInAPackage("vane.report..") : not(rootOrOutput())))
        .check(CLASSES);
  }

  /** Errors and files are for all. */
  private static DescribedPredicate<JavaClass> rootOrOutput() {
    return resideInAnyPackage("vane", "vane.io.output");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("vane.report.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Common|Manager|Impl|Helpers?)").check(CLASSES);
  }

  /** The runtime of Vane's downloads is without java.desktop. */
  @Test
  void nothingOfJavaDesktopIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..", "java.beans..")
        .check(CLASSES);
  }

  @Test
  void libraryWritesToNoStandardStream() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
  }
}
