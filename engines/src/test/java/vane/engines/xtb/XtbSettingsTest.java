package vane.engines.xtb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vane.InputException;
import vane.engines.EngineMissingException;

/** What needs no libxtb. */
class XtbSettingsTest {
  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused("-1 unpaired", () -> XtbSettings.of(XtbMethod.GFN2).withElectrons(0, -1));
    assertRefused(
        "expected none with GFN-FF", () -> XtbSettings.of(XtbMethod.GFN_FF).withElectrons(0, 2));
    for (double accuracy : new double[] {0, -1, 1e4, Double.NaN}) {
      assertRefused(
          "accuracy " + accuracy, () -> new XtbSettings(XtbMethod.GFN2, 0, 0, accuracy, 300, 9));
    }
    for (double kelvin : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertRefused(kelvin + " K", () -> new XtbSettings(XtbMethod.GFN2, 0, 0, 1, kelvin, 9));
    }
    assertRefused("0 iterations", () -> new XtbSettings(XtbMethod.GFN2, 0, 0, 1, 300, 0));
  }

  private static void assertRefused(String message, Runnable made) {
    assertThatThrownBy(made::run)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found")
        .hasMessageContaining(message);
  }

  @Test
  void aMessageOfManyLinesBecomesOne() {
    assertThat(
            XtbEnvironment.oneLine("-2- xtb_calculator_singlepoint: Terminated\n-1- scf: No end\n"))
        .isEqualTo("xtb_calculator_singlepoint: Terminated; scf: No end");
  }

  @Test
  void aLibraryThatIsMissingIsOneLine() {
    System.setProperty(InstalledXtb.PROPERTY, "no-such-xtb");
    try {
      assertThatThrownBy(() -> XtbForces.open(XtbSettings.of(XtbMethod.GFN2)))
          .isInstanceOfSatisfying(
              EngineMissingException.class,
              missing -> {
                assertThat(missing.library()).isEqualTo("no-such-xtb");
                assertThat(missing.getMessage())
                    .startsWith("found no library no-such-xtb, expected it to be installed")
                    .contains("apt-get install libxtb6")
                    .doesNotContain("\n");
              });
      // Another library is not libxtb.
      System.setProperty(InstalledXtb.PROPERTY, "m");
      assertThatThrownBy(() -> XtbForces.open(XtbSettings.of(XtbMethod.GFN2)))
          .isInstanceOf(EngineMissingException.class);
    } finally {
      System.clearProperty(InstalledXtb.PROPERTY);
    }
  }
}
