package vane.regression.huber;

import java.util.Arrays;
import vane.linalg.SerialMultiply;
import vane.linalg.SingleMatrix;

/**
 * The last corrections of one column, and the quasi-Newton direction from them: the compact inverse
 * representation of Byrd, Nocedal and Schnabel (Mathematical Programming 63, 1994, DOI
 * 10.1007/BF01582063, eq. 3.1),
 *
 * <pre>
 *   H = γ I + [S γY] [ R⁻ᵀ(D + γYᵀY)R⁻¹  −R⁻ᵀ ] [Sᵀ ; γYᵀ],    R_ij = s_i·y_j for i ≤ j
 *                    [ −R⁻¹               0    ]
 * </pre>
 *
 * <p>Corrections are kept in single precision, which only changes the metric a little, never the
 * function or its slope; products of the corrections are summed in single precision too, except
 * those that decide the sign of the curvature.
 */
final class CorrectionMemory {
  /** L-BFGS-B is customarily run with ten; two more make up for single precision. */
  static final int CORRECTIONS = 12;

  private static final HuberKernel KERNEL = HuberKernel.best();

  /** What several columns of a thread share: vectors in native memory. */
  static final class Workspace implements AutoCloseable {
    private final SingleMatrix vector;
    private final SingleMatrix products = SingleMatrix.zeros(1, 2 * CORRECTIONS);
    private final SingleMatrix weights = SingleMatrix.zeros(1, 2 * CORRECTIONS);
    private final SingleMatrix combined;
    private final float[] values;
    private final float[] all = new float[2 * CORRECTIONS];

    /** Space for vectors of a length. */
    Workspace(int length) {
      vector = SingleMatrix.zeros(1, length);
      combined = SingleMatrix.zeros(1, length);
      values = new float[length];
    }

    @Override
    public void close() {
      vector.close();
      products.close();
      weights.close();
      combined.close();
    }
  }

  private final SingleMatrix pairs;
  private final int length;
  private final int[] slots = new int[CORRECTIONS];
  private final double[][] sy = new double[CORRECTIONS][CORRECTIONS];
  private final double[][] yy = new double[CORRECTIONS][CORRECTIONS];
  private final double[] lastOfS = new double[CORRECTIONS];
  private final double[] lastOfY = new double[CORRECTIONS];

  /** The products of the corrections with the last gradient that was weighed. */
  private final float[] before = new float[2 * CORRECTIONS];

  private int count;
  private boolean isNew;
  private double gamma = 1;

  /** A memory in rows of its own: S in the first half, Y in the other. */
  CorrectionMemory(SingleMatrix pairs) {
    this.pairs = pairs;
    this.length = pairs.columns();
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    count = 0;
    gamma = 1;
  }

  /**
   * Takes a correction in, and lets the oldest go if there is no room.
   *
   * @param s the step [length]
   * @param y the change of the gradient [length]
   * @param curvature s·y, positive
   * @param square y·y
   * @param work shared
   */
  void add(double[] s, double[] y, double curvature, double square, Workspace work) {
    int slot;
    if (count == CORRECTIONS) {
      slot = slots[0];
      for (int i = 1; i < count; i++) {
        slots[i - 1] = slots[i];
        for (int j = 1; j < count; j++) {
          sy[i - 1][j - 1] = sy[i][j];
          yy[i - 1][j - 1] = yy[i][j];
        }
      }
      count--;
    } else {
      slot = count;
    }
    slots[count] = slot;
    count++;
    KERNEL.round(s, length, work.values);
    lastOfS[slot] = work.values[length - 1];
    pairs.setRow(slot, work.values);
    KERNEL.round(y, length, work.values);
    lastOfY[slot] = work.values[length - 1];
    pairs.setRow(CORRECTIONS + slot, work.values);
    int last = count - 1;
    sy[last][last] = curvature;
    yy[last][last] = square;
    gamma = curvature / square;
    isNew = true;
  }

  /**
   * The products of the newest y with the older corrections, as differences of their products with
   * the gradients after and before: so a correction costs no pass over the others.
   */
  private void completeNewest(float[] withGradient) {
    int last = count - 1;
    for (int i = 0; i < last; i++) {
      int ofY = CORRECTIONS + slots[i];
      sy[i][last] = withGradient[slots[i]] - before[slots[i]];
      yy[i][last] = withGradient[ofY] - before[ofY];
      yy[last][i] = yy[i][last];
    }
    isNew = false;
  }

