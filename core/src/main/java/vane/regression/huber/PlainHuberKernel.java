package vane.regression.huber;

/** The loops as they are written down. */
final class PlainHuberKernel implements HuberKernel {
  @Override
  public void sums(
      double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] sums) {
    double ur = 0;
    double uu = 0;
    double uq = 0;
    for (int i = 0; i < n; i++) {
      double residual = r[i] - t * q[i];
      double u = clip(residual * inverse, epsilon);
      ur += u * residual;
      uu += u * u;
      uq += u * q[i];
    }
    sums[0] = ur;
    sums[1] = uu;
    sums[2] = uq;
  }

  @Override
  public void move(
      double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] psi) {
    for (int i = 0; i < n; i++) {
      r[i] -= t * q[i];
      psi[i] = 2 * clip(r[i] * inverse, epsilon);
    }
  }

  @Override
  public double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public double largestMagnitude(double[] a, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
    }
    return largest;
  }

  @Override
  public void round(double[] source, int n, float[] destination) {
    for (int i = 0; i < n; i++) {
      destination[i] = (float) source[i];
    }
  }

  @Override
  public void widen(float[] source, int n, double[] destination) {
    for (int i = 0; i < n; i++) {
      destination[i] = source[i];
    }
  }

  static double clip(double z, double epsilon) {
    return Math.max(-epsilon, Math.min(epsilon, z));
  }
}
