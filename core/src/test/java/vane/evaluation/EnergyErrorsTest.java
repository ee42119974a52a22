package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnergyErrorsTest {
  private final EnergyErrors errors = new EnergyErrors(false, true);

  /** Offsets of −100 and 7 eV, and errors of ±8, and of −2, 1 and 1 meV/atom. */
  @Test
  void theMeanOfEachFormulaIsTakenOff() {
    errors.add("CH4", 5, -100 + 0.04, 0);
    errors.add("CH4", 5, -100 - 0.04 + 3, 3);
    errors.add("H2", 2, 7 - 0.004, 0);
    errors.add("H2", 2, 7.002, 0);
    errors.add("H2", 2, 9.002, 2);
    EnergySummary summary = errors.summary();
    assertThat(summary.frames()).isEqualTo(5);
    assertThat(summary.framesAlone()).isZero();
    assertThat(summary.rmseMevPerAtom().orElseThrow())
        .isCloseTo(Math.sqrt((2 * 64 + 4 + 1 + 1) / 5.0), within(1e-9));
    assertThat(summary.maeMevPerAtom().orElseThrow()).isCloseTo(20 / 5.0, within(1e-9));
  }

  /** True energies of −300 and 300 meV/atom about their mean, and errors of ±8 about theirs. */
  @Test
  void energiesAreKeptWithoutTheMeanOfTheirFormula() {
    errors.add("CH4", 5, -100 + 0.04, 0);
    errors.add("CH4", 5, -100 - 0.04 + 3, 3);
    errors.add("H2", 2, 7, 1);
    ParitySamples samples = errors.samples();
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.actual(0)).isCloseTo(-300, within(1e-4));
    assertThat(samples.predicted(0)).isCloseTo(-292, within(1e-4));
    assertThat(samples.actual(1)).isCloseTo(300, within(1e-4));
    assertThat(samples.predicted(1)).isCloseTo(292, within(1e-4));

    EnergyErrors figures = new EnergyErrors(false, false);
    figures.add("CH4", 5, 1, 2);
    figures.add("CH4", 5, 2, 2);
    assertThat(figures.samples().size()).isZero();
  }

  @Test
  void aFrameAloneOfItsFormulaSaysNothing() {
    errors.add("CH4", 5, -100, 0);
    errors.add("", 0, 0, 0);
    assertThat(errors.summary().framesAlone()).isEqualTo(1);
    assertThat(errors.summary().frames()).isZero();
    assertThat(errors.summary().rmseMevPerAtom()).isEmpty();
    assertThat(errors.summary().maeMevPerAtom()).isEmpty();
  }

  @Test
  void manyFramesAreAllKept() {
    for (int i = 0; i < 100; i++) {
      errors.add("H", 1, i % 2 == 0 ? 1.003 : 0.997, 0);
    }
    EnergySummary summary = errors.summary();
    assertThat(summary.frames()).isEqualTo(100);
    assertThat(summary.rmseMevPerAtom().orElseThrow()).isCloseTo(3, within(1e-9));
  }

  @Test
  void stressesAreInGpa() {
    StressErrors stresses = new StressErrors(true);
    assertThat(stresses.summary()).isEqualTo(StressSummary.nothing());
    stresses.add(new double[] {1, 0, 0, 0, 0, 0}, new double[] {0, 0, 0, 0, 0, 1});
    stresses.add(new double[6], new double[6]);
    assertThat(stresses.summary().frames()).isEqualTo(2);
    assertThat(stresses.summary().rmseGpa().orElseThrow())
        .isCloseTo(160.2176634 * Math.sqrt(2 / 12.0), within(1e-9));
    assertThat(stresses.samples().size()).isEqualTo(12);
    assertThat(stresses.samples().predicted(0)).isCloseTo(160.2176634, within(1e-4));
    assertThat(stresses.samples().actual(5)).isCloseTo(160.2176634, within(1e-4));
  }
}
