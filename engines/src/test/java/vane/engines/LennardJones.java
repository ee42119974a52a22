package vane.engines;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.structure.Structure;

/**
 * A made-up source of forces for tests: E = Σ 4 ε ((σ/r)¹² − (σ/r)⁶) over all pairs and, in a cell
 * that repeats, over their images up to two cells away.
 */
public final class LennardJones implements ForceSource {
  private final double epsilon;
  private final double sigma;

  /**
   * A source.
   *
   * @param epsilon ε in eV
   * @param sigma σ in Å
   */
  public LennardJones(double epsilon, double sigma) {
    this.epsilon = epsilon;
    this.sigma = sigma;
  }

  @Override
  public ForceEvaluation evaluate(Structure structure) {
    int n = structure.size();
    double[] forces = new double[3 * n];
    double[] virial = new double[9];
    double energy = 0;
    int images = structure.cell().isPresent() ? 2 : 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        for (int i = -images; i <= images; i++) {
          for (int j = -images; j <= images; j++) {
            for (int k = -images; k <= images; k++) {
              if (a != b || i != 0 || j != 0 || k != 0) {
                energy += pair(structure, a, b, new int[] {i, j, k}, forces, virial);
              }
            }
          }
        }
      }
    }
    return new ForceEvaluation(
        forces, OptionalDouble.of(energy), Optional.of(virial), Optional.empty(), 0);
  }

  /** Half of the energy of a pair; both orders are visited. */
  private double pair(
      Structure structure, int a, int b, int[] image, double[] forces, double[] virial) {
    double[] d = new double[3];
    double squared = 0;
    for (int axis = 0; axis < 3; axis++) {
      d[axis] = structure.position(b, axis) - structure.position(a, axis);
      for (int v = 0; v < 3 && structure.cell().isPresent(); v++) {
        d[axis] += image[v] * structure.cell().get().get(v, axis);
      }
      squared += d[axis] * d[axis];
    }
    double six = Math.pow(sigma * sigma / squared, 3);
    double slope = 4 * epsilon * (-12 * six * six + 6 * six) / squared;
    for (int r = 0; r < 3; r++) {
      forces[3 * a + r] += slope * d[r];
      for (int c = 0; c < 3; c++) {
        virial[3 * r + c] -= slope * d[r] * d[c] / 2;
      }
    }
    return 2 * epsilon * (six * six - six);
  }
}
