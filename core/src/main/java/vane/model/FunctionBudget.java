package vane.model;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import vane.equivariant.invariant.BasisSettings;

/**
 * How many functions the memory of a machine allows: the normal equations of all functions of all
 * elements are a square matrix, of which training holds three.
 *
 * @param memoryBytes the memory
 */
record FunctionBudget(long memoryBytes) {
  private static final int MATRICES = 3;

  /** Counting further would take more than a second. */
  static final long MOST_COUNTED = 20_000_000;

  /** Degrees are suggested in tenths. */
  private static final double STEPS_PER_DEGREE = 10;

  /** The budget of this machine; without end where Java does not tell. */
  static FunctionBudget ofThisMachine() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return new FunctionBudget(
        system instanceof com.sun.management.OperatingSystemMXBean known
            ? known.getTotalMemorySize()
            : Long.MAX_VALUE);
  }

  /** The memory that some functions of each element need, in bytes. */
  static double bytes(long functions, int elements) {
    double columns = (double) functions * elements;
    return MATRICES * Double.BYTES * columns * columns;
  }

  /** How many functions of each element fit. */
  long most(int elements) {
    return (long) (Math.sqrt((double) memoryBytes / (MATRICES * Double.BYTES)) / elements);
  }

  /**
   * Refuses functions that do not fit.
   *
   * @param basis the functions
   * @param elements how many elements there are
   * @throws TooManyFunctionsException with the largest degrees that fit
   */
  void require(BasisSettings basis, int elements) {
    long most = most(elements);
    if (basis.functions(elements, most) <= most) {
      return;
    }
    int steps = (int) (BasisSettings.LARGEST_DEGREE * STEPS_PER_DEGREE);
    int low = -1;
    // The number of functions grows with the degree.
    for (int high = steps; high - low > 1; ) {
      int middle = (low + high) / 2;
      if (basis.withProductsUpTo(middle / STEPS_PER_DEGREE).functions(elements, most) <= most) {
        low = middle;
      } else {
        high = middle;
      }
    }
    BasisSettings fitting = basis.withProductsUpTo(low < 0 ? -1 : low / STEPS_PER_DEGREE);
    throw new TooManyFunctionsException(
        basis, fitting, elements, basis.functions(elements, MOST_COUNTED), MOST_COUNTED, this);
  }
}
