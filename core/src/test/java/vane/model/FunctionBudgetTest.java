package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;

class FunctionBudgetTest {
  private static final FunctionBudget SMALL = new FunctionBudget(24L * 2000 * 2000);

  private static BasisSettings degrees(double two, double three, double four) {
    return new BasisSettings(4, 4, 0.45, 6, 14, two, three, four);
  }

  @Test
  void threeMatricesOfAllFunctionsFit() {
    assertThat(SMALL.most(1)).isEqualTo(2000);
    assertThat(SMALL.most(3)).isEqualTo(666);
    assertThat(FunctionBudget.bytes(1000, 2)).isEqualTo(24e6 * 4);
  }

  @Test
  void namesTheFunctionsAndTheLargestDegreesThatFit() {
    BasisSettings wanted = degrees(14, 14, -1);
    TooManyFunctionsException error =
        catchThrowableOfType(TooManyFunctionsException.class, () -> SMALL.require(wanted, 2));
    assertThat(error.functions()).isEqualTo(wanted.functions(2, Integer.MAX_VALUE));
    assertThat(error.getMessage())
        .contains("found degrees 14,14,14, which give " + error.functions() + " functions for each")
        .contains("expected at most 1000 functions for the 0.1 GB of this machine")
        .endsWith(
            "the largest degrees that fit are 14,"
                + error.fitting().degree2()
                + ","
                + error.fitting().degree3());
    BasisSettings fitting = error.fitting();
    assertThatCode(() -> SMALL.require(fitting, 2)).doesNotThrowAnyException();
    double more = fitting.degree3() + 0.1;
    assertThat(wanted.withProductsUpTo(more).functions(2, 10_000)).isGreaterThan(1000);
  }

  @Test
  void lowersOnlyWhatIsTooHigh() {
    TooManyFunctionsException error =
        catchThrowableOfType(
            TooManyFunctionsException.class, () -> SMALL.require(degrees(3, 3, 25), 1));
    assertThat(error.fitting().degree2()).isEqualTo(3);
    assertThat(error.fitting().degree3()).isEqualTo(3);
    assertThat(error.fitting().degree4()).isBetween(3.0, 12.0);
  }

  @Test
  void aNumberTooLargeToCountIsSaidSo() {
    TooManyFunctionsException error =
        catchThrowableOfType(
            TooManyFunctionsException.class, () -> SMALL.require(degrees(30, 30, 30), 5));
    assertThat(error.getMessage()).contains("more than 20000000 functions", "or more of memory");
  }
}
