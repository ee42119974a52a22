package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.descriptor.SoapParameters;
import vane.direction.ClosedForm;
import vane.direction.LossSettings;
import vane.mlm.Regression;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Small models of made-up methane-like molecules, for tests. */
public final class TinyModels {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);

  private TinyModels() {}

  /**
   * Distorted CH4 molecules.
   *
   * @param count how many
   * @param seed the seed
   * @return structures of five atoms, carbon first
   */
  public static List<Structure> molecules(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] ideal = {0, 0, 0, .63, .63, .63, -.63, -.63, .63, -.63, .63, -.63, .63, -.63, -.63};
    List<Structure> structures = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double[] positions = ideal.clone();
      for (int i = 0; i < positions.length; i++) {
        positions[i] += random.nextDouble(-.15, .15);
      }
      structures.add(Structure.of(List.of(C, H, H, H, H), positions));
    }
    return structures;
  }

  /**
   * Made-up forces: springs between all atoms.
   *
   * @param structure a structure
   * @return {@code [nAtoms × 3]}
   */
  public static double[] forces(Structure structure) {
    int n = structure.size();
    double[] forces = new double[3 * n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (a != b) {
          double[] e = new double[3];
          double squared = 0;
          for (int axis = 0; axis < 3; axis++) {
            e[axis] = structure.position(b, axis) - structure.position(a, axis);
            squared += e[axis] * e[axis];
          }
          double r = Math.sqrt(squared);
          double rest = structure.element(a).equals(structure.element(b)) ? 1.78 : 1.09;
          for (int axis = 0; axis < 3; axis++) {
            forces[3 * a + axis] += (r - rest) * e[axis] / r;
          }
        }
      }
    }
    return forces;
  }

  /**
   * Examples to train on.
   *
   * @param count how many molecules
   * @return molecules with their forces, of one trajectory
   */
  public static TrainingData data(int count) {
    return TrainingData.of(
        molecules(count, 1).stream()
            .map(structure -> new LabelledStructure(structure, forces(structure), 0))
            .toList());
  }

  /**
   * A model of these molecules.
   *
   * @param references references per element
   * @param permutations which permutations
   * @param rotations which rotations
   * @return the model, with the closed-form solver
   */
  public static OaMlmForceModel train(
      int references, PermutationRule permutations, RotationGroup rotations) {
    OaMlmForceSettings paper = OaMlmPreset.PAPER.settings(0);
    OaMlmForceSettings settings =
        new OaMlmForceSettings(
            paper.soap(),
            paper.neighbours(),
            OptionalInt.of(references),
            OptionalInt.empty(),
            paper.selection(),
            new FitSettings(rotations, permutations),
            paper.sigma2(),
            new OaMlmForceSettings.Directions(
                new Regression.LeastSquares(), LossSettings.PAPER.sigma1(), new ClosedForm()),
            0);
    return fit(settings, 60, 2);
  }

  static OaMlmForceModel train() {
    return train(40, PermutationRule.ALL, RotationGroup.ORTHOGONAL);
  }

  /**
   * A model of whole forces of these molecules.
   *
   * @param references references per element
   * @param molecules how many molecules to train on
   * @param threads the number of threads
   * @return the model
   */
  public static OaMlmForceModel trainForces(int references, int molecules, int threads) {
    OaMlmForceSettings accurate = OaMlmPreset.ACCURATE.settings(0);
    OaMlmForceSettings settings =
        new OaMlmForceSettings(
            new SoapParameters(3.0, 4, 2, 0.4),
            4,
            OptionalInt.of(references),
            OptionalInt.empty(),
            accurate.selection(),
            accurate.fit(),
            accurate.sigma2(),
            accurate.outputs(),
            0);
    return fit(settings, molecules, threads);
  }

  private static OaMlmForceModel fit(OaMlmForceSettings settings, int molecules, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      OaMlmForceModel model =
          new OaMlmForceModelTrainer(settings, pool, ProgressListener.SILENT).fit(data(molecules));
      Provenance provenance =
          new Provenance(
              List.of(new Provenance.DataFile("methane.xyz@0:60", "00ff", molecules)),
              0,
              "test",
              "17");
      return new OaMlmForceModel(model.descriptor(), model.models(), provenance);
    }
  }
}
