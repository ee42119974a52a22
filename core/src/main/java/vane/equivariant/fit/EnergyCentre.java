package vane.equivariant.fit;

import java.util.List;
import vane.equivariant.invariant.ElementBasis;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * What energies are counted from while they are summed up: a mean of the invariants of each element
 * and a guess of its reference energy. Both only move the reference energies, which are free, so
 * nothing that is learnt depends on them; but without them large numbers would cancel. Immutable.
 */
public final class EnergyCentre {
  /** Frames that the means are over: any mean that is near will do. */
  private static final int FRAMES = 256;

  private final ElementBasis basis;
  private final double[] means;
  private final double[] guess;

  private EnergyCentre(ElementBasis basis, double[] means, double[] guess) {
    this.basis = basis;
    this.means = means;
    this.guess = guess;
  }

  /**
   * A centre that was found before.
   *
   * @param basis the functions
   * @param means {@code [features]}: the mean invariants of an atom of each element; copied
   * @param guess {@code [elements]}: the reference energies in eV; copied
   * @return the centre
   * @throws IllegalArgumentException if there are not as many numbers
   */
  public static EnergyCentre of(ElementBasis basis, double[] means, double[] guess) {
    if (means.length != basis.features() || guess.length != basis.species()) {
      throw new IllegalArgumentException(
          means.length
              + " means and "
              + guess.length
              + " reference energies, expected "
              + basis.features()
              + " and "
              + basis.species());
    }
    return new EnergyCentre(basis, means.clone(), guess.clone());
  }

  /**
   * The centre of those frames whose energy is known; threads do not matter.
   *
   * @param basis the functions
   * @param choices typical frames
   * @param pool the threads
   * @return the centre
   */
  public static EnergyCentre of(ElementBasis basis, List<ChosenFrame> choices, WorkerPool pool) {
    List<LabelledStructure> frames = withEnergy(choices);
    CompositionSums compositions = new CompositionSums(basis.species());
    for (LabelledStructure frame : frames) {
      compositions.add(
          counts(basis, frame.structure()),
          frame.energy().getAsDouble(),
          1.0 / frame.structure().size());
    }
    return new EnergyCentre(basis, means(basis, frames, pool), compositions.solution());
  }

  /**
   * The mean invariants.
   *
   * @return {@code [features]} (a copy)
   */
  public double[] means() {
    return means.clone();
  }

  /**
   * The guessed reference energies.
   *
   * @return {@code [elements]} in eV (a copy)
   */
  public double[] guess() {
    return guess.clone();
  }

  private static double[] means(
      ElementBasis basis, List<LabelledStructure> frames, WorkerPool pool) {
    int count = Math.min(FRAMES, frames.size());
    double[][] sums = new double[count][];
    double[] atoms = new double[basis.species()];
    pool.run(
        count,
        i -> {
          Structure structure = frames.get(place(i, count, frames.size())).structure();
          sums[i] = new FeatureRows(basis).energy(basis.batch(List.of(structure)));
        });
    double[] means = new double[basis.features()];
    for (int i = 0; i < count; i++) {
      Structure structure = frames.get(place(i, count, frames.size())).structure();
      double[] counts = counts(basis, structure);
      for (int a = 0; a < atoms.length; a++) {
        atoms[a] += counts[a];
      }
      for (int q = 0; q < means.length; q++) {
        means[q] += sums[i][q];
      }
    }
    for (int q = 0; q < means.length; q++) {
      means[q] /= Math.max(1, atoms[q / basis.size()]);
    }
    return means;
  }

  /** Evenly spread. */
  private static int place(int i, int count, int frames) {
    return (int) ((long) i * frames / count);
  }

  /** The frames of some atoms whose energy is known, in order. */
  static List<LabelledStructure> withEnergy(List<ChosenFrame> choices) {
    return choices.stream()
        .map(ChosenFrame::frame)
        .filter(frame -> frame.energy().isPresent() && frame.structure().size() > 0)
        .toList();
  }

  /** How many atoms of each element a structure has. */
  static double[] counts(ElementBasis basis, Structure structure) {
    double[] counts = new double[basis.species()];
    for (int i = 0; i < structure.size(); i++) {
      counts[basis.indexOf(structure.element(i))]++;
    }
    return counts;
  }

  /** The energy of a frame from the guess, in eV. */
  double centredEnergy(double energy, double[] counts) {
    double sum = 0;
    for (int a = 0; a < counts.length; a++) {
      sum += guess[a] * counts[a];
    }
    return energy - sum;
  }

  /** The features of an energy from the means, in place. */
  void centre(double[] features, double[] counts) {
    for (int q = 0; q < features.length; q++) {
      features[q] -= means[q] * counts[q / basis.size()];
    }
  }

  /**
   * Reference energies as they are with energies and features that are not centred.
   *
   * @param centred {@code [elements]} in eV, as found with centred ones; not modified
   * @param weights {@code [features]} in eV; not modified
   * @return {@code [elements]} in eV
   */
  double[] references(double[] centred, double[] weights) {
    double[] references = new double[centred.length];
    for (int a = 0; a < references.length; a++) {
      double mean = 0;
      for (int q = a * basis.size(); q < (a + 1) * basis.size(); q++) {
        mean += weights[q] * means[q];
      }
      references[a] = guess[a] + centred[a] - mean;
    }
    return references;
  }
}
