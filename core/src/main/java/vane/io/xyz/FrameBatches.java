package vane.io.xyz;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Passes over the frames of a trajectory, a batch at a time, and warns of units that look wrong.
 */
public final class FrameBatches {
  /** Frames that are worked on together: enough for the threads, little for the memory. */
  private static final int BATCH = 256;

  /** Atoms after which a batch ends, whatever the number of frames. */
  private static final int BATCH_ATOMS = 20_000;

  private FrameBatches() {}

  /**
   * Reads all frames of a trajectory, a batch at a time.
   *
   * @param path the trajectory
   * @param warnings hears of each warning, a line that names the trajectory
   * @param batches takes the batches in order, none of them empty
   * @return the number of frames
   * @throws vane.InputException if the file is not as it must be, or holds no frame
   */
  public static long read(
      TrajectoryPath path, Consumer<String> warnings, Consumer<List<Frame>> batches) {
    return read(path, Optional.empty(), warnings, new UnitsCheck(), batches);
  }

  /**
   * Reads all frames of a trajectory with their forces, a batch at a time.
   *
   * @param path the trajectory
   * @param column where the forces are
   * @param warnings hears of each warning, a line that names the trajectory
   * @param batches takes the batches in order, none of them empty, and the forces of each frame,
   *     {@code [nAtoms × 3]} in eV/Å
   * @return the number of frames
   * @throws vane.InputException if the file is not as it must be, holds no frame, or lacks forces
   */
  public static long readWithForces(
      TrajectoryPath path,
      ForceColumn column,
      Consumer<String> warnings,
      BiConsumer<List<Frame>, List<double[]>> batches) {
    return readWithForces(path, column, Optional.empty(), warnings, batches);
  }

  /**
   * As above, for a file that cannot be read again for its checksum.
   *
   * @param path the trajectory
   * @param column where the forces are
   * @param digest takes all bytes of the file, those behind the last chosen frame, too
   * @param warnings hears of each warning, a line that names the trajectory
   * @param batches takes the batches in order, none of them empty, and the forces of each frame,
   *     {@code [nAtoms × 3]} in eV/Å
   * @return the number of frames
   * @throws vane.InputException if the file is not as it must be, holds no frame, or lacks forces
   */
  public static long readWithForces(
      TrajectoryPath path,
      ForceColumn column,
      Optional<MessageDigest> digest,
      Consumer<String> warnings,
      BiConsumer<List<Frame>, List<double[]>> batches) {
    UnitsCheck units = new UnitsCheck();
    return read(
        path,
        digest,
        warnings,
        units,
        batch -> {
          List<double[]> forces = batch.stream().map(column::of).toList();
          forces.forEach(units::addForces);
          batches.accept(batch, forces);
        });
  }

  private static long read(
      TrajectoryPath path,
      Optional<MessageDigest> digest,
      Consumer<String> warnings,
      UnitsCheck units,
      Consumer<List<Frame>> batches) {
    long count = 0;
    try (Stream<Frame> frames = path.frames(digest)) {
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
    units.warnings().forEach(warning -> warnings.accept(path + ": " + warning));
    return count;
  }
}
