package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.descriptor.SoapSettings;
import vane.direction.ClosedForm;
import vane.direction.LossSettings;
import vane.mlm.OaMlmSettings;
import vane.mlm.ProjectionSettings;
import vane.mlm.Regression;
import vane.mlm.RsMaximin;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
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
   * A model of these molecules.
   *
   * @param references references an element
   * @param permutations which permutations
   * @param rotations which rotations
   * @return the model, with the closed-form solver
   */
  public static OaMlmForceModel train(
      int references, PermutationRule permutations, RotationGroup rotations) {
    return train(references, permutations, rotations, SoapSettings.paper(List.of(H, C)));
  }

  /** A model that follows the periodicity of each frame, as those that the command trains do. */
  static OaMlmForceModel trainPeriodic() {
    SoapSettings soap =
        new SoapSettings(3.0, 6, 1, 1.0, List.of(H, C), true, SoapSettings.Average.OFF);
    return train(40, PermutationRule.ALL, RotationGroup.ORTHOGONAL, soap);
  }

  private static OaMlmForceModel train(
      int references, PermutationRule permutations, RotationGroup rotations, SoapSettings soap) {
    List<Structure> structures = molecules(60, 1);
    List<double[]> forces = structures.stream().map(TinyModels::forces).toList();
    DescriptorSettings descriptor = new DescriptorSettings(soap, 4);
    OaMlmSettings settings =
        new OaMlmSettings(
            references,
            references,
            RsMaximin.fromNearestToMean(),
            new Regression.Ordinary(),
            new FitSettings(rotations, permutations),
            LossSettings.PAPER,
            new ClosedForm(),
            0);
    try (WorkerPool pool = new WorkerPool(2)) {
      Map<Element, ElementEnvironments> data =
          new EnvironmentExtractor(descriptor)
              .extract(structures, forces, pool, ProgressListener.SILENT);
      SortedMap<Element, OaMlmSettings> all = new TreeMap<>();
      data.keySet().forEach(element -> all.put(element, settings));
      Provenance provenance =
          new Provenance(
              List.of(new Provenance.DataFile("methane.xyz@0:60", "00ff", 60)), 0, "test", "17");
      return new OaMlmForceModelTrainer(descriptor, pool, ProgressListener.SILENT)
          .fit(data, all, provenance);
    }
  }

  static OaMlmForceModel train() {
    return train(40, PermutationRule.ALL, RotationGroup.ORTHOGONAL);
  }

  /**
   * A model of whole forces of these molecules.
   *
   * @param references references an element
   * @param molecules how many molecules to train on
   * @param threads the number of threads
   * @return the model
   */
  public static ProjectionForceModel trainForces(int references, int molecules, int threads) {
    List<Structure> structures = molecules(molecules, 1);
    List<double[]> forces = structures.stream().map(TinyModels::forces).toList();
    DescriptorSettings descriptor =
        new DescriptorSettings(
            new SoapSettings(3.0, 4, 2, 0.4, List.of(H, C), true, SoapSettings.Average.OFF), 4);
    try (WorkerPool pool = new WorkerPool(threads)) {
      Map<Element, ElementEnvironments> data =
          new EnvironmentExtractor(descriptor)
              .extract(structures, forces, pool, ProgressListener.SILENT);
      Provenance provenance =
          new Provenance(
              List.of(new Provenance.DataFile("methane.xyz", "00ff", molecules)), 0, "test", "17");
      return new ProjectionForceModelTrainer(descriptor, pool, ProgressListener.SILENT)
          .fit(data, ProjectionSettings.accurate(references, 30_000, 0), provenance);
    }
  }
}
