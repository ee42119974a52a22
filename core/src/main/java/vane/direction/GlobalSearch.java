package vane.direction;

import java.util.Arrays;
import vane.InputException;

/**
 * The global minimum of (3) on the unit sphere, by many starts that the problem itself provides.
 *
 * <ol>
 *   <li>J is evaluated on a lattice: the centres of the 8n² triangles into which the faces of an
 *       octahedron are cut, n = ⌈1.5/σ₁⌉, so that neighbours are about one well's width apart. The
 *       octahedron stands along the eigenvectors of Σ w t tᵀ and has all their symmetries of sign
 *       and order, so the lattice turns and reflects with the problem.
 *   <li>Points that are lower than all neighbours within 1.2 lattice spacings, best first, and the
 *       closed-form direction and the start, are refined by Newton's method on the sphere with a
 *       bound on the step.
 *   <li>The lowest end wins. Ends within 1e-9 of the lowest (relative) tie, as they do when the
 *       references lie in a plane: the one nearest to the start wins.
 * </ol>
 *
 * <p>No random numbers are drawn. There is no direction ({@link DirectionStatus#NONE}) without
 * references or when all of them are zero.
 *
 * @param refinements how many lattice points are refined at most; at least 1
 */
public record GlobalSearch(int refinements) implements DirectionSolver {

  /** Sixteen refinements. */
  public static final GlobalSearch DEFAULT = new GlobalSearch(16);

  static final String NAME = "global";

  private static final double TIE = 1e-9;
  private static final int MAX_DIVISIONS = 40;

  /**
   * Checks the settings.
   *
   * @param refinements how many lattice points are refined at most
   * @throws InputException if the number of refinements is below one
   */
  public GlobalSearch {
    if (refinements < 1) {
      throw new InputException("refinements is " + refinements + ", expected at least 1");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Direction solve(DirectionProblem problem, LossSettings settings) {
    DirectionLoss loss = DirectionLoss.of(problem, settings);
    ReferenceMoments moments = new ReferenceMoments(problem);
    if (moments.rank == 0) {
      return Direction.none(loss.value(0, 0, 0), loss.evaluations());
    }
    int divisions = (int) Math.ceil(Math.min(1.5 / settings.sigma1(), MAX_DIVISIONS));
    double[] starts = starts(problem, loss, moments, Math.max(2, divisions));
    double[] start = new double[3];
    problem.start(start);
    SphereNewton newton = new SphereNewton(loss, problem, settings.sigma1());
    int count = starts.length / 3;
    double[] ends = new double[starts.length];
    double[] values = new double[count];
    boolean[] converged = new boolean[count];
    double lowest = Double.POSITIVE_INFINITY;
    double[] u = new double[3];
    for (int i = 0; i < count; i++) {
      System.arraycopy(starts, 3 * i, u, 0, 3);
      converged[i] = newton.minimise(u);
      values[i] = newton.value();
      System.arraycopy(u, 0, ends, 3 * i, 3);
      lowest = Math.min(lowest, values[i]);
    }
    int best = -1;
    double nearest = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] <= lowest + TIE * Math.abs(lowest)) {
        double near = SphereLattice.dot(ends, i, start, 0);
        if (best < 0 || near > nearest + TIE) {
          best = i;
          nearest = near;
        }
      }
    }
    DirectionStatus reached =
        converged[best] ? DirectionStatus.CONVERGED : DirectionStatus.NOT_CONVERGED;
    return new Direction(
        ends[3 * best],
        ends[3 * best + 1],
        ends[3 * best + 2],
        loss.scale() * values[best],
        loss.evaluations(),
        moments.rank < 3 ? DirectionStatus.UNDERDETERMINED : reached);
  }

  /** The start, the closed-form direction, and the best of the lattice's local minima. */
  private double[] starts(
      DirectionProblem problem, DirectionLoss loss, ReferenceMoments moments, int divisions) {
    double[] lattice = SphereLattice.octahedral(divisions, moments.vectors);
    int points = lattice.length / 3;
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      values[i] = loss.relative(lattice[3 * i], lattice[3 * i + 1], lattice[3 * i + 2]);
    }
    int[] minima =
        SphereLattice.localMinima(lattice, values, 1.2 * Math.sqrt(4 * Math.PI / points));
    double[] starts = new double[3 * (2 + Math.min(refinements, minima.length))];
    int count = 0;
    double[] u = new double[3];
    if (moments.leastSquares(u)) {
      System.arraycopy(u, 0, starts, 0, 3);
      count++;
    }
    if (problem.hasStart()) {
      problem.start(u);
      System.arraycopy(u, 0, starts, 3 * count, 3);
      count++;
    }
    for (int i = 0; i < Math.min(refinements, minima.length); i++) {
      System.arraycopy(lattice, 3 * minima[i], starts, 3 * count, 3);
      count++;
    }
    return Arrays.copyOf(starts, 3 * count);
  }
}