  /** The products of all corrections with a vector, into the workspace. */
  private void products(float[] vector, Workspace work) {
    work.vector.setRow(0, vector);
    SerialMultiply.multiply(work.vector, pairs, true, work.products);
    work.products.getRow(0, work.all);
  }

  /**
   * The direction −H g.
   *
   * @param g the gradient [length]; not modified
   * @param direction [length], overwritten
   * @param work shared
   */
  void direction(double[] g, double[] direction, Workspace work) {
    double[] ofS = new double[count];
    double[] ofY = new double[count];
    double last = weigh(g, ofS, ofY, work);
    combine(g, ofS, ofY, direction, work);
    direction[length - 1] = -last;
  }

  /**
   * The minimum of the quadratic model among all directions with a given last element.
   *
   * @param g the gradient [length]; not modified
   * @param last the last element
   * @param direction [length], overwritten
   * @param work shared
   */
  void directionWithLast(double[] g, double last, double[] direction, Workspace work) {
    double[] ofS = new double[count];
    double[] ofY = new double[count];
    double free = weigh(g, ofS, ofY, work);
    double[] unitS = new double[count];
    double[] unitY = new double[count];
    for (int i = 0; i < count; i++) {
      unitS[i] = lastOfS[slots[i]];
      unitY[i] = lastOfY[slots[i]];
    }
    solve(unitS, unitY);
    double multiplier = -(free + last) / last(1, unitS, unitY);
    for (int i = 0; i < count; i++) {
      ofS[i] += multiplier * unitS[i];
      ofY[i] += multiplier * unitY[i];
    }
    combine(g, ofS, ofY, direction, work);
    direction[length - 1] = last;
  }

  /** The weights of S and Y in H g, and the last element of H g. */
  private double weigh(double[] g, double[] ofS, double[] ofY, Workspace work) {
    if (count > 0) {
      KERNEL.round(g, length, work.values);
      products(work.values, work);
      if (isNew) {
        completeNewest(work.all);
      }
      System.arraycopy(work.all, 0, before, 0, before.length);
      for (int i = 0; i < count; i++) {
        ofS[i] = work.all[slots[i]];
        ofY[i] = work.all[CORRECTIONS + slots[i]];
      }
      solve(ofS, ofY);
    }
    return last(g[length - 1], ofS, ofY);
  }

  /** In: Sᵀv and Yᵀv; out: the weights of S and of Y in H v. */
  private void solve(double[] onS, double[] onY) {
    double[] t = onS.clone();
    for (int i = count - 1; i >= 0; i--) {
      for (int j = i + 1; j < count; j++) {
        t[i] -= sy[i][j] * t[j];
      }
      t[i] /= sy[i][i];
    }
    for (int i = 0; i < count; i++) {
      double sum = sy[i][i] * t[i] - gamma * onY[i];
      for (int j = 0; j < count; j++) {
        sum += gamma * yy[i][j] * t[j];
      }
      for (int j = 0; j < i; j++) {
        sum -= sy[j][i] * onS[j];
      }
      onS[i] = sum / sy[i][i];
    }
    for (int i = 0; i < count; i++) {
      onY[i] = -gamma * t[i];
    }
  }

  private double last(double own, double[] ofS, double[] ofY) {
    double sum = gamma * own;
    for (int i = 0; i < count; i++) {
      sum += ofS[i] * lastOfS[slots[i]] + ofY[i] * lastOfY[slots[i]];
    }
    return sum;
  }

  private void combine(double[] g, double[] ofS, double[] ofY, double[] direction, Workspace work) {
    if (count == 0) {
      for (int i = 0; i < length; i++) {
        direction[i] = -gamma * g[i];
      }
      return;
    }
    Arrays.fill(work.all, 0);
    for (int i = 0; i < count; i++) {
      work.all[slots[i]] = (float) ofS[i];
      work.all[CORRECTIONS + slots[i]] = (float) ofY[i];
    }
    work.weights.setRow(0, work.all);
    SerialMultiply.multiply(work.weights, pairs, false, work.combined);
    work.combined.getRow(0, work.values);
    for (int i = 0; i < length; i++) {
      direction[i] = -gamma * g[i] - work.values[i];
    }
  }
}
