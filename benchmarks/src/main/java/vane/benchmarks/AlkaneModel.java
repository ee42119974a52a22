package vane.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.XyzReader;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * Frames of the bundled alkanes ({@code -Dvane.data=}, default {@code data/alkanes}), the same ones
 * each time, and a model trained on them.
 */
final class AlkaneModel {
  private static final List<String> MOLECULES =
      List.of("ethane", "propane", "butane", "pentane", "hexane", "heptane");

  /** Of each molecule. */
  static final int FRAMES = 10;

  private static final double CUTOFF_ANGSTROM = 3.5;
  private static final double RIDGE = 1e-8;

  private final List<LabelledStructure> frames = new ArrayList<>();
  private final EquivariantPotential potential;

  AlkaneModel(EquivariantPreset preset, WorkerPool pool) {
    Path data = Path.of(System.getProperty("vane.data", "data/alkanes"));
    for (int trajectory = 0; trajectory < MOLECULES.size(); trajectory++) {
      read(data.resolve(MOLECULES.get(trajectory) + "-run1.xyz.gz"), trajectory);
    }
    EquivariantSettings settings =
        new EquivariantSettings(preset.basis(2, CUTOFF_ANGSTROM), 0, OptionalDouble.of(RIDGE));
    potential = new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(frames);
  }

  private void read(Path file, int trajectory) {
    int every = XyzReader.countFrames(file) / FRAMES;
    try (XyzReader reader = XyzReader.open(file)) {
      for (int f = 0; f < every * FRAMES; f++) {
        if (f % every == 0) {
          Frame frame = reader.next().orElseThrow();
          double[] forces = ForceColumn.byDefault().of(frame);
          frames.add(new LabelledStructure(frame.structure(), forces, trajectory));
        } else {
          reader.skip();
        }
      }
    }
  }

  EquivariantPotential potential() {
    return potential;
  }

  /** Frames of all molecules, from the smallest to heptane. */
  List<Structure> structures() {
    return frames.stream().map(LabelledStructure::structure).toList();
  }
}
