package vane.network;

/**
 * The nonlinear energy: a small network on the scalars of an atom. Keeps the memory of its last
 * structure.
 */
final class ReadOut {
  private final NetworkLayout layout;
  private final int k;
  private final int h;
  private AtomGraph graph;
  private float[] w;
  private float[] t;

  /** Scalars of the second layer, then those of the first: {@code [atoms × 2 channels]}. */
  float[] scalars = {};

  float[] scalarsBar = {};
  float[] dScalars = {};
  float[] dScalarsBar = {};
  private float[] inner = {};
  private float[] innerBar = {};
  private float[] dInner = {};
  private float[] dInnerBar = {};

  ReadOut(NetworkLayout layout) {
    this.layout = layout;
    k = layout.channels;
    h = layout.hidden;
  }

  /** Before anything else is done with a structure. */
  void begin(AtomGraph graph, float[] weights, float[] transposed) {
    this.graph = graph;
    this.w = weights;
    this.t = transposed;
    int a = graph.atoms;
    scalars = PairStage.grow(scalars, 2 * a * k);
    scalarsBar = PairStage.grow(scalarsBar, 2 * a * k);
    dScalars = PairStage.grow(dScalars, 2 * a * k);
    dScalarsBar = PairStage.grow(dScalarsBar, 2 * a * k);
    inner = PairStage.grow(inner, a * h);
    innerBar = PairStage.grow(innerBar, a * h);
    dInner = PairStage.grow(dInner, a * h);
    dInnerBar = PairStage.grow(dInnerBar, a * h);
  }

  /** The nonlinear energy; its adjoint too, as this is the end of the way forwards. */
  void energies(double[] atomEnergies) {
    graph.forEachElement(
        (z, from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(w, layout.innerShift[z], inner, i * h, h);
          }
          Panels.multiply(
              scalars,
              2 * k,
              0,
              2 * k,
              w,
              layout.inner[z],
              inner,
              h,
              0,
              h,
              graph.atomRows,
              from,
              to,
              true);
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int c = 0; c < h; c++) {
              double x = inner[i * h + c];
              float weight = w[layout.outer[z] + c];
              sum += weight * activation(x);
              innerBar[i * h + c] = (float) (weight * slope(x));
            }
            atomEnergies[i] += sum;
          }
          Panels.multiply(
              innerBar,
              h,
              0,
              h,
              t,
              layout.innerT[z],
              scalarsBar,
              2 * k,
              0,
              2 * k,
              graph.atomRows,
              from,
              to,
              false);
        });
  }

  /** Tangents of the adjoints of scalars; gradients by the weights. */
  void gradient(float[] gradient) {
    graph.forEachElement(
        (z, from, to) -> {
          Panels.multiply(
              dScalars,
              2 * k,
              0,
              2 * k,
              w,
              layout.inner[z],
              dInner,
              h,
              0,
              h,
              graph.atomRows,
              from,
              to,
              false);
          for (int i = from; i < to; i++) {
            for (int c = 0; c < h; c++) {
              double x = inner[i * h + c];
              double dx = dInner[i * h + c];
              float weight = w[layout.outer[z] + c];
              gradient[layout.outer[z] + c] += (float) (slope(x) * dx);
              float bar = (float) (weight * curvature(x) * dx);
              dInnerBar[i * h + c] = bar;
              gradient[layout.innerShift[z] + c] += bar;
            }
          }
          Panels.outer(
              scalars,
              dScalars,
              2 * k,
              0,
              2 * k,
              innerBar,
              dInnerBar,
              h,
              0,
              h,
              graph.atomRows,
              from,
              to,
              gradient,
              layout.inner[z],
              0);
          Panels.multiply(
              dInnerBar,
              h,
              0,
              h,
              t,
              layout.innerT[z],
              dScalarsBar,
              2 * k,
              0,
              2 * k,
              graph.atomRows,
              from,
              to,
              false);
        });
  }

  /** x (1 + x / √(1 + x²)) / 2, like SiLU, without an exponential. */
  private static double activation(double x) {
    return 0.5 * x * (1 + x / Math.sqrt(1 + x * x));
  }

  private static double slope(double x) {
    double u = 1 / (1 + x * x);
    double s = x * Math.sqrt(u);
    return 0.5 * (1 + s + s * u);
  }

  private static double curvature(double x) {
    double u = 1 / (1 + x * x);
    double v = u * Math.sqrt(u);
    return 0.5 * (2 * v - 3 * x * x * u * v);
  }
}
