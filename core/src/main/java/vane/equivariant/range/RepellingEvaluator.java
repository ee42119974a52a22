package vane.equivariant.range;

import java.util.Arrays;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.BatchTiles;
import vane.equivariant.invariant.ContractionPlan;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.EnergyKernel;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.invariant.Tile;

/**
 * Energies and forces of the atoms of a batch, learnt ones and the {@link Repulsion}, and how far
 * each neighbourhood is from training.
 *
 * <p>The forces are the exact negative gradient of the sum of the energies, and the virial that of
 * its strain: nothing is bounded here. Everything is summed centre by centre, so no result depends
 * on which structures share the batch. A workspace, not safe for use by several threads: the
 * results of a batch are valid until the next.
 */
public final class RepellingEvaluator {
  private final int species;
  private final PairDistances distances;
  private final BatchTiles tiles;
  private final double[] tileDistances;
  private double[] energies = new double[0];
  private double[] forces = new double[0];
  private boolean[] repelled = new boolean[0];
  private double[] trainingDistances = new double[0];
  private double[] virials = new double[0];
  private boolean withVirials;
  private boolean withDistances;

  /**
   * A workspace.
   *
   * @param basis the functions
   * @param distances where the repulsion begins
   */
  public RepellingEvaluator(ElementBasis basis, PairDistances distances) {
    this.species = basis.species();
    this.distances = distances;
    this.tiles = new BatchTiles(basis);
    this.tileDistances = new double[tiles.lanes()];
  }

  /**
   * The energies of the last batch.
   *
   * @return {@code [at least atoms]} in eV, one per centre
   */
  public double[] energies() {
    return energies;
  }

  /**
   * The forces of the last batch.
   *
   * @return {@code [at least atoms × 3]} in eV/Å
   */
  public double[] forces() {
    return forces;
  }

  /**
   * Whether an atom of the last batch is nearer to another than any in training, so that the
   * repulsion acts on it.
   *
   * @param atom from zero
   * @return true if it does
   */
  public boolean isRepelled(int atom) {
    return repelled[atom];
  }

  /**
   * How far the neighbourhoods of the last batch are from training.
   *
   * @return {@code [at least atoms]}: the {@link MahalanobisDistance} of each centre
   */
  public double[] trainingDistances() {
    return trainingDistances;
  }

  /**
   * The virials of the last batch, where they were asked for: for each centre −Σ d_a ∂E/∂d_b over
   * its neighbours, E its own energy and d the way to a neighbour.
   *
   * @return {@code [at least atoms × 9]} in eV, 3 × 3 row-major each
   */
  public double[] virials() {
    return virials;
  }

  /**
   * Evaluates all atoms: energies and forces alone, the same bits as with the rest.
   *
   * @param batch the atoms; not modified
   * @param plans the weights of each element
   * @param repulsion what keeps atoms apart that are nearer than any in training
   */
  public void evaluateForces(AtomBatch batch, ContractionPlan[] plans, Repulsion repulsion) {
    withVirials = false;
    withDistances = false;
    run(batch, plans, new MahalanobisDistance[0], repulsion);
  }

  /**
   * Evaluates all atoms: energies, forces and training distances.
   *
   * @param batch the atoms; not modified
   * @param plans the weights of each element
   * @param metrics the distance of each element
   * @param repulsion what keeps atoms apart that are nearer than any in training
   */
  public void evaluate(
      AtomBatch batch,
      ContractionPlan[] plans,
      MahalanobisDistance[] metrics,
      Repulsion repulsion) {
    withVirials = false;
    withDistances = true;
    run(batch, plans, metrics, repulsion);
  }

  /**
   * Evaluates all atoms: energies, forces, training distances and virials. All but the virials are
   * the same bits as without them.
   *
   * @param batch the atoms; not modified
   * @param plans the weights of each element
   * @param metrics the distance of each element
   * @param repulsion what keeps atoms apart that are nearer than any in training
   */
  public void evaluateWithVirials(
      AtomBatch batch,
      ContractionPlan[] plans,
      MahalanobisDistance[] metrics,
      Repulsion repulsion) {
    withVirials = true;
    withDistances = true;
    int needed = 9 * batch.size();
    if (virials.length < needed) {
      virials = new double[needed];
    }
    Arrays.fill(virials, 0, needed, 0);
    run(batch, plans, metrics, repulsion);
  }

