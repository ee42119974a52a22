package vane.equivariant;

import java.util.Arrays;

/**
 * Energies and forces of the atoms of a batch, and how far each is from training.
 *
 * <p>A workspace, not safe for use by several threads: the results of a batch are valid until the
 * next.
 */
final class BatchEvaluator {
  private final int species;
  private final PairDistances distances;
  private final RadialBasis[][] radialBases;
  private final EnergyKernel kernel;
  private final Tile tile;
  private final double[] tileLeverages;
  private double[] energies = new double[0];
  private double[] forces = new double[0];
  private double[] leverages = new double[0];

  BatchEvaluator(TensorBasis basis, PairDistances distances, RadialBasis[][] radialBases) {
    this.species = basis.species();
    this.distances = distances;
    this.radialBases = radialBases;
    this.kernel = EnergyKernel.create(basis);
    this.tile = new Tile(kernel.lanes(), species, basis.settings().cutoffAngstrom());
    this.tileLeverages = new double[kernel.lanes()];
  }

  /** {@code [atoms]} in eV, of the last batch. */
  double[] energies() {
    return energies;
  }

  /** {@code [atoms × 3]} in eV/Å, of the last batch. */
  double[] forces() {
    return forces;
  }

  /** {@code [atoms]} of the last batch: the distances of {@link LeverageMetric}. */
  double[] leverages() {
    return leverages;
  }

  /** Hears of the tiles of a batch. */
  interface TileVisitor {
    void visit(int element, Tile tile, EnergyKernel kernel);
  }

  /** Expands the tiles of a batch, element by element. */
  void visit(AtomBatch batch, TileVisitor visitor) {
    int[] centres = new int[batch.size()];
    for (int a = 0; a < species; a++) {
      int count = 0;
      for (int i = 0; i < batch.size(); i++) {
        if (batch.speciesOfAtom[i] == a) {
          centres[count++] = i;
        }
      }
      for (int first = 0; first < count; first += kernel.lanes()) {
        tile.fill(batch, centres, first, Math.min(kernel.lanes(), count - first));
        kernel.expand(tile, radialBases[a]);
        visitor.visit(a, tile, kernel);
      }
    }
  }

  /**
   * Evaluates all atoms.
   *
   * @param batch the atoms
   * @param plans the weights of each element
   * @param metrics of each element
   * @param repulsion what keeps atoms apart that are nearer than any in training
   */
  void evaluate(
      AtomBatch batch, ContractionPlan[] plans, LeverageMetric[] metrics, Repulsion repulsion) {
    int atoms = batch.size();
    if (energies.length < atoms) {
      energies = new double[atoms];
      leverages = new double[atoms];
      forces = new double[3 * atoms];
    }
    Arrays.fill(forces, 0, 3 * atoms, 0);
    visit(
        batch,
        (element, filled, expanded) -> {
          kernel.contract(plans[element]);
          kernel.leverages(metrics[element], tileLeverages);
          for (int lane = 0; lane < tile.filled(); lane++) {
            energies[tile.centres[lane]] = kernel.energies()[lane];
            leverages[tile.centres[lane]] = tileLeverages[lane];
            // Centre by centre, so that the order of sums does not depend on who shares a tile.
            addForces(lane);
            repel(element, lane, repulsion);
          }
        });
  }

  private void addForces(int lane) {
    int lanes = kernel.lanes();
    int slots = tile.slots();
    double[] gradients = kernel.gradients();
    int centre = 3 * tile.centres[lane];
    for (int k = 0; k < slots; k++) {
      int neighbour = 3 * tile.atoms[k * lanes + lane];
      if (neighbour >= 0) {
        int at = 3 * k * lanes + lane;
        for (int axis = 0; axis < 3; axis++, at += lanes) {
          forces[neighbour + axis] -= gradients[at];
          forces[centre + axis] += gradients[at];
        }
      }
    }
  }

  /** Half of each pair's repulsion; the other half comes with the neighbour as the centre. */
  private void repel(int element, int lane, Repulsion repulsion) {
    int lanes = kernel.lanes();
    int centre = tile.centres[lane];
    for (int a = 0; a < species; a++) {
      double begin = distances.repulsion(element, a);
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        int place = k * lanes + lane;
        double below = begin - tile.distances[place];
        if (below > 0 && tile.atoms[place] >= 0) {
          double half = repulsion.force(below) / 2;
          energies[centre] += repulsion.energy(below) / 2;
          push(3 * tile.atoms[place], half, place);
          push(3 * centre, -half, place);
        }
      }
    }
  }

  private void push(int at, double force, int place) {
    forces[at] += force * tile.x[place];
    forces[at + 1] += force * tile.y[place];
    forces[at + 2] += force * tile.z[place];
  }
}
