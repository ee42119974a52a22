package vane.linalg;

/** Keeps matrices from being freed while native code works on them. */
final class Matrices {
  private Matrices() {}

  /** Runs the work while every matrix is held; none of them may be closed. */
  static void whileHeld(Runnable work, Matrix... matrices) {
    int held = 0;
    try {
      for (Matrix matrix : matrices) {
        matrix.hold();
        held++;
      }
      work.run();
    } finally {
      for (int i = 0; i < held; i++) {
        matrices[i].release();
      }
    }
  }
}
