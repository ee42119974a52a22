package vane.engines.selection;

import java.util.ArrayList;
import java.util.List;
import vane.InputException;
import vane.design.Candidate;
import vane.design.CandidatePool;
import vane.design.Choice;
import vane.design.DOptimalDesign;
import vane.design.Information;
import vane.equivariant.ElementPotential;
import vane.equivariant.WhitenedInvariants;
import vane.model.EquivariantForceModel;
import vane.model.ForceModel;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * Chooses the frames that tell an equivariant model most about what it has not seen.
 *
 * <p>Every atom counts with its whitened invariants, each element by itself. What the model was
 * trained on is as many rows of unit variance as there were atoms of the element. Immutable and
 * thread-safe.
 */
public final class InformativeFrames {
  private final EquivariantForceModel model;

  private InformativeFrames(EquivariantForceModel model) {
    this.model = model;
  }

  /**
   * Frames for a model.
   *
   * @param model the model
   * @param name what messages call it, such as its file
   * @return what chooses for it
   * @throws InputException if it is not an equivariant model
   */
  public static InformativeFrames of(ForceModel model, String name) {
    if (model instanceof EquivariantForceModel equivariant) {
      return new InformativeFrames(equivariant);
    }
    throw new InputException(
        name + ": found a model of the method " + model.method() + ", expected an equivariant one");
  }

  /**
   * Describes frames; no forces are needed.
   *
   * @param structures the frames; the model must know their elements
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one candidate per structure, which holds up to 1 kB per atom
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  public List<Candidate> candidates(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    for (int s = 0; s < structures.size(); s++) {
      model.requireKnown(structures.get(s), "structure " + s);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (WhitenedInvariants atoms :
        model.equivariantPotential().whitenedInvariants(structures, pool, progress)) {
      double[][] rows = new double[atoms.elements()][];
      for (int e = 0; e < rows.length; e++) {
        rows[e] = atoms.rows(e);
      }
      candidates.add(new Candidate(rows));
    }
    return candidates;
  }

  /**
   * Chooses frames.
   *
   * @param candidates what {@link #candidates} gave, of one call or several
   * @param count how many to choose; all if there are not so many
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the choices made
   * @return the choices, the most informative first
   */
  public List<Choice> choose(
      List<Candidate> candidates, int count, WorkerPool pool, ProgressListener progress) {
    return design().choose(candidates, count, pool, progress);
  }

  /**
   * Chooses frames that need not be in memory.
   *
   * @param candidates frames that {@link #candidates} describes when they are asked for
   * @param count how many to choose; all if there are not so many
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the choices made
   * @return the choices, the most informative first
   */
  public List<Choice> choose(
      CandidatePool candidates, int count, WorkerPool pool, ProgressListener progress) {
    return design().choose(candidates, count, pool, progress);
  }

  /**
   * What the model knows before the first choice.
   *
   * @return by element, what its training environments told
   */
  public Information firstInformation() {
    return design().firstInformation();
  }

  private DOptimalDesign design() {
    List<ElementPotential> parts = List.copyOf(model.equivariantPotential().parts().values());
    int[] sizes = parts.stream().mapToInt(part -> part.invariantMeans().length).toArray();
    // An element without training environments has rows of size 0, and tells nothing.
    double[] environments =
        parts.stream().mapToDouble(part -> Math.max(1, part.environments())).toArray();
    return new DOptimalDesign(sizes, environments);
  }
}
