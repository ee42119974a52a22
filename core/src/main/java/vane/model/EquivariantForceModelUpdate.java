package vane.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import vane.InputException;
import vane.Plural;
import vane.equivariant.ElementPotential;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.NearerPair;
import vane.equivariant.ObservationReport;
import vane.equivariant.PotentialUpdate;
import vane.equivariant.sums.AdditiveFit;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.TrainingFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * Adds frames to the training of an {@link EquivariantForceModel} without any old frame: to the
 * sums that its training kept ({@link EquivariantForceModelTrainer#fit(TrainingData, Consumer)}).
 * What stays of the first training is in {@link PotentialUpdate}.
 */
public final class EquivariantForceModelUpdate {
  /** Frames of another run come a little nearer at times; that is no reason to train anew. */
  private static final double NEARER_ANGSTROM = 0.05;

  private final WorkerPool pool;
  private final Consumer<String> warnings;
  private final ProgressListener progress;

  /**
   * An update.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param warnings hears of what the first training decided against these frames, such as energies
   *     that are not learnt; one line each
   * @param progress hears of the stages
   */
  public EquivariantForceModelUpdate(
      WorkerPool pool, Consumer<String> warnings, ProgressListener progress) {
    this.pool = pool;
    this.warnings = warnings;
    this.progress = progress;
  }

  /**
   * Adds all frames of some data.
   *
   * @param before the model; not modified
   * @param sums the sums of its training; the frames are added to them
   * @param data frames that it was not trained on ({@link TrainingData#without}), of its elements
   * @return a new model
   * @throws InputException if the sums are not those of the model, the model has networks, or a
   *     frame holds another element or is not as it must be, with its file, frame and atom
   */
  public EquivariantForceModel add(
      EquivariantForceModel before, FrameSums sums, TrainingData data) {
    return data.naming(
        () ->
            add(
                before,
                sums,
                FramesInMemory.added(data.examples(), before.elements(), pool, progress),
                data.provenance(before.provenance().seed())));
  }

  /**
   * Adds frames that may be anywhere.
   *
   * @param before the model; not modified
   * @param sums the sums of its training; the frames are added to them
   * @param added frames that it was not trained on, of its elements
   * @param ofAdded where they come from
   * @return a new model
   * @throws InputException if the sums are not those of the model or the model has networks; a
   *     {@link vane.structure.StructureException}, with the number of the frame, if a frame is not
   *     as it must be
   */
  public EquivariantForceModel add(
      EquivariantForceModel before, FrameSums sums, TrainingFrames added, Provenance ofAdded) {
    if (!isPossible(before)) {
      throw new InputException(
          "found a model with networks, expected one without, as no frames can be added to them");
    }
    difference(before, sums)
        .ifPresent(
            found -> {
              throw new InputException("found " + found + " the model, expected its own sums");
            });
    warn(before.equivariantPotential(), sums, added);
    return new EquivariantForceModel(
        PotentialUpdate.of(before.equivariantPotential(), sums, added, pool),
        before.provenance().and(ofAdded));
  }

  /**
   * Whether frames can be added to a model at all.
   *
   * @param model the model
   * @return false if it has networks, which are no sums
   */
  public static boolean isPossible(EquivariantForceModel model) {
    return model.equivariantPotential().networks().isEmpty();
  }

  /**
   * What tells that sums are not those of a model.
   *
   * @param model the model
   * @param sums the sums; not modified
   * @return such as "sums of other functions than"; empty if they belong to it
   */
  public static Optional<String> difference(EquivariantForceModel model, FrameSums sums) {
    EquivariantPotential potential = model.equivariantPotential();
    AdditiveFit forces = sums.forces();
    if (!forces.elements().equals(model.elements())) {
      return Optional.of("sums of other elements (" + forces.elements() + ") than");
    }
    if (!forces.settings().equals(potential.settings())
        || !Arrays.equals(forces.shortestDistances(), potential.shortestDistances())
        || !Arrays.equals(forces.innerDistances(), potential.innerDistances())) {
      return Optional.of("sums of other functions than");
    }
    if (sums.frames() != potential.report().frames()) {
      return Optional.of(
          "sums of "
              + Plural.of(sums.frames(), "frame")
              + " and not the "
              + potential.report().frames()
              + " of");
    }
    return isOfSameFrames(potential, sums)
        ? Optional.empty()
        : Optional.of("sums of other frames than");
  }

  private static boolean isOfSameFrames(EquivariantPotential potential, FrameSums sums) {
    long[] environments = sums.forces().environments();
    double[] largestForces = sums.forces().largestForces();
    int a = 0;
    for (ElementPotential part : potential.parts().values()) {
      if (part.environments() != environments[a] || part.largestForce() != largestForces[a]) {
        return false;
      }
      a++;
    }
    long stresses = sums.virials().isPresent() ? sums.stresses() : 0;
    return sums.energyFrames() == frames(potential.report().energies())
        && stresses == frames(potential.report().stresses());
  }

  private static long frames(Optional<ObservationReport> learnt) {
    return learnt.map(ObservationReport::frames).orElse(0);
  }

  private void warn(EquivariantPotential before, FrameSums sums, TrainingFrames added) {
    warnUnlearnt("energies", added.energies(), sums.energies().isPresent());
    warnUnlearnt("stresses", added.stresses(), sums.virials().isPresent());
    for (NearerPair pair : NearerPair.of(before, added, NEARER_ANGSTROM)) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "%s and %s come as near as %.2f Å in the frames that are added, %s: such contacts stay"
                  + " flagged as extrapolating; to learn them, train anew with all frames",
              pair.one().symbol(),
              pair.other().symbol(),
              pair.foundAngstrom(),
              pair.knownAngstrom() < before.settings().cutoffAngstrom()
                  ? String.format(
                      Locale.ROOT, "but %.2f Å in the first training", pair.knownAngstrom())
                  : "but never met in the first training"));
    }
  }

  private void warnUnlearnt(String what, long frames, boolean learnt) {
    if (frames > 0 && !learnt) {
      warnings.accept(
          Plural.of(frames, "frame")
              + " with "
              + what
              + " that are not learnt, as the first training had none");
    }
  }
}
