package vane.regression.huber;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * The columns of a panel, minimised side by side on one thread: an iteration is two matrix products
 * with the scores over the columns that have not ended.
 */
final class AlternatingPanel {
  /** Iterations from one look at the duality gap to the next. */
  private static final int CHECK = 10;

  /** After this many the penalty is left alone, which the proof of convergence needs. */
  private static final int LAST_BALANCE = 300;

  private final HuberSettings settings;
  private final GoingColumns going;
  private final PanelProducts products;
  private final double[] near;
  private final double[] far;
  private final double[] work;

  /** Space for columns of so many rows; the products are with the scores. */
  AlternatingPanel(HuberSettings settings, int inputs, int rows, PanelProducts products) {
    this.settings = settings;
    this.going = new GoingColumns(settings.maxIterations());
    this.products = products;
    this.near = new double[inputs];
    this.far = new double[rows];
    this.work = new double[rows];
  }

  /**
   * Minimises columns.
   *
   * @param columns at their start
   * @param warm whether to go on from where the columns are
   * @param progress hears of the iterations of all columns
   */
  void minimise(List<AlternatingColumn> columns, boolean warm, LongConsumer progress) {
    begin(columns);
    check(columns);
    if (warm) {
      columns.forEach(AlternatingColumn::warm);
    }
    List<AlternatingColumn> active = going.of(columns, progress);
    for (int iteration = 1; !active.isEmpty(); iteration++) {
      ridge(active);
      for (int i = 0; i < active.size(); i++) {
        products.getImage(i, far);
        active.get(i).step(far, work);
      }
      progress.accept(active.size());
      if (iteration % CHECK == 0 || iteration >= settings.maxIterations()) {
        check(active);
        active = going.of(active, progress);
        if (iteration <= LAST_BALANCE) {
          active.forEach(AlternatingColumn::balance);
        }
      }
    }
  }

  /** The least-squares fits, corrected once. */
  private void begin(List<AlternatingColumn> columns) {
    ridge(columns);
    for (int i = 0; i < columns.size(); i++) {
      products.getImage(i, far);
      columns.get(i).errors(far, work);
      products.setWeights(i, work);
    }
    products.backward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getGradient(i, near);
      columns.get(i).refine(near, near);
      products.setDirection(i, near);
    }
    products.forward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getImage(i, far);
      columns.get(i).begin(far);
    }
  }

  /** Leaves the fits, without their means, as images. */
  private void ridge(List<AlternatingColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).target(work);
      products.setWeights(i, work);
    }
    products.backward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getGradient(i, near);
      columns.get(i).ridge(near, near);
      products.setDirection(i, near);
    }
    products.forward(columns.size());
  }

  /** Measures the objective, with the fits as images, and its bound from below. */
  private void check(List<AlternatingColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      products.getImage(i, far);
      columns.get(i).measure(far, work);
      columns.get(i).dual(work);
      products.setWeights(i, work);
    }
    products.backward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getGradient(i, near);
      columns.get(i).correction(near, near);
      products.setDirection(i, near);
    }
    products.forward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getImage(i, far);
      columns.get(i).dual(work);
      columns.get(i).bound(work, far, settings.maxIterations());
    }
  }
}
