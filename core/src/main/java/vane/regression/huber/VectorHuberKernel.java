package vane.regression.huber;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops in the Vector API; what is left over at the end goes the plain way. */
final class VectorHuberKernel implements HuberKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** As many floats as doubles, in half the bits. */
  private static final VectorSpecies<Float> SINGLES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  @Override
  public void sums(
      double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] sums) {
    DoubleVector ur = DoubleVector.zero(SPECIES);
    DoubleVector uu = ur;
    DoubleVector uq = ur;
    DoubleVector low = DoubleVector.broadcast(SPECIES, -epsilon);
    DoubleVector high = DoubleVector.broadcast(SPECIES, epsilon);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector along = DoubleVector.fromArray(SPECIES, q, i);
      DoubleVector residual = DoubleVector.fromArray(SPECIES, r, i).sub(along.mul(t));
      DoubleVector u = residual.mul(inverse).min(high).max(low);
      ur = u.mul(residual).add(ur);
      uu = u.mul(u).add(uu);
      uq = u.mul(along).add(uq);
    }
    double restUr = 0;
    double restUu = 0;
    double restUq = 0;
    for (; i < n; i++) {
      double residual = r[i] - t * q[i];
      double u = PlainHuberKernel.clip(residual * inverse, epsilon);
      restUr += u * residual;
      restUu += u * u;
      restUq += u * q[i];
    }
    sums[0] = ur.reduceLanes(VectorOperators.ADD) + restUr;
    sums[1] = uu.reduceLanes(VectorOperators.ADD) + restUu;
    sums[2] = uq.reduceLanes(VectorOperators.ADD) + restUq;
  }

  @Override
  public void move(
      double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] psi) {
    DoubleVector low = DoubleVector.broadcast(SPECIES, -epsilon);
    DoubleVector high = DoubleVector.broadcast(SPECIES, epsilon);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector along = DoubleVector.fromArray(SPECIES, q, i);
      DoubleVector residual = DoubleVector.fromArray(SPECIES, r, i).sub(along.mul(t));
      residual.intoArray(r, i);
      residual.mul(inverse).min(high).max(low).mul(2).intoArray(psi, i);
    }
    for (; i < n; i++) {
      r[i] -= t * q[i];
      psi[i] = 2 * PlainHuberKernel.clip(r[i] * inverse, epsilon);
    }
  }

  @Override
  public double dot(double[] a, double[] b, int n) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum =
          DoubleVector.fromArray(SPECIES, a, i).mul(DoubleVector.fromArray(SPECIES, b, i)).add(sum);
    }
    double rest = 0;
    for (; i < n; i++) {
      rest += a[i] * b[i];
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
  }

  @Override
  public double largestMagnitude(double[] a, int n) {
    DoubleVector largest = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      largest = DoubleVector.fromArray(SPECIES, a, i).abs().max(largest);
    }
    double rest = largest.reduceLanes(VectorOperators.MAX);
    for (; i < n; i++) {
      rest = Math.max(rest, Math.abs(a[i]));
    }
    return rest;
  }

  @Override
  public void round(double[] source, int n, float[] destination) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector rounded =
          (FloatVector)
              DoubleVector.fromArray(SPECIES, source, i)
                  .convertShape(VectorOperators.D2F, SINGLES, 0);
      rounded.intoArray(destination, i);
    }
    for (; i < n; i++) {
      destination[i] = (float) source[i];
    }
  }

  @Override
  public void widen(float[] source, int n, double[] destination) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector wide =
          (DoubleVector)
              FloatVector.fromArray(SINGLES, source, i)
                  .convertShape(VectorOperators.F2D, SPECIES, 0);
      wide.intoArray(destination, i);
    }
    for (; i < n; i++) {
      destination[i] = source[i];
    }
  }
}
