package vane.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.equivariant.fit.Calibration;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeldOutErrors;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;
import vane.network.CommitteeSettings;
import vane.network.CommitteeTrainer;
import vane.network.NetworkCommittee;
import vane.network.NetworkEvaluation;
import vane.network.NetworkPotential;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;
import vane.validation.HeldOutBlocks.Use;

/**
 * Teaches networks what a potential of few functions leaves.
 *
 * <p>Each network holds out other frames, so together they have seen all, and each frame that was
 * held out has an honest error. These errors are those of one network; the mean of several is
 * better.
 */
final class RemainderTraining {
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
   * Adds networks to a potential.
   *
   * @param base the potential
   * @param weights its weights
   * @param metrics the distances of its training
   * @param energies what it has learnt of energies and stresses
   * @return the sum
   */
  EquivariantPotential over(
      EquivariantPotential base,
      double[] weights,
      MahalanobisDistance[] metrics,
      EnergyLearning energies) {
    List<FrameEvaluator.Result> evaluated = evaluator.evaluate(chosen.all(), weights, metrics);
    List<LabelledStructure> remainders =
        evaluated.stream().map(result -> remainder(base, result)).toList();
    CommitteeTrainer trainer = new CommitteeTrainer(settings, pool, progress);
    int members = trainer.members(remainders);
    List<ChosenFrames> folds = IntStream.range(0, members).mapToObj(chosen::fold).toList();
    NetworkCommittee committee = trainer.fit(members, m -> learnt(folds.get(m), remainders));
    List<FrameEvaluator.Result> heldOut = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      heldOut.addAll(heldOut(folds.get(m), evaluated, committee.members().get(m)));
    }
    List<Optional<ErrorModel>> models =
        Calibration.of(heldOut, metrics.length, base.settings().cutoffAngstrom());
    List<ErrorModel> errors = new ArrayList<>();
    for (ElementPotential part : base.parts().values()) {
      errors.add(models.get(errors.size()).orElse(part.errorModel()));
    }
    HeldOutErrors found = energies.errors(weights, heldOut);
    Optional<HeldOutErrors> judged = heldOut.isEmpty() ? Optional.empty() : Optional.of(found);
    return base.with(
        committee,
        errors,
        base.report()
            .withNetworks(
                heldOut.size(),
                found.forceRms(),
                energies.energyReport(judged),
                energies.stressReport(judged)));
  }

  private static LabelledStructure remainder(
      EquivariantPotential base, FrameEvaluator.Result found) {
    LabelledStructure known = found.known();
    double[] forces = known.forces();
    for (int i = 0; i < forces.length; i++) {
      forces[i] -= found.force(i / 3, i % 3);
    }
    double energy = found.energy();
    for (int i = 0; i < known.structure().size(); i++) {
      energy += base.parts().get(known.structure().element(i)).referenceEnergy();
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

  /** What base and network say about the frames that the network has not seen. */
  private List<FrameEvaluator.Result> heldOut(
      ChosenFrames fold, List<FrameEvaluator.Result> found, NetworkPotential network) {
    int[] frames =
        IntStream.range(0, found.size())
            .filter(f -> fold.all().get(f).use() == Use.HELD_OUT)
            .toArray();
    FrameEvaluator.Result[] results = new FrameEvaluator.Result[frames.length];
    double cutoff = network.settings().cutoffAngstrom();
    pool.run(
        frames.length,
        i -> {
          LabelledStructure frame = fold.all().get(frames[i]).frame();
          NetworkEvaluation added =
              network.evaluate(frame.structure(), NeighbourList.within(frame.structure(), cutoff));
          results[i] = found.get(frames[i]).plus(added);
        });
    return List.of(results);
  }
}
