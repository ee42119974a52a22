package vane.regression.huber;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Tells the columns of a panel that go on from those that have ended. */
record GoingColumns(int mostIterations) {
  /** A column that is minimised iteration by iteration. */
  sealed interface Column permits LbfgsColumn, AlternatingColumn {
    /** Whether it has converged, or used up its iterations. */
    boolean isFinished();

    /** How many iterations it took so far. */
    int iterations();
  }

  /** The columns that have not ended; what the others did not need counts as done. */
  <C extends Column> List<C> of(List<C> columns, LongConsumer progress) {
    List<C> rest = new ArrayList<>();
    long saved = 0;
    for (C column : columns) {
      if (column.isFinished()) {
        saved += mostIterations - column.iterations();
      } else {
        rest.add(column);
      }
    }
    if (saved > 0) {
      progress.accept(saved);
    }
    return rest;
  }
}
