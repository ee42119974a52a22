package vane.engines.relax;

import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Structure;

/** Moves the atoms of a structure, and its cell if wanted, until all forces are small. */
public final class Relaxation {
  private final ForceSource source;
  private final RelaxationSettings settings;

  /**
   * A relaxation.
   *
   * @param source where forces come from
   * @param settings how to step and when to end
   */
  public Relaxation(ForceSource source, RelaxationSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /** Hears of each structure on the way, the first and the last included. */
  public interface Listener {
    /**
     * Takes a structure.
     *
     * @param state how far the relaxation is
     */
    void accept(Relaxed state);
  }

  /**
   * Relaxes a structure.
   *
   * @param start where to begin
   * @param listener hears of each structure on the way
   * @return how it ended; not converged after the most steps
   * @throws InputException if an atom to fix is not there, if the cell shall relax and the
   *     structure does not repeat in three directions or the source gives no virial, or as the
   *     source does
   */
  public Relaxed relax(Structure start, Listener listener) {
    if (!settings.fixedAtoms().isEmpty() && settings.fixedAtoms().last() >= start.size()) {
      throw new InputException(
          "found atom "
              + settings.fixedAtoms().last()
              + " among the fixed ones, expected 0 to "
              + (start.size() - 1));
    }
    Coordinates coordinates =
        settings.withCell() ? new CellCoordinates(start) : new AtomCoordinates(start, settings);
    Optimizer.Walk walk = settings.optimizer().start();
    for (int step = 0; ; step++) {
      Structure structure = coordinates.structure();
      ForceEvaluation evaluation = source.evaluate(structure);
      double[] forces = coordinates.forces(evaluation);
      double largest = Rows.longest(forces);
      boolean converged = largest <= settings.largestForce();
      Relaxed state = new Relaxed(structure, evaluation, largest, step, converged);
      listener.accept(state);
      if (converged || step == settings.mostSteps()) {
        return state;
      }
      coordinates.move(walk.step(coordinates.place(), forces));
    }
  }
}