  private void run(
      AtomBatch batch,
      ContractionPlan[] plans,
      MahalanobisDistance[] metrics,
      Repulsion repulsion) {
    int atoms = batch.size();
    if (energies.length < atoms) {
      energies = new double[atoms];
      trainingDistances = new double[atoms];
      forces = new double[3 * atoms];
      repelled = new boolean[atoms];
    }
    Arrays.fill(repelled, 0, atoms, false);
    Arrays.fill(forces, 0, 3 * atoms, 0);
    tiles.visit(
        batch,
        (element, tile, kernel) -> {
          kernel.contract(plans[element]);
          if (withDistances) {
            kernel.trainingDistances(metrics[element], tileDistances);
          }
          for (int lane = 0; lane < tile.filled(); lane++) {
            energies[tile.centre(lane)] = kernel.energies()[lane];
            trainingDistances[tile.centre(lane)] = tileDistances[lane];
            // Centre by centre, so that the order of sums does not depend on who shares a tile.
            addForces(tile, kernel, lane);
            if (withVirials) {
              addVirial(tile, kernel, lane);
            }
            repel(tile, element, lane, repulsion);
          }
        });
  }

  private void addForces(Tile tile, EnergyKernel kernel, int lane) {
    int lanes = tile.lanes();
    int slots = tile.slots();
    double[] gradients = kernel.gradients();
    int centre = 3 * tile.centre(lane);
    for (int k = 0; k < slots; k++) {
      int neighbour = 3 * tile.neighbour(k * lanes + lane);
      if (neighbour >= 0) {
        int at = 3 * k * lanes + lane;
        for (int axis = 0; axis < 3; axis++, at += lanes) {
          forces[neighbour + axis] -= gradients[at];
          forces[centre + axis] += gradients[at];
        }
      }
    }
  }

  private void addVirial(Tile tile, EnergyKernel kernel, int lane) {
    int lanes = tile.lanes();
    int slots = tile.slots();
    double[] gradients = kernel.gradients();
    for (int k = 0; k < slots; k++) {
      int place = k * lanes + lane;
      if (tile.neighbour(place) >= 0) {
        int at = 3 * k * lanes + lane;
        addPair(tile, lane, place, gradients[at], gradients[at + lanes], gradients[at + 2 * lanes]);
      }
    }
  }

  /** Adds −d ⊗ gradient to the virial of a centre. */
  private void addPair(Tile tile, int lane, int place, double gx, double gy, double gz) {
    int to = 9 * tile.centre(lane);
    double distance = tile.distance(place);
    for (int axis = 0; axis < 3; axis++, to += 3) {
      double d = distance * (axis == 0 ? tile.x(place) : axis == 1 ? tile.y(place) : tile.z(place));
      virials[to] -= d * gx;
      virials[to + 1] -= d * gy;
      virials[to + 2] -= d * gz;
    }
  }

  /** Half of each pair's repulsion; the other half comes with the neighbour as the centre. */
  private void repel(Tile tile, int element, int lane, Repulsion repulsion) {
    int lanes = tile.lanes();
    int centre = tile.centre(lane);
    for (int a = 0; a < species; a++) {
      double begin = distances.repulsion(element, a);
      for (int k = tile.from(a); k < tile.from(a + 1); k++) {
        int place = k * lanes + lane;
        double below = begin - tile.distance(place);
        if (below > 0 && tile.neighbour(place) >= 0) {
          double half = repulsion.force(below) / 2;
          energies[centre] += repulsion.energy(below) / 2;
          push(tile, 3 * tile.neighbour(place), half, place);
          push(tile, 3 * centre, -half, place);
          if (withVirials) {
            double x = -half * tile.x(place);
            addPair(tile, lane, place, x, -half * tile.y(place), -half * tile.z(place));
          }
        }
      }
    }
  }

  private void push(Tile tile, int at, double force, int place) {
    repelled[at / 3] = true;
    forces[at] += force * tile.x(place);
    forces[at + 1] += force * tile.y(place);
    forces[at + 2] += force * tile.z(place);
  }
}
