package vane.parallel;

/**
 * Hears how far long work has come. Calls may come from several threads.
 *
 * <p>Whoever shows progress to a person implements it; {@link #SILENT} shows nothing.
 */
public interface ProgressListener {
  /** Shows nothing. */
  ProgressListener SILENT =
      new ProgressListener() {
        @Override
        public void stage(String name, long total) {}

        @Override
        public void advance(long steps) {}
      };

  /**
   * A stage of the work begins, and the one before it has ended.
   *
   * @param name what is done, for a person
   * @param total how many steps the stage has, or 0 if that is not known
   */
  void stage(String name, long total);

  /**
   * Steps of the present stage are done.
   *
   * @param steps how many more
   */
  void advance(long steps);
}
