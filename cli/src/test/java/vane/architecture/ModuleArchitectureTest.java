package vane.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the modules may use: the table of docs/architecture.md. Modules that are still to come have
 * their rule already. Benchmarks and Spark are not seen from here; Maven keeps them apart.
 */
class ModuleArchitectureTest {
  /** The root package of each module but core, and the modules that it may use. */
  private static final Map<String, Set<String>> MODULES = new LinkedHashMap<>();

  private static final Map<String, String> ROOTS = new LinkedHashMap<>();

  static {
    for (List<String> row : DocumentedTables.rows("## Modules", 4)) {
      String module = DocumentedTables.names(row.get(0)).get(0);
      MODULES.put(module, new TreeSet<>(DocumentedTables.names(row.get(3))));
      DocumentedTables.names(row.get(1)).forEach(root -> ROOTS.put(module, root));
    }
  }

  static Stream<Arguments> modules() {
    return MODULES.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
  }

  @Test
  void theTableNamesTheModules() {
    assertThat(MODULES).containsKeys("core", "engines", "report", "cli", "spark", "benchmarks");
    assertThat(ROOTS).doesNotContainKey("core").containsEntry("engines", "vane.engines");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void moduleUsesOnlyThoseThatTheTableNames(String module, Set<String> allowed) {
    List<String> others = new ArrayList<>();
    ROOTS.forEach(
        (other, root) -> {
          if (!other.equals(module) && !allowed.contains(other)) {
            others.add(root + "..");
          }
        });
    noClasses()
        .that(module.equals("core") ? inCore() : resideInAPackage(ROOTS.get(module) + ".."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(VaneClasses.ALL);
  }

  private static DescribedPredicate<JavaClass> inCore() {
    return DescribedPredicate.describe("core", type -> VaneClasses.CORE.contain(type.getName()));
  }

  @Test
  void onlyTheCommandLineReadsOptions() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vane.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(VaneClasses.ALL);
  }
}
