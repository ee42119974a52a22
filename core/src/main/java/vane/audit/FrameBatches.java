package vane.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.MissingColumnException;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzFormatException;

/**
 * Passes over the frames of a trajectory, a batch at a time, leaves out those that nothing can be
 * learnt from, and warns of what looks wrong ({@link DataAudit}).
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
    DataAudit audit = new DataAudit(false);
    long count = 0;
    Batch<Frame> batch = new Batch<>(batches);
    try (Stream<Frame> frames = path.frames()) {
      Iterator<Frame> iterator = frames.iterator();
      while (iterator.hasNext()) {
        Frame frame = iterator.next();
        audit.addFrame(frame);
        batch.add(frame, frame.structure().size());
        count++;
      }
      batch.hand();
    }
    audit.warnings().forEach(warning -> warnings.accept(path + ": " + warning));
    return count;
  }

  /**
   * Reads all frames of a trajectory that have forces, a batch at a time. Frames without forces are
   * left out with a warning.
   *
   * @param path the trajectory
   * @param column where the forces are
   * @param choices what is done with frames
   * @param digest takes all bytes of a file that cannot be read again for its checksum, those
   *     behind the last chosen frame, too
   * @param warnings hears of each warning, a line that names the trajectory
   * @param batches takes the batches in order, none of them empty
   * @return the number of frames handed on
   * @throws vane.InputException if the file is not as it must be, holds no frame, or no frame has
   *     forces; if all forces are zero, or are the same vector
   */
  public static long readWithForces(
      TrajectoryPath path,
      ForceColumn column,
      FrameChoices choices,
      Optional<MessageDigest> digest,
      Consumer<String> warnings,
      Consumer<List<LabelledFrame>> batches) {
    DataAudit audit = new DataAudit(false);
    long count = readWithForces(path, column, choices, digest, audit, batches);
    audit.warnings().forEach(warning -> warnings.accept(path + ": " + warning));
    return count;
  }

  /**
   * As above, with an audit that the caller keeps.
   *
   * @param path the trajectory
   * @param column where the forces are
   * @param choices what is done with frames
   * @param digest takes all bytes of the file; empty if nobody needs them
   * @param audit sees all frames
   * @param batches takes the batches in order, none of them empty
   * @return the number of frames handed on
   * @throws vane.InputException as above
   */
  public static long readWithForces(
      TrajectoryPath path,
      ForceColumn column,
      FrameChoices choices,
      Optional<MessageDigest> digest,
      DataAudit audit,
      Consumer<List<LabelledFrame>> batches) {
    ForceAudit pass = new ForceAudit(path.toString(), column, audit);
    Consumer<XyzFormatException> refused =
        error -> {
          if (!choices.skipBadFrames()) {
            throw error;
          }
          pass.addBad(1, error.getMessage());
        };
    Batch<LabelledFrame> batch = new Batch<>(batches);
    try (Stream<Frame> frames = path.frames(digest, refused)) {
      Iterator<Frame> iterator = frames.iterator();
      while (iterator.hasNext()) {
        Frame frame = iterator.next();
        pass.addFrame(frame);
        try {
          LabelledFrame labelled = labelled(frame, column, choices);
          pass.addForces(labelled, () -> column.others(frame));
          batch.add(labelled, frame.structure().size());
        } catch (MissingColumnException error) {
          pass.addWithout(error.location(), error);
        } catch (XyzFormatException error) {
          if (!choices.skipBadFrames()) {
            throw error;
          }
          pass.addUnreadable(error);
        }
      }
      batch.hand();
    }
    return pass.end();
  }

  /**
   * A frame with its forces.
   *
   * @param frame the frame
   * @param column where the forces are
   * @param choices what is done with frames
   * @return the frame, its forces and which atoms constraints hold
   * @throws vane.InputException if a force is not a number; a {@link MissingColumnException} if the
   *     frame has none
   */
  public static LabelledFrame labelled(Frame frame, ForceColumn column, FrameChoices choices) {
    double[] forces = column.of(frame);
    LabelledFrame labelled = new LabelledFrame(frame, forces, HeldAtoms.of(frame, forces));
    if (choices.removeNetForce() && labelled.held().isEmpty()) {
      double[] mean = new double[3];
      int atoms = frame.structure().size();
      for (int i = 0; i < forces.length; i++) {
        mean[i % 3] += forces[i] / atoms;
      }
      for (int i = 0; i < forces.length; i++) {
        forces[i] -= mean[i % 3];
      }
    }
    return labelled;
  }

  /** Frames that are handed on together. */
  private static final class Batch<F> {
    private final Consumer<List<F>> batches;
    private List<F> frames = new ArrayList<>();
    private int atoms;

    Batch(Consumer<List<F>> batches) {
      this.batches = batches;
    }

    void add(F frame, int size) {
      frames.add(frame);
      atoms += size;
      if (frames.size() == BATCH || atoms >= BATCH_ATOMS) {
        hand();
      }
    }

    void hand() {
      if (!frames.isEmpty()) {
        batches.accept(frames);
        frames = new ArrayList<>();
        atoms = 0;
      }
    }
  }
}
