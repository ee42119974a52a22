package vane.direction;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The sums in the Vector API, as many references at once as a register holds. */
final class VectorLossKernel implements LossKernel {
  private static final VectorSpecies<Double> SPECIES =
      DoubleVector.SPECIES_PREFERRED.length() <= PADDING
          ? DoubleVector.SPECIES_PREFERRED
          : DoubleVector.SPECIES_512;
  private static final int LANES = SPECIES.length();

  /** Adding and subtracting 1.5·2⁵² rounds to an integer, which is then in the low bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double LOG2_E = 1.4426950408889634;

  /** ln 2 in two parts, the first with so few bits that its product with an exponent is exact. */
  private static final double LN2_HIGH = 0x1.62e42fefp-1;

  private static final double LN2_LOW = 0x1.473de6af278edp-34;

  /** exp(−700) is still a normal number; whatever is below adds nothing to a sum. */
  private static final double LOWEST = -700;

  /** Residuals are cut here before they are squared, so that 0 · ∞ cannot arise. */
  private static final double LARGEST_RESIDUAL = 1e3;

  @Override
  public double sum(DirectionProblem problem, double inverse, double x, double y, double z) {
    double[] weight = problem.weight;
    DoubleVector total = DoubleVector.zero(SPECIES);
    DoubleVector minusX = DoubleVector.broadcast(SPECIES, -x);
    DoubleVector minusY = DoubleVector.broadcast(SPECIES, -y);
    DoubleVector minusZ = DoubleVector.broadcast(SPECIES, -z);
    int size = problem.size();
    for (int k = 0; k < size; k += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, problem.tx, k);
      DoubleVector b = DoubleVector.fromArray(SPECIES, problem.ty, k);
      DoubleVector c = DoubleVector.fromArray(SPECIES, problem.tz, k);
      DoubleVector d = DoubleVector.fromArray(SPECIES, problem.cosine, k);
      DoubleVector r = a.fma(minusX, b.fma(minusY, c.fma(minusZ, d))).mul(inverse);
      total = exp(r).fma(DoubleVector.fromArray(SPECIES, weight, k), total);
    }
    return total.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public double sums(
      DirectionProblem problem, double inverse, double x, double y, double z, double[] sums) {
    DoubleVector total = DoubleVector.zero(SPECIES);
    DoubleVector gx = total;
    DoubleVector gy = total;
    DoubleVector gz = total;
    DoubleVector xx = total;
    DoubleVector xy = total;
    DoubleVector xz = total;
    DoubleVector yy = total;
    DoubleVector yz = total;
    DoubleVector zz = total;
    DoubleVector minusX = DoubleVector.broadcast(SPECIES, -x);
    DoubleVector minusY = DoubleVector.broadcast(SPECIES, -y);
    DoubleVector minusZ = DoubleVector.broadcast(SPECIES, -z);
    int size = problem.size();
    for (int k = 0; k < size; k += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, problem.tx, k);
      DoubleVector b = DoubleVector.fromArray(SPECIES, problem.ty, k);
      DoubleVector c = DoubleVector.fromArray(SPECIES, problem.tz, k);
      DoubleVector d = DoubleVector.fromArray(SPECIES, problem.cosine, k);
      DoubleVector r = a.fma(minusX, b.fma(minusY, c.fma(minusZ, d))).mul(inverse);
      r = r.min(LARGEST_RESIDUAL).max(-LARGEST_RESIDUAL);
      DoubleVector e = exp(r).mul(DoubleVector.fromArray(SPECIES, problem.weight, k));
      DoubleVector er = e.mul(r);
      DoubleVector curvature = er.add(er).fma(r, e.neg());
      total = total.add(e);
      gx = er.fma(a, gx);
      gy = er.fma(b, gy);
      gz = er.fma(c, gz);
      DoubleVector along = curvature.mul(a);
      xx = along.fma(a, xx);
      xy = along.fma(b, xy);
      xz = along.fma(c, xz);
      along = curvature.mul(b);
      yy = along.fma(b, yy);
      yz = along.fma(c, yz);
      zz = curvature.mul(c).fma(c, zz);
    }
    sums[0] = gx.reduceLanes(VectorOperators.ADD);
    sums[1] = gy.reduceLanes(VectorOperators.ADD);
    sums[2] = gz.reduceLanes(VectorOperators.ADD);
    sums[3] = xx.reduceLanes(VectorOperators.ADD);
    sums[4] = xy.reduceLanes(VectorOperators.ADD);
    sums[5] = xz.reduceLanes(VectorOperators.ADD);
    sums[6] = yy.reduceLanes(VectorOperators.ADD);
    sums[7] = yz.reduceLanes(VectorOperators.ADD);
    sums[8] = zz.reduceLanes(VectorOperators.ADD);
    return total.reduceLanes(VectorOperators.ADD);
  }

  private static DoubleVector vector(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** exp(−r²): −r² = n ln 2 + f with |f| ≤ ln 2 / 2, then 2ⁿ times the series of exp(f). */
  private static DoubleVector exp(DoubleVector r) {
    DoubleVector y = r.mul(r).neg().max(LOWEST);
    DoubleVector shifted = y.fma(vector(LOG2_E), vector(ROUNDER));
    DoubleVector n = shifted.sub(ROUNDER);
    DoubleVector f = n.fma(vector(-LN2_LOW), n.fma(vector(-LN2_HIGH), y));
    // 1/k! up to f¹²: the rest is below 2e-16.
    DoubleVector p = f.fma(vector(1.0 / 479001600), vector(1.0 / 39916800));
    p = p.fma(f, vector(1.0 / 3628800));
    p = p.fma(f, vector(1.0 / 362880));
    p = p.fma(f, vector(1.0 / 40320));
    p = p.fma(f, vector(1.0 / 5040));
    p = p.fma(f, vector(1.0 / 720));
    p = p.fma(f, vector(1.0 / 120));
    p = p.fma(f, vector(1.0 / 24));
    p = p.fma(f, vector(1.0 / 6));
    p = p.fma(f, vector(0.5));
    p = p.fma(f, vector(1));
    p = p.fma(f, vector(1));
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
  }
}
