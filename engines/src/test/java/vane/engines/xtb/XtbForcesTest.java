package vane.engines.xtb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vane.AtomicUnits;
import vane.InputException;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.start.LinearAlkane;
import vane.io.xyz.XyzReader;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/** libxtb against the program xtb and against itself. Needs Debian's libxtb6 and xtb. */
@Tag("xtb")
class XtbForcesTest {
  private static final Structure WATER = molecule("O H H", 0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0.05);
  private static final Structure ETHANOL =
      molecule(
          "C C O H H H H H H",
          new double[] {
            1.17, -0.40, 0.00, -0.01, 0.57, 0.02, -1.22, -0.23, -0.03, 2.10, 0.17, 0.03, 1.15,
            -1.03, 0.89, 1.14, -1.02, -0.89, 0.02, 1.20, 0.91, 0.03, 1.22, -0.86, -1.97, 0.38, 0.01
          });
  private static final Structure AMMONIUM =
      molecule(
          "N H H H H", 0, 0, 0, 0.6, 0.6, 0.6, -0.6, -0.6, 0.6, -0.6, 0.6, -0.6, 0.6, -0.6, -0.6);
  private static final Structure HYDROXYL = molecule("O H", 0, 0, 0, 0, 0.1, 0.97);

  @TempDir Path folder;

  private static Structure molecule(String symbols, double... positions) {
    return Structure.of(
        Stream.of(symbols.split(" ")).map(each -> Element.parse(each).orElseThrow()).toList(),
        positions);
  }

  private static List<Structure> heptane(int frames) {
    try (XyzReader reader =
        XyzReader.open(Path.of("..", "data", "alkanes", "heptane-run1.xyz.gz"))) {
      return reader.stream().limit(frames).map(frame -> frame.structure()).toList();
    }
  }

  private static Structure shaken(Structure structure, double most, long seed) {
    Random random = new Random(seed);
    double[] positions = structure.positions();
    Arrays.setAll(positions, i -> positions[i] + most * (2 * random.nextDouble() - 1));
    return Structure.of(structure.elements(), positions);
  }

