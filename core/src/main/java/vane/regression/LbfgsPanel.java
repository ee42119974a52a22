package vane.regression;

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
  private final int inputs;
  private final int rows;
  private final PanelProducts products;

  LbfgsPanel(HuberSettings settings, int inputs, int rows, PanelProducts products) {
    this.settings = settings;
    this.inputs = inputs;
    this.rows = rows;
    this.products = products;
  }

  /**
   * Minimises columns.
   *
   * @param columns with variables and residuals at their start
   * @param progress hears of the iterations of all columns
   */
  void minimise(List<LbfgsColumn> columns, LongConsumer progress) {
    HuberLoss loss = new HuberLoss(settings.epsilon());
    double[] far = new double[rows];
    double[] psi = new double[rows];
    double[] near = new double[inputs + 2];
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).start(loss, psi);
      products.setWeights(i, psi);
    }
    products.backward(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      products.getGradient(i, near);
      columns.get(i).startGradient(near);
    }
    try (CorrectionMemory.Workspace work = new CorrectionMemory.Workspace(inputs + 2)) {
      for (List<LbfgsColumn> active = rest(columns, progress);
          !active.isEmpty();
          active = rest(active, progress)) {
        for (int i = 0; i < active.size(); i++) {
          products.setDirection(i, active.get(i).chooseDirection(work));
        }
        products.forward(active.size());
        for (int i = 0; i < active.size(); i++) {
          products.getImage(i, far);
          active.get(i).search(far, loss, psi);
          products.setWeights(i, psi);
        }
        products.backward(active.size());
        int before = 0;
        int after = 0;
        for (int i = 0; i < active.size(); i++) {
          LbfgsColumn column = active.get(i);
          before += column.iterations();
          products.getGradient(i, near);
          column.takeGradient(near, settings.maxIterations(), work);
          after += column.iterations();
        }
        progress.accept(after - before);
      }
    }
  }

  /** The columns that have not ended; what the others did not need counts as done. */
  private List<LbfgsColumn> rest(List<LbfgsColumn> columns, LongConsumer progress) {
    List<LbfgsColumn> rest = new ArrayList<>();
    long saved = 0;
    for (LbfgsColumn column : columns) {
      if (column.isFinished()) {
        saved += settings.maxIterations() - column.iterations();
      } else {
        rest.add(column);
      }
    }
    if (saved > 0) {
      progress.accept(saved);
    }
    return rest;
  }

  /** The corrections of one of a panel's columns. */
  static SingleMatrix pairs(SingleMatrix ofPanel, int index) {
    int height = 2 * CorrectionMemory.CORRECTIONS;
    return ofPanel.rows(index * height, (index + 1) * height);
  }

  /** Space for the corrections of so many columns. */
  static SingleMatrix allPairs(int width, int inputs) {
    return SingleMatrix.zeros(2 * CorrectionMemory.CORRECTIONS * width, inputs + 2);
  }
}
