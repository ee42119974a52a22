package vane.regression;

/** Between single and double precision. */
final class Singles {
  private Singles() {}

  /** Rounds the first count values. */
  static void round(double[] source, int count, float[] destination) {
    for (int i = 0; i < count; i++) {
      destination[i] = (float) source[i];
    }
  }

  /** Widens the first count values. */
  static void widen(float[] source, int count, double[] destination) {
    for (int i = 0; i < count; i++) {
      destination[i] = source[i];
    }
  }
}
