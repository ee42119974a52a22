package vane.model;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import vane.InputException;
import vane.PlainNumber;
import vane.Plural;
import vane.equivariant.invariant.BasisSettings;

/** Degrees that give more functions than the memory of this machine allows. */
public final class TooManyFunctionsException extends InputException {
  private static final long serialVersionUID = 1L;

  private static final double GIGABYTE = 1e9;

  private final long functions;
  private final transient BasisSettings fitting;

  TooManyFunctionsException(
      BasisSettings basis,
      BasisSettings fitting,
      int elements,
      long functions,
      long mostCounted,
      FunctionBudget budget) {
    super(
        "found degrees "
            + degrees(basis)
            + ", which give "
            + (functions > mostCounted
                ? "more than " + Plural.of(mostCounted, "function")
                : Plural.of(functions, "function"))
            + " for each of "
            + Plural.of(elements, "element")
            + " and need "
            + gigabytes(FunctionBudget.bytes(Math.min(functions, mostCounted), elements))
            + (functions > mostCounted ? " or more" : "")
            + " of memory, expected at most "
            + Plural.of(budget.most(elements), "function")
            + " for the "
            + gigabytes(budget.memoryBytes())
            + " of this machine; the largest degrees that fit are "
            + degrees(fitting));
    this.functions = functions;
    this.fitting = fitting;
  }

  private static String gigabytes(double bytes) {
    double gigabytes = bytes / GIGABYTE;
    return String.format(Locale.ROOT, gigabytes < 10 ? "%.1f GB" : "%.0f GB", gigabytes);
  }

  private static String degrees(BasisSettings basis) {
    DoubleStream all =
        basis.degree4() < 0
            ? DoubleStream.of(basis.degree1(), basis.degree2(), basis.degree3())
            : DoubleStream.of(basis.degree1(), basis.degree2(), basis.degree3(), basis.degree4());
    return all.mapToObj(PlainNumber::of).collect(Collectors.joining(","));
  }

  /**
   * How many functions each element would have.
   *
   * @return the number, or more than could be counted at once
   */
  public long functions() {
    return functions;
  }

  /**
   * What fits.
   *
   * @return the same functions without products of too high a degree
   */
  public BasisSettings fitting() {
    return fitting;
  }
}
