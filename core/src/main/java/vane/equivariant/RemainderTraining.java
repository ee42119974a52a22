package vane.equivariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.invariant.MahalanobisDistance;
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
 * Teaches networks what a smooth potential leaves, and mixes what comes out with a linear potential
 * that is as exact as it can be: a share α of the one and 1 − α of the other. Both err in their own
 * way, so the mixture errs less than either, and held-out frames choose α.
 *
 * <p>The smooth potential has the functions of the exact one and a large ridge, so its share is one
 * of weights. Each network holds out other frames, so together they have seen all. α and the errors
 * come from the frames that the first network and the linear weights judged by have not seen.
 */
final class RemainderTraining {
  /** The ridge of the smooth potential. */
  static final double SMOOTH_RIDGE = 1e-4;

  /** Where no frame can be held out to choose it. */
  private static final double SHARE_OF_FEW = 0.5;

  private final CommitteeSettings settings;
  private final ChosenFrames chosen;
  private final FrameEvaluator evaluator;
  private final WorkerPool pool;
  private final ProgressListener progress;

  RemainderTraining(
      CommitteeSettings settings,
      ChosenFrames chosen,
      FrameEvaluator evaluator,
      WorkerPool pool,
      ProgressListener progress) {
    this.settings = settings;
    this.chosen = chosen;
    this.evaluator = evaluator;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * What was learnt.
   *
   * @param committee the networks, with their share α
   * @param heldOut what the mixture says about held-out frames that it has not seen
   */
  record Mixture(NetworkCommittee committee, List<FrameEvaluator.Result> heldOut) {
    /** A share α of one array and 1 − α of the other. */
    double[] of(double[] smooth, double[] exact) {
      double share = committee.share();
      double[] mixed = new double[smooth.length];
      Arrays.setAll(mixed, i -> share * smooth[i] + (1 - share) * exact[i]);
      return mixed;
    }
  }

  /**
   * Trains networks and finds their share.
   *
   * @param smooth the weights of the smooth potential
   * @param references its reference energies, of each element
   * @param exact what the exact potential says about the held-out frames, without having seen them
   * @param metrics the distances of training
   * @return the mixture
   */
  Mixture over(
      double[] smooth,
      double[] references,
      List<FrameEvaluator.Result> exact,
      MahalanobisDistance[] metrics) {
    List<FrameEvaluator.Result> evaluated = evaluator.evaluate(chosen.all(), smooth, metrics);
    List<LabelledStructure> remainders =
        evaluated.stream().map(result -> remainder(result, references)).toList();
    CommitteeTrainer trainer = new CommitteeTrainer(settings, pool, progress);
    int members = trainer.members(remainders);
    NetworkCommittee committee = trainer.fit(members, m -> learnt(chosen.fold(m), remainders));
    List<FrameEvaluator.Result> corrected = heldOut(evaluated, committee.members().get(0));
    double share =
        exact.isEmpty() ? SHARE_OF_FEW : FrameEvaluator.Result.bestShare(exact, corrected);
    List<FrameEvaluator.Result> mixed = new ArrayList<>();
    for (int f = 0; f < exact.size(); f++) {
      mixed.add(exact.get(f).mixedWith(corrected.get(f), share));
    }
    return new Mixture(new NetworkCommittee(committee.members(), share), mixed);
  }

  private static LabelledStructure remainder(FrameEvaluator.Result found, double[] references) {
    LabelledStructure known = found.known();
    double[] forces = known.forces();
    double energy = found.energy();
    for (int i = 0; i < found.size(); i++) {
      energy += references[found.speciesOf(i)];
      for (int axis = 0; axis < 3; axis++) {
        forces[3 * i + axis] -= found.force(i, axis);
      }
    }
    double explained = energy;
    return new LabelledStructure(
        known.structure(),
        forces,
        known.trajectory(),
        known.energy().stream().map(each -> each - explained).findFirst(),
        Optional.empty());
  }

  private static List<LabelledStructure> learnt(
      ChosenFrames fold, List<LabelledStructure> remainders) {
    List<Choice> all = fold.all();
    return IntStream.range(0, all.size())
        .filter(f -> all.get(f).use() == Use.FIT)
        .mapToObj(remainders::get)
        .toList();
  }

  /** What smooth potential and network say about the held-out frames. */
  private List<FrameEvaluator.Result> heldOut(
      List<FrameEvaluator.Result> evaluated, NetworkPotential network) {
    int[] frames =
        IntStream.range(0, evaluated.size())
            .filter(f -> chosen.all().get(f).use() == Use.HELD_OUT)
            .toArray();
    FrameEvaluator.Result[] results = new FrameEvaluator.Result[frames.length];
    double cutoff = network.settings().cutoffAngstrom();
    pool.run(
        frames.length,
        i -> {
          FrameEvaluator.Result found = evaluated.get(frames[i]);
          Structure structure = found.known().structure();
          results[i] =
              found.plus(network.evaluate(structure, NeighbourList.within(structure, cutoff)));
        });
    return List.of(results);
  }
}
