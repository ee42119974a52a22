package vane.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vane.InputException;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.XyzReader;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * The bundled trajectories: six linear alkanes, three runs each.
 *
 * @param structures the frames, molecule by molecule, run by run, in order of time
 * @param forces the forces of each frame, {@code [nAtoms × 3]} in eV/Å
 * @param steps the place of each frame in its run
 */
public record AlkaneTrajectories(
    List<Structure> structures, List<double[]> forces, List<Integer> steps) {
  /** The molecules, shortest first. */
  public static final List<String> MOLECULES =
      List.of("ethane", "propane", "butane", "pentane", "hexane", "heptane");

  /** Copies the lists. */
  public AlkaneTrajectories {
    structures = List.copyOf(structures);
    forces = List.copyOf(forces);
    steps = List.copyOf(steps);
  }

  /**
   * Reads some runs of all molecules.
   *
   * @param folder holds {@code NAME-runR.xyz.gz}
   * @param runs which runs
   * @param pool the threads
   * @return the frames
   * @throws InputException if a file is missing or not as it must be
   */
  public static AlkaneTrajectories read(Path folder, List<Integer> runs, WorkerPool pool) {
    List<Path> files = files(folder, runs);
    List<List<Frame>> frames = new ArrayList<>();
    files.forEach(file -> frames.add(new ArrayList<>()));
    pool.run(files.size(), i -> readInto(files.get(i), frames.get(i)));
    List<Structure> structures = new ArrayList<>();
    List<double[]> forces = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (List<Frame> run : frames) {
      for (int step = 0; step < run.size(); step++) {
        structures.add(run.get(step).structure());
        forces.add(ForceColumn.byDefault().of(run.get(step)));
        steps.add(step);
      }
    }
    return new AlkaneTrajectories(structures, forces, steps);
  }

  /**
   * The files of some runs of all molecules.
   *
   * @param folder holds {@code NAME-runR.xyz.gz}
   * @param runs which runs
   * @return one path a molecule and run
   * @throws InputException if one does not exist
   */
  public static List<Path> files(Path folder, List<Integer> runs) {
    List<Path> files = new ArrayList<>();
    for (String molecule : MOLECULES) {
      for (int run : runs) {
        Path file = folder.resolve(molecule + "-run" + run + ".xyz.gz");
        if (!Files.isRegularFile(file)) {
          throw new InputException(file + ": no such file, expected a bundled trajectory");
        }
        files.add(file);
      }
    }
    return files;
  }

  private static void readInto(Path file, List<Frame> frames) {
    try (XyzReader reader = XyzReader.open(file)) {
      reader.forEach(frames::add);
    }
  }
}
