package vane.engines.learning;

import java.util.Arrays;
import java.util.OptionalDouble;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * A frame that the engine has labelled, and why it was asked to.
 *
 * <p>Immutable.
 */
public final class LearntFrame {
  /** Why a frame was labelled. */
  public enum Purpose {
    /** To begin with. */
    SEED,
    /** A replica left there what the model knew. */
    CHOSEN,
    /** Drawn at random from the way of a replica, so that errors are those of usual frames. */
    PROBE
  }

  private final Structure structure;
  private final double[] forces;
  private final OptionalDouble energy;
  private final int round;
  private final int call;
  private final Purpose purpose;

  /**
   * A frame.
   *
   * @param structure the atoms
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param energy in eV, if the engine gives one
   * @param round the round in which it was labelled, from 0 for the seeds
   * @param call the number of the engine's call, from 1; failed ones are counted, too
   * @param purpose why it was labelled
   * @throws IllegalArgumentException if there are not three force components per atom
   */
  public LearntFrame(
      Structure structure,
      double[] forces,
      OptionalDouble energy,
      int round,
      int call,
      Purpose purpose) {
    if (forces.length != 3 * structure.size()) {
      throw new IllegalArgumentException(
          forces.length + " force components for " + structure.size() + " atoms");
    }
    this.structure = structure;
    this.forces = forces.clone();
    this.energy = energy;
    this.round = round;
    this.call = call;
    this.purpose = purpose;
  }

  /**
   * The atoms.
   *
   * @return the structure
   */
  public Structure structure() {
    return structure;
  }

  /**
   * The forces of the engine.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy)
   */
  public double[] forces() {
    return forces.clone();
  }

  /**
   * The energy of the engine.
   *
   * @return in eV; empty if it gives none
   */
  public OptionalDouble energy() {
    return energy;
  }

  /**
   * The round in which the frame was labelled.
   *
   * @return from 0 for the seeds
   */
  public int round() {
    return round;
  }

  /**
   * The number of the engine's call.
   *
   * @return from 1
   */
  public int call() {
    return call;
  }

  /**
   * Why the frame was labelled.
   *
   * @return the purpose
   */
  public Purpose purpose() {
    return purpose;
  }

  boolean isAt(Structure other) {
    return structure.elements().equals(other.elements())
        && Arrays.equals(structure.positions(), other.positions());
  }

  LabelledStructure example() {
    return new LabelledStructure(structure, forces, 0);
  }
}
