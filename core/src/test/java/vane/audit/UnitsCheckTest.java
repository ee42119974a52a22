package vane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class UnitsCheckTest {
  private static final double BOHR_PER_ANGSTROM = 1 / 0.529177210903;

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static Structure scaled(Structure structure, double factor) {
    double[] positions = scaled(structure.positions(), factor);
    return structure.cell().isEmpty()
        ? Structure.of(structure.elements(), positions)
        : Structure.of(
            structure.elements(),
            positions,
            Cell.of(scaled(structure.cell().get().vectors(), factor), true, true, true));
  }

  private static List<String> warnings(Structure structure) {
    UnitsCheck check = new UnitsCheck();
    check.addStructure(structure);
    return check.warnings();
  }

  private static void assertLengths(Structure structure) {
    assertThat(warnings(structure)).as("in Å").isEmpty();
    assertThat(warnings(scaled(structure, BOHR_PER_ANGSTROM)))
        .as("in Bohr")
        .singleElement()
        .asString()
        .contains("look like Bohr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ethane-run1", "heptane-run3"})
  void seesTheUnitsOfTheAlkanes(String name) {
    UnitsCheck angstrom = new UnitsCheck();
    UnitsCheck bohrAndKcal = new UnitsCheck();
    TrajectoryPath path =
        TrajectoryPath.parse(Path.of("..", "data", "alkanes").resolve(name + ".xyz.gz") + "@::10");
    try (Stream<Frame> frames = path.frames()) {
      frames.forEach(
          frame -> {
            double[] forces = ForceColumn.byDefault().of(frame);
            angstrom.addStructure(frame.structure());
            angstrom.addForces(frame.structure(), forces);
            Structure bohr = scaled(frame.structure(), BOHR_PER_ANGSTROM);
            bohrAndKcal.addStructure(bohr);
            bohrAndKcal.addForces(bohr, scaled(forces, 23.06));
          });
    }
    assertThat(angstrom.warnings()).isEmpty();
    assertThat(bohrAndKcal.warnings()).hasSize(2);
    assertThat(bohrAndKcal.warnings().get(0)).contains("the forces look like another unit");
    assertThat(bohrAndKcal.warnings().get(1)).contains("the positions look like Bohr");
  }

  @ParameterizedTest
  @CsvSource({"Cu,3.61", "Al,4.05", "Au,4.08", "Pb,4.95", "Ca,5.58"})
  void seesTheUnitsOfAMetalWithOneAtomACell(String symbol, double latticeConstant) {
    double h = latticeConstant / 2;
    Cell cell = Cell.of(new double[] {0, h, h, h, 0, h, h, h, 0}, true, true, true);
    List<Element> element = List.of(Element.parse(symbol).orElseThrow());
    assertLengths(Structure.of(element, new double[] {1, 2, 3}, cell));
  }

  @Test
  void seesTheUnitsOfASaltWithAtomsOutsideTheCell() {
    double a = 5.64;
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[24];
    for (int i = 0; i < 8; i++) {
      int[] corner = {i & 1, i >> 1 & 1, i >> 2};
      elements.add(Element.of((corner[0] + corner[1] + corner[2]) % 2 == 0 ? 11 : 17));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = corner[axis] * a / 2 + (7 * i % 5 - 2) * a * (axis == 1 ? 3 : 1);
      }
    }
    Cell cell = Cell.of(new double[] {a, 0, 0, 0, a, 0, 0, 0, a}, true, true, true);
    assertLengths(Structure.of(elements, positions, cell));
  }

  @Test
  void saysNothingWithoutBonds() {
    Element argon = Element.of(18);
    assertThat(warnings(Structure.of(List.of(argon, argon), new double[] {0, 0, 0, 0, 0, 3.76})))
        .isEmpty();
    assertThat(warnings(Structure.of(List.of(argon), new double[3]))).isEmpty();
    assertThat(warnings(Structure.of(List.of(Element.of(1)), new double[3]))).isEmpty();
    assertThat(warnings(Structure.of(List.of(), new double[0]))).isEmpty();
    assertThat(new UnitsCheck().warnings()).isEmpty();
  }

  @Test
  void judgesForcesByTheirMedian() {
    UnitsCheck check = new UnitsCheck();
    check.addForces(apart(3), new double[] {0, 0, 1, 0, 0, 0, 0, 0, 1e9});
    assertThat(check.warnings()).isEmpty();
    check.addForces(apart(4), new double[] {0, 30, 40, 0, 30, 40, 0, 30, 40, 0, 30, 40});
    assertThat(check.warnings()).singleElement().asString().contains("over 15");
  }

  /** Atoms that do not feel each other. */
  private static Structure apart(int atoms) {
    double[] positions = new double[3 * atoms];
    for (int i = 0; i < atoms; i++) {
      positions[3 * i] = 100 * i;
    }
    return Structure.of(Collections.nCopies(atoms, Element.of(1)), positions);
  }

  @Test
  void seesPositionsInNanometres() {
    Structure water =
        Structure.of(
            List.of(Element.of(8), Element.of(1), Element.of(1)),
            new double[] {0, 0, 0, 0.096, 0, 0, -0.024, 0.093, 0});
    assertThat(warnings(water)).singleElement().asString().contains("look like nm");
  }
}