  static List<Arguments> molecules() {
    Structure heptane = heptane(1).get(0);
    List<Arguments> all = new ArrayList<>();
    for (XtbMethod method : XtbMethod.values()) {
      all.add(arguments(method, "water", WATER, 0, 0));
      all.add(arguments(method, "ethanol", ETHANOL, 0, 0));
      all.add(arguments(method, "heptane", heptane, 0, 0));
      all.add(arguments(method, "ammonium", AMMONIUM, 1, 0));
      if (method.hasElectrons()) {
        all.add(arguments(method, "hydroxyl", HYDROXYL, 0, 1));
        all.add(arguments(method, "water cation", WATER, 1, 1));
        all.add(arguments(method, "triplet water", WATER, 0, 2));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("molecules")
  void energyAndForcesAreThoseOfTheProgram(
      XtbMethod method, String name, Structure structure, int charge, int unpaired)
      throws Exception {
    List<String> options = new ArrayList<>();
    switch (method) {
      case GFN1 -> options.addAll(List.of("--gfn", "1"));
      case GFN2 -> options.addAll(List.of("--gfn", "2"));
      case GFN_FF -> options.add("--gfnff");
    }
    options.addAll(List.of("--chrg", "" + charge, "--uhf", "" + unpaired));
    XtbProgram expected = XtbProgram.run(folder, structure, options.toArray(String[]::new));
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(method).withElectrons(charge, unpaired))) {
      ForceEvaluation found = xtb.evaluate(structure);
      assertThat(found.energy().orElseThrow())
          .isCloseTo(expected.energyHartree() * AtomicUnits.HARTREE_EV, within(1e-6));
      double[] forces = found.forces();
      for (int i = 0; i < forces.length; i++) {
        assertThat(forces[i])
            .isCloseTo(
                -expected.gradient().get(i) * AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM,
                within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void forcesAreMinusTheGradientOfTheEnergy(XtbMethod method) {
    XtbSettings tight = new XtbSettings(method, 0, 0, 0.001, 300, 250);
    double step = 1e-3;
    try (XtbForces xtb = XtbForces.open(tight)) {
      double[] forces = xtb.evaluate(ETHANOL).forces();
      assertThat(Arrays.stream(forces).map(Math::abs).max().orElseThrow()).isGreaterThan(0.3);
      for (int i = 0; i < forces.length; i += 4) {
        double[] energies = new double[2];
        for (int side = 0; side < 2; side++) {
          double[] moved = ETHANOL.positions();
          moved[i] += side == 0 ? -step : step;
          energies[side] =
              xtb.evaluate(Structure.of(ETHANOL.elements(), moved)).energy().orElseThrow();
        }
        assertThat(forces[i]).isCloseTo((energies[0] - energies[1]) / (2 * step), within(2e-4));
      }
    }
  }

  @Test
  void aNumberOfElectronsThatCannotBeIsRefused() {
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2))) {
      assertThatThrownBy(() -> xtb.evaluate(HYDROXYL))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("found 9 electrons with the charge 0, of which 0 unpaired");
      assertThat(xtb.evaluate(WATER).energy()).isPresent();
    }
    XtbSettings stripped = XtbSettings.of(XtbMethod.GFN2).withElectrons(0, 12);
    try (XtbForces xtb = XtbForces.open(stripped)) {
      assertThatThrownBy(() -> xtb.evaluate(WATER))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("not more unpaired than there are");
    }
  }

  @Test
  void whatIsNoMoleculeIsRefused() {
    Cell open = Cell.of(new double[] {9, 0, 0, 0, 9, 0, 0, 0, 9}, false, false, false);
    Cell slab = Cell.of(new double[] {9, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, false);
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN1))) {
      double free = xtb.evaluate(WATER).energy().orElseThrow();
      assertThat(
              xtb.evaluate(Structure.of(WATER.elements(), WATER.positions(), open))
                  .energy()
                  .orElseThrow())
          .isCloseTo(free, within(1e-6));
      assertThatThrownBy(
              () -> xtb.evaluate(Structure.of(WATER.elements(), WATER.positions(), slab)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("found a structure that repeats, expected a molecule");
      assertThatThrownBy(() -> xtb.evaluate(Structure.of(List.of(), new double[0])))
          .isInstanceOf(InputException.class);
      assertThatThrownBy(
              () -> xtb.evaluate(Structure.of(List.of(Element.of(92)), new double[] {0, 0, 0})))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("found U as atom 0, expected elements up to Rn");
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAFailureTheNextStructureWorks(XtbMethod method) {
    Structure clash = molecule("O H H", 0, 0, 0, 0, 0, 0, -0.24, 0.93, 0.05);
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(method))) {
      ForceEvaluation before = xtb.evaluate(WATER);
      for (int again = 0; again < 2; again++) {
        // The second comes when there is no molecule yet.
        int index = 1 + again;
        assertThatThrownBy(() -> xtb.evaluate(clash))
            .isInstanceOfSatisfying(
                EngineFailedException.class,
                failure -> {
                  assertThat(failure.structure()).isEqualTo(index);
                  assertThat(failure.engine()).isEqualTo(method.toString());
                  assertThat(failure.getMessage())
                      .contains(method + " failed on structure " + index)
                      .contains("atoms 0 and 1 are 0.00 Å apart")
                      .doesNotContain("\n");
                });
      }
      ForceEvaluation after = xtb.evaluate(WATER);
      assertThat(after.energy()).isEqualTo(before.energy());
      assertThat(after.forces()).isEqualTo(before.forces());
    }
  }

  @Test
  void electronsThatDoNotConvergeAreAFailure() {
    XtbSettings hasty = new XtbSettings(XtbMethod.GFN2, 0, 0, 1, 300, 3);
    try (XtbForces xtb = XtbForces.open(hasty)) {
      assertThatThrownBy(() -> xtb.evaluate(ETHANOL))
          .isInstanceOf(EngineFailedException.class)
          .hasMessageContaining("GFN2-xTB failed on structure 0")
          .hasMessageContaining("Self consistent charge iterator did not converge");
    }
  }

  @Test
  void otherElementsMakeAllAnew() {
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2))) {
      double water = xtb.evaluate(WATER).energy().orElseThrow();
      double ethanol = xtb.evaluate(ETHANOL).energy().orElseThrow();
      assertThat(xtb.evaluate(WATER).energy().orElseThrow()).isEqualTo(water);
      assertThat(xtb.evaluate(ETHANOL).energy().orElseThrow()).isEqualTo(ethanol);
    }
  }

  @Test
  void temperatureAndAccuracyOfTheElectronsAreThoseOfTheProgram() throws Exception {
    XtbProgram expected =
        XtbProgram.run(folder, ETHANOL, "--gfn", "2", "--etemp", "10000", "--acc", "0.1");
    double usual;
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2))) {
      usual = xtb.evaluate(ETHANOL).energy().orElseThrow();
    }
    XtbSettings hot = new XtbSettings(XtbMethod.GFN2, 0, 0, 0.1, 10_000, 250);
    try (XtbForces xtb = XtbForces.open(hot)) {
      assertThat(xtb.evaluate(ETHANOL).energy().orElseThrow())
          .isCloseTo(expected.energyHartree() * AtomicUnits.HARTREE_EV, within(1e-6))
          .isNotCloseTo(usual, within(1e-3));
    }
  }

  @Test
  void sourcesOnSeveralThreadsDoNotDisturbEachOther() throws Exception {
    List<Structure> frames = heptane(6);
    List<double[]> alone = evaluateAll(XtbMethod.GFN2, frames);
    List<double[]> aloneToo = evaluateAll(XtbMethod.GFN1, frames);
    List<List<double[]>> together =
        Stream.of(XtbMethod.GFN2, XtbMethod.GFN1, XtbMethod.GFN2, XtbMethod.GFN1)
            .parallel()
            .map(method -> evaluateAll(method, frames))
            .toList();
    for (int f = 0; f < frames.size(); f++) {
      assertThat(together.get(0).get(f)).isEqualTo(alone.get(f));
      assertThat(together.get(1).get(f)).isEqualTo(aloneToo.get(f));
      assertThat(together.get(2).get(f)).isEqualTo(alone.get(f));
      assertThat(together.get(3).get(f)).isEqualTo(aloneToo.get(f));
    }
  }

  private static List<double[]> evaluateAll(XtbMethod method, List<Structure> frames) {
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(method))) {
      return frames.stream().map(frame -> xtb.evaluate(frame).forces()).toList();
    }
  }

  @Test
  void aLargeMoleculeFitsOnTheStack() {
    List<Element> elements = new ArrayList<>();
    int copies = 4;
    Structure one = LinearAlkane.named("icosane");
    double[] positions = new double[3 * copies * one.size()];
    for (int c = 0; c < copies; c++) {
      elements.addAll(one.elements());
      for (int a = 0; a < one.size(); a++) {
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * (c * one.size() + a) + axis] =
              one.position(a, axis) + (axis == 1 ? 4.5 * c : 0);
        }
      }
    }
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2))) {
      double together = xtb.evaluate(Structure.of(elements, positions)).energy().orElseThrow();
      double single = xtb.evaluate(one).energy().orElseThrow();
      // Four chains beside each other attract weakly.
      assertThat(together - copies * single).isBetween(-6.0, 0.0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftInTheWorkingFolder(XtbMethod method) throws IOException {
    List<Path> before = list(Path.of(""));
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(method))) {
      xtb.evaluate(ETHANOL);
      assertThat(list(Path.of(""))).isEqualTo(before);
    }
    assertThat(list(Path.of(""))).isEqualTo(before);
  }

  private static List<Path> list(Path where) throws IOException {
    try (Stream<Path> found = Files.list(where)) {
      return found.sorted().toList();
    }
  }

  @Test
  void aClosedSourceIsClosed() {
    XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2));
    xtb.evaluate(WATER);
    xtb.close();
    xtb.close();
    assertThatThrownBy(() -> xtb.evaluate(WATER)).isInstanceOf(IllegalStateException.class);
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aThousandCallsTakeNoMemory() throws IOException {
    try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.GFN2))) {
      for (int warming = 0; warming < 300; warming++) {
        xtb.evaluate(shaken(WATER, 0.05, warming));
      }
      long before = residentKilobytes();
      for (int call = 0; call < 1000; call++) {
        // Every tenth is another molecule, so that all is made anew.
        xtb.evaluate(shaken(call % 10 == 0 ? ETHANOL : WATER, 0.05, call));
      }
      assertThat(residentKilobytes() - before).as("growth in kB").isLessThan(20_000);
    }
  }
}
