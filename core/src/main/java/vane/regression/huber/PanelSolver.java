package vane.regression.huber;

import java.util.ArrayList;
import java.util.List;
import vane.linalg.Matrix;
import vane.linalg.SerialMultiply;
import vane.linalg.SingleMatrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** Minimises panels of columns, several threads at a time, with what all panels share. */
sealed interface PanelSolver extends AutoCloseable {
  /**
   * Minimises columns on the calling thread.
   *
   * @param columns at their start; their variables, iterations and convergence are overwritten
   * @param warm whether the start is that of an earlier solution
   * @param progress hears of the iterations
   */
  void solve(List<HuberColumn> columns, boolean warm, ProgressListener progress);

  @Override
  void close();

  /** The solver that the settings name, with its preparations done. */
  static PanelSolver of(
      WorkerPool pool,
      Matrix inputs,
      Matrix outputs,
      HuberSettings settings,
      ProgressListener progress) {
    if (settings.algorithm() == HuberAlgorithm.LBFGS) {
      return new Lbfgs(inputs, settings);
    }
    progress.stage("factorising the inputs", 0);
    return new Alternating(CentredSpectrum.of(pool, inputs), outputs, settings);
  }

  /** Limited-memory BFGS. */
  final class Lbfgs implements PanelSolver {
    private final HuberSettings settings;
    private final int rows;
    private final int inputs;
    private final SingleMatrix rounded;
    private final Matrix exact;

    Lbfgs(Matrix inputs, HuberSettings settings) {
      this.settings = settings;
      this.rows = inputs.rows();
      this.inputs = inputs.columns();
      boolean single = settings.precision() == HuberPrecision.SINGLE;
      this.rounded = single ? PanelProducts.OfSingles.extend(inputs) : SingleMatrix.zeros(0, 1);
      this.exact = single ? Matrix.zeros(0, 1) : PanelProducts.OfDoubles.extend(inputs);
    }

    @Override
    public void solve(List<HuberColumn> columns, boolean warm, ProgressListener progress) {
      try (PanelProducts products =
          settings.precision() == HuberPrecision.SINGLE
              ? new PanelProducts.OfSingles(rounded, columns.size())
              : new PanelProducts.OfDoubles(exact, columns.size())) {
        new LbfgsPanel(settings, inputs, rows, products).minimise(columns, progress::advance);
      }
    }

    @Override
    public void close() {
      rounded.close();
      exact.close();
    }
  }

  /** The alternating direction method of multipliers. */
  final class Alternating implements PanelSolver {
    private final CentredSpectrum spectrum;
    private final Matrix outputs;
    private final HuberSettings settings;

    Alternating(CentredSpectrum spectrum, Matrix outputs, HuberSettings settings) {
      this.spectrum = spectrum;
      this.outputs = outputs;
      this.settings = settings;
    }

    @Override
    public void solve(List<HuberColumn> columns, boolean warm, ProgressListener progress) {
      int k = spectrum.means().length;
      List<AlternatingColumn> all = new ArrayList<>();
      for (HuberColumn column : columns) {
        double[] y = new double[outputs.rows()];
        for (int i = 0; i < y.length; i++) {
          y[i] = outputs.get(i, column.index);
        }
        all.add(new AlternatingColumn(column, y, settings, spectrum));
      }
      try (PanelProducts products =
          new PanelProducts.OfDoubles(spectrum.scores(), columns.size())) {
        new AlternatingPanel(settings, k, outputs.rows(), products)
            .minimise(all, warm, progress::advance);
      }
      try (Matrix turned = Matrix.zeros(columns.size(), k);
          Matrix coefficients = Matrix.zeros(columns.size(), k)) {
        for (int j = 0; j < all.size(); j++) {
          turned.setRow(j, all.get(j).best(), 0);
        }
        SerialMultiply.multiply(turned, spectrum.vectors(), false, coefficients);
        for (int j = 0; j < all.size(); j++) {
          coefficients.getRow(j, columns.get(j).variables, 0);
          all.get(j).finish();
        }
      }
    }

    @Override
    public void close() {
      spectrum.close();
    }
  }
}
