package vane.regression.huber;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import vane.linalg.SingleMatrix;

/**
 * The columns of a panel, minimised side by side on one thread: an iteration is two matrix products
 * over the columns that have not ended.
 */
final class LbfgsPanel {
  private final HuberSettings settings;
  private final GoingColumns going;
  private final int inputs;
  private final PanelProducts products;
  private final double[] far;
  private final double[] psi;
  private final double[] near;

  /** Space for columns of so many rows. */
  LbfgsPanel(HuberSettings settings, int inputs, int rows, PanelProducts products) {
    this.settings = settings;
    this.going = new GoingColumns(settings.maxIterations());
    this.inputs = inputs;
    this.products = products;
    this.far = new double[rows];
    this.psi = new double[rows];
    this.near = new double[inputs + 2];
  }

  /**
   * Minimises columns.
   *
   * @param columns with variables and residuals at their start
   * @param progress hears of the iterations of all columns
   */
  void minimise(List<HuberColumn> columns, LongConsumer progress) {
    HuberLoss loss = new HuberLoss(settings.epsilon());
    int height = 2 * CorrectionMemory.CORRECTIONS;
    try (SingleMatrix pairs = SingleMatrix.zeros(height * columns.size(), inputs + 2);
        CorrectionMemory.Workspace work = new CorrectionMemory.Workspace(inputs + 2)) {
      List<LbfgsColumn> all = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        SingleMatrix own = pairs.rows(i * height, (i + 1) * height);
        all.add(new LbfgsColumn(columns.get(i), settings, own));
      }
      begin(all, loss, work);
      for (List<LbfgsColumn> active = going.of(all, progress);
          !active.isEmpty();
          active = going.of(active, progress)) {
        progress.accept(iterate(active, loss, work));
      }
    }
  }

  private void begin(List<LbfgsColumn> columns, HuberLoss loss, CorrectionMemory.Workspace work) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).start(loss, psi);
      products.setWeights(i, psi);
    }
    products.backward(columns.size());
    int next = 0;
    for (int i = 0; i < columns.size(); i++) {
      products.getGradient(i, near);
      columns.get(i).startGradient(near);
      next = chooseDirection(columns.get(i), next, work);
    }
  }

  /**
   * One iteration of every column, whose directions are set, up to the next direction; how many of
   * them moved.
   */
  private int iterate(List<LbfgsColumn> columns, HuberLoss loss, CorrectionMemory.Workspace work) {
    products.forward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getImage(i, far);
      columns.get(i).search(far, loss, psi);
      products.setWeights(i, psi);
    }
    products.backward(columns.size());
    int moved = 0;
    int next = 0;
    for (int i = 0; i < columns.size(); i++) {
      LbfgsColumn column = columns.get(i);
      int before = column.iterations();
      products.getGradient(i, near);
      column.takeGradient(near, settings.maxIterations(), work);
      moved += column.iterations() - before;
      next = chooseDirection(column, next, work);
    }
    return moved;
  }

  /**
   * Sets the direction of a column that goes on, at once, while its vectors are in the cache. Rows
   * of columns that have ended are closed up; a gradient is read before its row is overwritten.
   */
  private int chooseDirection(LbfgsColumn column, int row, CorrectionMemory.Workspace work) {
    if (column.isFinished()) {
      return row;
    }
    products.setDirection(row, column.chooseDirection(work));
    return row + 1;
  }
}
