package vane.cli.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.InputException;
import vane.cli.motion.MovedFrame;
import vane.cli.motion.RunSettings;
import vane.engines.ForceEvaluation;
import vane.engines.learning.FrameStore;
import vane.engines.learning.LearntFrame;
import vane.engines.learning.LearntFrame.Purpose;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.WholeFrames;
import vane.io.xyz.XyzAppender;

/** The extended XYZ of labelled frames: written as they come, and read again to go on. */
final class LearningFile implements FrameStore, AutoCloseable {
  private static final String SETTINGS = "learn";
  private static final String ROUND = "learn_round";
  private static final String CALL = "learn_call";
  private static final String PURPOSE = "learn_purpose";
  private static final String FORCES = "forces";
  private static final String ENERGY = "energy";

  private final Path path;
  private final Frame template;
  private final RunSettings settings;
  private final List<LearntFrame> before;
  private final Optional<WholeFrames> whole;
  private XyzAppender file;

  private LearningFile(
      Path path,
      Frame template,
      RunSettings settings,
      List<LearntFrame> before,
      Optional<WholeFrames> whole) {
    this.path = path;
    this.template = template;
    this.settings = settings;
    this.before = before;
    this.whole = whole;
  }

  /** A new file; nothing is touched before the first frame. */
  static LearningFile create(Path path, Frame template, RunSettings settings) {
    return new LearningFile(path, template, settings, List.of(), Optional.empty());
  }

  /**
   * Goes on with a file, or begins it if it is not there.
   *
   * @param path the file
   * @param template the start of the run
   * @param settings the settings of the run
   * @return the file with the frames that are whole
   * @throws InputException if the file is of another run
   */
  static LearningFile resume(Path path, Frame template, RunSettings settings) {
    if (!Files.exists(path)) {
      return create(path, template, settings);
    }
    WholeFrames whole = WholeFrames.of(path, 1);
    List<LearntFrame> before = new ArrayList<>();
    for (Frame frame : whole.last(Math.toIntExact(whole.count()))) {
      requireSame(frame, settings);
      LearntFrame learnt = learnt(frame);
      if (!frame.structure().elements().equals(template.structure().elements())
          || !before.isEmpty() && !follows(learnt, before.get(before.size() - 1))) {
        throw broken(frame, "other elements, or a call out of order");
      }
      before.add(learnt);
    }
    return new LearningFile(path, template, settings, before, Optional.of(whole));
  }

  private static boolean follows(LearntFrame frame, LearntFrame before) {
    return frame.call() > before.call() && frame.round() >= before.round();
  }

  private static void requireSame(Frame frame, RunSettings settings) {
    if (!frame.info().containsKey(SETTINGS)) {
      throw broken(frame, "no key " + SETTINGS);
    }
    RunSettings before = RunSettings.parse(frame.info().get(SETTINGS).text());
    settings.requireSame(before, frame.location().toString(), "--budget");
  }

  private static LearntFrame learnt(Frame frame) {
    String purpose = Optional.ofNullable(frame.info().get(PURPOSE)).map(InfoValue::text).orElse("");
    for (Purpose each : Purpose.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(purpose)) {
        InfoValue energy = frame.info().get(ENERGY);
        return new LearntFrame(
            frame.structure(),
            frame.vectors(FORCES),
            energy == null ? OptionalDouble.empty() : energy.real(),
            number(frame, ROUND),
            number(frame, CALL),
            each);
      }
    }
    throw broken(frame, "no key " + PURPOSE);
  }

  private static int number(Frame frame, String key) {
    InfoValue value = frame.info().get(key);
    if (value == null || value.real().isEmpty()) {
      throw broken(frame, "no key " + key);
    }
    return (int) value.real().getAsDouble();
  }

  private static InputException broken(Frame frame, String found) {
    return new InputException(
        frame.location() + ": found " + found + ", expected a frame of the run that shall go on");
  }

  @Override
  public List<LearntFrame> frames() {
    return before;
  }

  @Override
  public void add(LearntFrame frame) {
    if (file == null) {
      file = whole.isPresent() ? XyzAppender.resume(whole.get()) : XyzAppender.create(path);
    }
    ForceEvaluation labels =
        new ForceEvaluation(frame.forces(), frame.energy(), Optional.empty(), Optional.empty(), 0);
    file.write(
        MovedFrame.of(template, frame.structure(), labels, "")
            .with(ROUND, InfoValue.of(frame.round()))
            .with(CALL, InfoValue.of(frame.call()))
            .with(PURPOSE, InfoValue.of(frame.purpose().name().toLowerCase(Locale.ROOT)))
            .with(SETTINGS, InfoValue.of(settings.toString())));
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
