package vane.linalg;

/** What matrices of both precisions have in common. */
final class Matrices {
  private Matrices() {}

  /** Refuses a shape that no matrix has. */
  static void checkShape(int rows, int columns) {
    if (rows < 0 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix of "
              + rows
              + " × "
              + columns
              + ", expected at least 0 rows and at least 1 column");
    }
  }

  /** Runs native work while every matrix is held; none of them may be closed. */
  static void whileHeld(Runnable work, Matrix... matrices) {
    Storage[] memory = new Storage[matrices.length];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = matrices[i].storage();
    }
    whileHeld(work, memory);
  }

  /** Runs native work while every matrix is held; none of them may be closed. */
  static void whileHeld(Runnable work, SingleMatrix... matrices) {
    Storage[] memory = new Storage[matrices.length];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = matrices[i].storage();
    }
    whileHeld(work, memory);
  }

  private static void whileHeld(Runnable work, Storage[] memory) {
    int held = 0;
    try {
      for (Storage storage : memory) {
        storage.hold();
        held++;
      }
      work.run();
    } finally {
      for (int i = 0; i < held; i++) {
        memory[i].release();
      }
    }
  }
}
