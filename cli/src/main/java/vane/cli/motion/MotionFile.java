package vane.cli.motion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vane.InputException;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.Snapshot;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.WholeFrames;
import vane.io.xyz.XyzAppender;
import vane.structure.Cell;
import vane.structure.Structure;

/**
 * The extended XYZ of a dynamics run: written as the run goes, and read again to go on.
 *
 * <p>Each frame holds all digits of its positions and momenta, its step and the settings of the
 * run. The frames of the replicas at one step stand together.
 */
final class MotionFile implements AutoCloseable {
  /** As ASE names momenta, in its unit √(u·eV). */
  static final String MOMENTA = "momenta";

  private static final String STEP = "step";
  private static final String REPLICA = "replica";
  private static final String SETTINGS = "md";

  private final Frames frames;
  private final XyzAppender file;

  private MotionFile(Frames frames, XyzAppender file) {
    this.frames = frames;
    this.file = file;
  }

  /**
   * What is the same in all frames of a run.
   *
   * @param template the start of the run
   * @param settings the settings of the run
   * @param timestepFs the time of a step in fs
   * @param replicas how many copies move
   * @param prefix what the names of forces and energies begin with
   */
  record Frames(
      Frame template, RunSettings settings, double timestepFs, int replicas, String prefix) {}

  /** What a file holds of a run, and where it stands. */
  record Tail(WholeFrames whole, List<PhasePoint> points) {}

  /**
   * Looks for the last step of which the frames of all replicas are whole.
   *
   * @param path the file of a run
   * @param template the start of the run
   * @param settings the settings of the run that shall go on
   * @param replicas how many replicas it has
   * @return where the run stands; nothing if there is no file or no whole step in it
   * @throws InputException if the file is of another run
   */
  static Optional<Tail> tail(Path path, Frame template, RunSettings settings, int replicas) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    WholeFrames whole = WholeFrames.of(path, 1);
    if (whole.count() > 0) {
      requireSame(whole.last(1).get(0), settings);
    }
    whole = WholeFrames.of(path, replicas);
    if (whole.count() == 0) {
      return Optional.empty();
    }
    List<PhasePoint> points = new ArrayList<>();
    for (Frame frame : whole.last(replicas)) {
      points.add(point(frame, template.structure(), replicas > 1 ? points.size() : -1));
      if (points.get(0).step() != points.get(points.size() - 1).step()) {
        throw broken(frame, "the step of another frame");
      }
    }
    return Optional.of(new Tail(whole, points));
  }

  private static void requireSame(Frame frame, RunSettings settings) {
    if (!frame.info().containsKey(SETTINGS)) {
      throw broken(frame, "no key " + SETTINGS);
    }
    RunSettings before = RunSettings.parse(frame.info().get(SETTINGS).text());
    settings.requireSame(before, frame.location().toString(), "--steps");
  }

  private static PhasePoint point(Frame frame, Structure start, int replica) {
    Structure structure = frame.structure();
    if (!structure.elements().equals(start.elements())
        || !sameCell(structure.cell(), start.cell())) {
      throw broken(frame, "other elements or another cell than those of the start");
    }
    if (replica >= 0 && number(frame, REPLICA) != replica) {
      throw broken(frame, "replica " + number(frame, REPLICA) + " where " + replica + " belongs");
    }
    return new PhasePoint(number(frame, STEP), structure, frame.vectors(MOMENTA));
  }

  private static boolean sameCell(Optional<Cell> one, Optional<Cell> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() && other.isEmpty();
    }
    for (int vector = 0; vector < 3; vector++) {
      if (one.get().isPeriodic(vector) != other.get().isPeriodic(vector)) {
        return false;
      }
    }
    return Arrays.equals(one.get().vectors(), other.get().vectors());
  }

  private static long number(Frame frame, String key) {
    InfoValue value = frame.info().get(key);
    if (value == null || value.real().isEmpty()) {
      throw broken(frame, "no key " + key);
    }
    return (long) value.real().getAsDouble();
  }

  private static InputException broken(Frame frame, String found) {
    return new InputException(
        frame.location() + ": found " + found + ", expected a frame of the run that shall go on");
  }

  /** Begins a file, over one of that name if there is one. */
  static MotionFile create(Path path, Frames frames) {
    return new MotionFile(frames, XyzAppender.create(path));
  }

  /** Goes on behind a tail. */
  static MotionFile resume(Tail tail, Frames frames) {
    return new MotionFile(frames, XyzAppender.resume(tail.whole()));
  }

  /** Writes the frames of all replicas at one step. */
  void write(List<Snapshot> snapshots) {
    for (Snapshot snapshot : snapshots) {
      file.write(frame(snapshot));
    }
  }

  private Frame frame(Snapshot snapshot) {
    PhasePoint point = snapshot.point();
    Frame frame =
        MovedFrame.of(frames.template(), point.structure(), snapshot.evaluation(), frames.prefix())
            .with(Column.reals(MOMENTA, 3, point.momenta()))
            .with(STEP, InfoValue.of(point.step()))
            .with("time_fs", InfoValue.of(point.step() * frames.timestepFs()))
            .with("temperature_K", InfoValue.of(snapshot.temperatureKelvin()));
    if (frames.replicas() > 1) {
      frame = frame.with(REPLICA, InfoValue.of(snapshot.replica()));
    }
    return frame.with(SETTINGS, InfoValue.of(frames.settings().toString()));
  }

  @Override
  public void close() {
    file.close();
  }
}
