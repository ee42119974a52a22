package vane.direction;

/** The sums in plain Java, one reference after the other. */
final class PlainLossKernel implements LossKernel {

  @Override
  public double sum(DirectionProblem problem, double inverse, double x, double y, double z) {
    double[] cosine = problem.cosine;
    double[] tx = problem.tx;
    double[] ty = problem.ty;
    double[] tz = problem.tz;
    double[] weight = problem.weight;
    double sum = 0;
    for (int k = 0; k < problem.size(); k++) {
      double r = (cosine[k] - (tx[k] * x + ty[k] * y + tz[k] * z)) * inverse;
      sum += weight[k] * Math.exp(-r * r);
    }
    return sum;
  }

  @Override
  public double sums(
      DirectionProblem problem, double inverse, double x, double y, double z, double[] sums) {
    double total = 0;
    double gx = 0;
    double gy = 0;
    double gz = 0;
    double xx = 0;
    double xy = 0;
    double xz = 0;
    double yy = 0;
    double yz = 0;
    double zz = 0;
    for (int k = 0; k < problem.size(); k++) {
      double a = problem.tx[k];
      double b = problem.ty[k];
      double c = problem.tz[k];
      double r = (problem.cosine[k] - (a * x + b * y + c * z)) * inverse;
      double e = problem.weight[k] * Math.exp(-r * r);
      double er = e * r;
      double curvature = 2 * er * r - e;
      total += e;
      gx += er * a;
      gy += er * b;
      gz += er * c;
      xx += curvature * a * a;
      xy += curvature * a * b;
      xz += curvature * a * c;
      yy += curvature * b * b;
      yz += curvature * b * c;
      zz += curvature * c * c;
    }
    sums[0] = gx;
    sums[1] = gy;
    sums[2] = gz;
    sums[3] = xx;
    sums[4] = xy;
    sums[5] = xz;
    sums[6] = yy;
    sums[7] = yz;
    sums[8] = zz;
    return total;
  }
}
