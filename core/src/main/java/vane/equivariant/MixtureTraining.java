package vane.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.ReferenceEnergies;
import vane.network.CommitteeSettings;
import vane.network.CommitteeTrainer;
import vane.network.NetworkCommittee;
import vane.network.NetworkPotential;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;
import vane.structure.Structure;
import vane.validation.HeldOutBlocks.Use;

/**
 * Trains networks, and mixes them with a linear potential: a share α of the one and 1 − α of the
 * other. Both err in their own way, so the mixture errs less than either, and held-out frames
 * choose α.
 *
 * <p>Networks learn forces whole, and not what the linear potential leaves: what that leaves is
 * rougher than the forces are. Each network holds out other frames, so together they have seen all.
 * α and the errors come from the frames that the first network and the linear weights judged by
 * have not seen.
 */
final class MixtureTraining {
  /**
   * A little of the linear part stays: where networks part from it far from training, they are not
   * to be trusted ({@link vane.equivariant.range.ErrorModel}).
   */
  private static final double LARGEST_SHARE = 0.99;

  /** Where no frame can be held out to choose it. */
  private static final double SHARE_OF_FEW = 0.5;

  private final CommitteeSettings settings;
  private final ChosenFrames chosen;
  private final WorkerPool pool;
  private final ProgressListener progress;

  MixtureTraining(
      CommitteeSettings settings, ChosenFrames chosen, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.chosen = chosen;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * What was learnt.
   *
   * @param committee the networks, with their share α
   * @param heldOut what the mixture says about held-out frames that it has not seen
   */
  record Mixture(NetworkCommittee committee, List<FrameEvaluator.Result> heldOut) {}

  /**
   * Trains networks and finds their share.
   *
   * @param references the energies of atoms that the networks need not learn; empty if no energy is
   *     known
   * @param linear what the linear potential says about the held-out frames, without having seen
   *     them
   * @param guide the forces, {@code [nAtoms × 3]} in eV/Å, that it gives to structures
   * @param shortestAngstrom the shortest distance of two atoms, in Å
   * @return the mixture
   */
  Mixture with(
      Optional<ReferenceEnergies> references,
      List<FrameEvaluator.Result> linear,
      Function<List<Structure>, List<double[]>> guide,
      double shortestAngstrom) {
    List<LabelledStructure> frames =
        chosen.all().stream().map(choice -> without(references, choice.frame())).toList();
    CommitteeTrainer trainer = new CommitteeTrainer(settings, pool, progress);
    int members = trainer.members(frames);
    NetworkCommittee committee =
        trainer.fit(
            members,
            m -> learnt(chosen.fold(m), frames),
            m ->
                ShakenFrames.of(
                    learnt(chosen.fold(m), frames), shortestAngstrom, settings.seed() + m, guide));
    List<FrameEvaluator.Result> found = heldOut(linear, committee.members().get(0));
    double share =
        linear.isEmpty()
            ? SHARE_OF_FEW
            : Math.min(LARGEST_SHARE, FrameEvaluator.Result.bestShare(linear, found));
    List<FrameEvaluator.Result> mixed = new ArrayList<>();
    for (int f = 0; f < linear.size(); f++) {
      mixed.add(linear.get(f).mixedWith(found.get(f), share));
    }
    return new Mixture(new NetworkCommittee(committee.members(), share), mixed);
  }

  /** Forces, and what the energy is above that of the atoms. */
  private static LabelledStructure without(
      Optional<ReferenceEnergies> references, LabelledStructure known) {
    OptionalDouble energy =
        references.isPresent() && known.energy().isPresent()
            ? OptionalDouble.of(
                known.energy().getAsDouble() - references.get().of(known.structure()))
            : OptionalDouble.empty();
    return known.withEnergy(energy);
  }

  private static List<LabelledStructure> learnt(ChosenFrames fold, List<LabelledStructure> frames) {
    List<ChosenFrame> all = fold.all();
    return IntStream.range(0, all.size())
        .filter(f -> all.get(f).use() == Use.FIT)
        .mapToObj(frames::get)
        .toList();
  }

  /** What a network says about frames. */
  private List<FrameEvaluator.Result> heldOut(
      List<FrameEvaluator.Result> frames, NetworkPotential network) {
    FrameEvaluator.Result[] results = new FrameEvaluator.Result[frames.size()];
    double cutoff = network.settings().cutoffAngstrom();
    pool.run(
        results.length,
        i -> {
          Structure structure = frames.get(i).known().structure();
          results[i] =
              frames
                  .get(i)
                  .foundBy(network.evaluate(structure, NeighbourList.within(structure, cutoff)));
        });
    return List.of(results);
  }
}
