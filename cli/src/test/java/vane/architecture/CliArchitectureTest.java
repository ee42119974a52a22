package vane.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** What the packages of the command line may use: docs/architecture.md, and more. */
class CliArchitectureTest {
  private static final JavaClasses CLASSES = VaneClasses.CLI;

  private static final Map<String, Set<String>> MAY_USE =
      DocumentedTables.mayUse("## Packages of cli", "vane.cli");

  static Stream<Arguments> packages() {
    return MAY_USE.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
  }

  @Test
  void theTableNamesAllPackages() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(found);
  }

  /** The order of the table leaves no room for cycles. */
  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyThoseBeforeIt(String name, Set<String> allowed) {
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("vane.cli..")
                .and(not(resideInAPackage(name)))
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .check(CLASSES);
  }

  static Stream<String> rooms() {
    return MAY_USE.keySet().stream().filter(name -> !name.equals("vane.cli"));
  }

  /** A room offers its commands to the list of commands alone. */
  @ParameterizedTest
  @MethodSource("rooms")
  void roomUsesNoCommandOfAnother(String name) {
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(resideOutsideOfPackage(name).and(annotatedWith(Command.class)))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Common|Manager|Impl|Helpers?)").check(CLASSES);
  }
}
