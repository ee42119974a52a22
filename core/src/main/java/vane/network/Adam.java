package vane.network;

/**
 * Adam (Kingma and Ba, arXiv:1412.6980), with steps in units of each weight's spread, and the
 * running mean of the weights.
 */
final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final float[] first;
  private final float[] second;
  private final float[] mean;
  private final float decay;
  private int steps;

  Adam(float[] weights, double decay) {
    first = new float[weights.length];
    second = new float[weights.length];
    mean = weights.clone();
    this.decay = (float) decay;
  }

  /** One step against a gradient, of a length relative to the spread. */
  void step(float[] weights, float[] spread, float[] gradient, double rate) {
    steps++;
    float r = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float c = (float) (1 / (1 - Math.pow(BETA2, steps)));
    float late = Math.max(1 - decay, 1f / steps);
    float tiny = 1e-12f;
    for (int i = 0; i < weights.length; i++) {
      float g = gradient[i] * spread[i];
      float m = BETA1 * first[i] + (1 - BETA1) * g;
      float v = BETA2 * second[i] + (1 - BETA2) * g * g;
      first[i] = m;
      second[i] = v;
      float x = weights[i] - r * spread[i] * m / ((float) Math.sqrt(v * c) + tiny);
      weights[i] = x;
      mean[i] += late * (x - mean[i]);
    }
  }

  /** The running mean of the weights; not a copy. */
  float[] mean() {
    return mean;
  }
}
