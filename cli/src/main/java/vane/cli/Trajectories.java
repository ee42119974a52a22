package vane.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.UnitsCheck;

/**
 * Passes over the frames of trajectories, a batch at a time, and warns of units that look wrong.
 */
final class Trajectories {
  /** Frames that are worked on together: enough for the threads, little for the memory. */
  private static final int BATCH = 256;

  /** Atoms after which a batch ends, whatever the number of frames. */
  private static final int BATCH_ATOMS = 20_000;

  private Trajectories() {}

  /**
   * Reads all frames of a trajectory, a batch at a time.
   *
   * @param path the trajectory
   * @param run hears of warnings
   * @param batches takes the batches in order, none of them empty
   * @return the number of frames
   * @throws vane.InputException if the file is not as it must be, or holds no frame
   */
  static long read(TrajectoryPath path, RunOptions run, Consumer<List<Frame>> batches) {
    return read(path, run, new UnitsCheck(), batches);
  }

  /**
   * Reads all frames of a trajectory with their forces, a batch at a time.
   *
   * @param path the trajectory
   * @param column where the forces are
   * @param run hears of warnings
   * @param batches takes the batches in order, none of them empty, and the forces of each frame
   * @return the number of frames
   * @throws vane.InputException if the file is not as it must be, holds no frame, or lacks forces
   */
  static long readWithForces(
      TrajectoryPath path,
      ForceColumn column,
      RunOptions run,
      BiConsumer<List<Frame>, List<double[]>> batches) {
    UnitsCheck units = new UnitsCheck();
    return read(
        path,
        run,
        units,
        batch -> {
          List<double[]> forces = batch.stream().map(column::of).toList();
          forces.forEach(units::addForces);
          batches.accept(batch, forces);
        });
  }

  private static long read(
      TrajectoryPath path, RunOptions run, UnitsCheck units, Consumer<List<Frame>> batches) {
    long count = 0;
    try (Stream<Frame> frames = path.frames()) {
      Iterator<Frame> iterator = frames.iterator();
      List<Frame> batch = new ArrayList<>();
      int atoms = 0;
      while (iterator.hasNext()) {
        Frame frame = iterator.next();
        units.addStructure(frame.structure());
        batch.add(frame);
        atoms += frame.structure().size();
        count++;
        if (batch.size() == BATCH || atoms >= BATCH_ATOMS) {
          batches.accept(batch);
          batch = new ArrayList<>();
          atoms = 0;
        }
      }
      if (!batch.isEmpty()) {
        batches.accept(batch);
      }
    }
    units.warnings().forEach(warning -> run.remark("warning: " + path + ": " + warning));
    return count;
  }
}
