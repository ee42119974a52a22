package vane.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.evaluation.AngleSamples;
import vane.evaluation.CalibrationErrors;
import vane.evaluation.ForceErrors;
import vane.evaluation.ParitySamples;
import vane.report.page.CaptionedPanel;
import vane.report.plot.Axis;
import vane.report.plot.DensityPanel;
import vane.report.plot.DistributionPanel;
import vane.report.plot.Histogram2D;
import vane.structure.Element;

/** What the plots of an evaluation show, for results with known answers. */
class PlottedNumbersTest {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);

  /** True forces along x, predicted ones longer by a part of themselves, or across. */
  private static ParitySamples forces(double[]... predictedAndTrue) {
    ForceErrors errors = ForceErrors.keepingSamples();
    for (double[] pair : predictedAndTrue) {
      errors.add(pair[0], pair[2]);
      errors.add(pair[1], 0);
      errors.add(0, 0);
    }
    return errors.samples();
  }

  @Test
  void normsAreThoseOfVectors() {
    ParitySamples samples = forces(new double[] {3, 4, 2}, new double[] {0, 1, 2});
    assertThat(ForceVectors.atoms(samples)).isEqualTo(2);
    assertThat(ForceVectors.predictedNorm(samples, 0)).isEqualTo(5);
    assertThat(ForceVectors.actualNorm(samples, 0)).isEqualTo(2);
    assertThat(ForceVectors.errorNorm(samples, 0)).isCloseTo(Math.sqrt(17), within(1e-9));
    assertThat(ParityPlots.meanDifference(samples)).isEqualTo((3 - 1) / 2.0);
    CaptionedPanel panel = ParityPlots.norms("n", "C", samples);
    assertThat(panel.caption())
        .isEqualTo(
            "Mean of predicted minus true norm 1.0000 eV/Å. 1 of 2 atoms are beyond the axes.");
  }

  @Test
  void distributionsAreOfAllElementsOverTheSameBins() {
    SortedMap<Element, ParitySamples> forces = new TreeMap<>();
    forces.put(H, forces(new double[] {0.015625, 0, 0}, new double[] {0.015625, 0, 0}));
    forces.put(C, forces(new double[] {1, 0, 0}, new double[] {0.125, 0, 0}));
    CaptionedPanel figure = DistributionPlots.forceErrors(forces);
    DistributionPanel panel = (DistributionPanel) figure.panel();
    assertThat(panel.x().ofLogarithms()).isTrue();
    assertThat(panel.bins().from()).isEqualTo(-2);
    assertThat(panel.bins().to()).isEqualTo(0);
    assertThat(panel.lines())
        .extracting(DistributionPanel.Line::words)
        .containsExactly("H, median 0.0156 eV/Å", "C, median 0.1250 eV/Å");
    List<Double> hydrogen = panel.lines().get(0).shares();
    List<Double> carbon = panel.lines().get(1).shares();
    assertThat(hydrogen.get(panel.bins().index(Math.log10(0.015625)))).isEqualTo(1);
    assertThat(carbon.get(panel.bins().index(Math.log10(0.125)))).isEqualTo(0.5);
    assertThat(carbon.get(panel.bins().count() - 1)).isEqualTo(0.5);
    assertThat(figure.caption()).isEqualTo("Norm of predicted minus true force, atom by atom.");
  }

  /** Errors of 1e-15 eV/Å at a few atoms do not stretch the axis over fifteen decades. */
  @Test
  void zerosBySymmetryAreSaidInWords() {
    double[][] pairs = new double[100][];
    for (int i = 0; i < 100; i++) {
      pairs[i] = new double[] {i < 3 ? 1e-15 : 0.02 + 1e-4 * i, 0, 0};
    }
    SortedMap<Element, ParitySamples> forces = new TreeMap<>();
    forces.put(H, forces(pairs));
    CaptionedPanel figure = DistributionPlots.forceErrors(forces);
    assertThat(((DistributionPanel) figure.panel()).bins().from())
        .isEqualTo(Math.log10(2e-4), within(1e-9));
    assertThat(figure.caption()).endsWith(" 3 of 100 atoms are below 0.0002.");
  }

  private static AngleSamples angles(double... angles) {
    return new AngleSamples(
        angles, IntStream.range(0, angles.length).mapToDouble(i -> 1).toArray());
  }

  @Test
  void directionsAtRandomAreDrawnWhereTheyCanBeSeen() {
    SortedMap<Element, AngleSamples> wide = new TreeMap<>();
    wide.put(C, angles(1, 10, 100, 180));
    DistributionPanel panel = (DistributionPanel) DistributionPlots.angles(wide).panel();
    assertThat(panel.lines()).hasSize(2);
    assertThat(panel.lines().get(0).words()).isEqualTo("directions at random");
    assertThat(panel.lines().get(0).dashed()).isTrue();
    // All directions but those nearer than one degree: (1 + cos 1°) / 2.
    assertThat(panel.lines().get(0).shares().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo((1 + Math.cos(Math.toRadians(1))) / 2, within(1e-9));

    SortedMap<Element, AngleSamples> small = new TreeMap<>();
    small.put(C, angles(0.1, 0.2, 0.3));
    assertThat(((DistributionPanel) DistributionPlots.angles(small).panel()).lines())
        .extracting(DistributionPanel.Line::words)
        .containsExactly("C, median 0.20°");
  }

  @Test
  void cosinesBeginWhereTheyAre() {
    SortedMap<Element, AngleSamples> good = new TreeMap<>();
    good.put(C, angles(1, 2, 3));
    assertThat(((DistributionPanel) DistributionPlots.cosines(good).panel()).bins().from())
        .isEqualTo(0.9);
    SortedMap<Element, AngleSamples> poor = new TreeMap<>();
    poor.put(C, angles(1, 2, 120));
    assertThat(((DistributionPanel) DistributionPlots.cosines(poor).panel()).bins().from())
        .isEqualTo(-1);
  }

  @Test
  void ofManyElementsThoseWithTheMostAtomsAreShown() {
    SortedMap<Element, AngleSamples> many = new TreeMap<>();
    for (int z = 1; z <= 8; z++) {
      many.put(Element.of(z), angles(new double[z + 1]));
    }
    CaptionedPanel figure = DistributionPlots.angles(many);
    assertThat(((DistributionPanel) figure.panel()).lines())
        .extracting(line -> line.words().replaceFirst(",.*", ""))
        .contains("Li", "O")
        .doesNotContain("H", "He");
    assertThat(figure.caption()).contains("Of 8 elements, the 6 with the most atoms are shown.");
  }

  @Test
  void anglesAndNormsAreCountedByTheirLogarithms() {
    AngleSamples samples = new AngleSamples(new double[] {1, 100, 100}, new double[] {0.1, 1, 1});
    Axis x = Axis.logarithmic("norm", 0.1, 1);
    Axis y = Axis.logarithmic("angle", 1, 100);
    Histogram2D counts = AngleNormPlot.counts(samples, x, y);
    int last = counts.x().count() - 1;
    assertThat(counts.count(0, 0)).isEqualTo(1);
    assertThat(counts.count(last, last)).isEqualTo(2);
    assertThat(AngleNormPlot.typicalAngle(1, Math.sqrt(2))).isCloseTo(45, within(1e-9));
    assertThat(AngleNormPlot.typicalAngle(1, 0)).isCloseTo(90, within(1e-9));
  }

  /** Ten groups of two atoms; errors are twice the uncertainties in each component. */
  @Test
  void groupsOfUncertaintiesHaveRootMeanSquares() {
    CalibrationErrors errors = new CalibrationErrors();
    for (int i = 20; i > 0; i--) {
      errors.add(i, 2 * i, -2 * i, 2 * i);
    }
    List<UncertaintyPlots.Group> groups = UncertaintyPlots.groups(errors.samples());
    assertThat(groups).hasSize(10);
    double least = Math.sqrt((1 + 4) / 2.0);
    assertThat(groups.get(0).uncertainty()).isCloseTo(least, within(1e-9));
    assertThat(groups.get(0).error()).isCloseTo(2 * least, within(1e-9));
    assertThat(groups.get(9).uncertainty()).isCloseTo(Math.sqrt((361 + 400) / 2.0), within(1e-9));
  }

  @Test
  void identityIsAcrossTheWholeParityPlot() {
    ForceErrors pairs = ForceErrors.keepingSamples();
    for (int i = -10; i <= 10; i++) {
      pairs.add(0.1 * i, 0.1 * i);
    }
    DensityPanel panel =
        (DensityPanel)
            ParityPlots.components(
                    "p",
                    "H",
                    pairs.samples(),
                    vane.report.MadeUpResults.forces(30, List.of()).evaluation().all())
                .panel();
    assertThat(panel.x().from()).isEqualTo(-1);
    assertThat(panel.y().to()).isEqualTo(1);
    assertThat(panel.y().label()).isEqualTo("predicted component (eV/Å)");
    long diagonal =
        IntStream.range(0, panel.counts().x().count())
            .mapToLong(i -> panel.counts().count(i, i))
            .sum();
    assertThat(diagonal).isEqualTo(21);
  }
}
