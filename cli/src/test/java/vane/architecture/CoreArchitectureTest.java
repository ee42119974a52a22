package vane.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePackagePrivate;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePrivate;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;

/** The rules of docs/architecture.md, as its tables state them, and more. */
class CoreArchitectureTest {
  private static final JavaClasses CLASSES = VaneClasses.CORE;

  /** Which packages each package may use, beside itself and {@code vane}: docs/architecture.md. */
  private static final Map<String, Set<String>> MAY_USE =
      DocumentedTables.mayUse("## Packages of core", "vane");

  static Stream<Arguments> packages() {
    return MAY_USE.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
  }

  @Test
  void classesAreFound() {
    assertThat(CLASSES.contain("vane.InputException")).isTrue();
    assertThat(CLASSES.contain("vane.model.file.ModelFile")).isTrue();
    assertThat(CLASSES.contain("vane.cli.Main")).isFalse();
    assertThat(CLASSES.contain("vane.architecture.VaneClasses")).isFalse();
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(
        type -> found.add(type.getPackageName().replaceFirst("^(vane\\.?\\w*).*", "$1")));
    found.remove("vane");
    assertThat(MAY_USE.keySet())
        .as("packages in the table")
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyThoseBeforeIt(String name, Set<String> allowed) {
    String[] others =
        MAY_USE.keySet().stream()
            .filter(other -> !other.equals(name) && !allowed.contains(other))
            .map(other -> other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void rootPackageUsesNoOther() {
    noClasses()
        .that()
        .resideInAPackage("vane")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vane.*..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("vane.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void modelsDoNotKnowHowTheyAreKept() {
    mayNotUse("vane.model", "vane.model.file..");
  }

  @Test
  void referencesDoNotKnowHowTheyAreRead() {
    mayNotUse("vane.mlm.reference..", "vane.mlm");
  }

  private static void mayNotUse(String user, String used) {
    noClasses()
        .that()
        .resideInAPackage(user)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(used)
        .check(CLASSES);
  }

  @Test
  void onlyTheEquivariantPackageUsesItsRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vane.equivariant..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "vane.equivariant.invariant..",
                    "vane.equivariant.range..",
                    "vane.equivariant.fit..")
                .and(not(type(BasisSettings.class)))
                .and(not(type(ChosenFrame.class)))
                .and(not(type(ChosenFrames.class)))
                .and(not(type(ErrorModel.class)))
                .and(not(type(ErrorGrowth.class))))
        .check(CLASSES);
  }

  /** A room may use those above it in the table, and none the package that they are rooms of. */
  @Test
  void equivariantRoomsUseOnlyThoseAbove() {
    List<String> rooms = new ArrayList<>();
    DocumentedTables.rows("### Rooms of vane.equivariant", 2)
        .forEach(row -> rooms.addAll(DocumentedTables.names(row.get(0))));
    assertThat(rooms).hasSize(4);
    for (int room = 0; room < rooms.size(); room++) {
      mayNotUse(rooms.get(room) + "..", "vane.equivariant");
      for (String below : rooms.subList(room + 1, rooms.size())) {
        mayNotUse(rooms.get(room) + "..", below + "..");
      }
    }
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Common|Manager|Impl|Helpers?)").check(CLASSES);
  }

  @Test
  void libraryWritesToNoStandardStream() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
  }

  @Test
  void nothingIsSerializedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .check(CLASSES);
  }

  @Test
  void publicStaticFieldsAreConstants() {
    noFields()
        .that()
        .arePublic()
        .and()
        .areStatic()
        .should()
        .notBeFinal()
        .orShould()
        .haveRawType(array())
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void fieldsThatOtherPackagesSeeAreFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat(publicAndNoRecord())
        .and(not(synthetic()))
        .should(bePrivate().or(bePackagePrivate()).or(beFinal()))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> array() {
    return DescribedPredicate.describe("an array", JavaClass::isArray);
  }

  private static DescribedPredicate<JavaClass> publicAndNoRecord() {
    return DescribedPredicate.describe(
        "public and not records",
        type -> type.getModifiers().contains(JavaModifier.PUBLIC) && !type.isRecord());
  }

  private static DescribedPredicate<JavaField> synthetic() {
    return DescribedPredicate.describe(
        "synthetic", field -> field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }
}
