package vane.cli.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.InputException;
import vane.cli.motion.AtomList;
import vane.cli.motion.FixedAtomsOption;
import vane.cli.motion.RunSettings;
import vane.cli.motion.StartFrames;
import vane.cli.program.ForceOption;
import vane.cli.program.UsageException;
import vane.cli.training.EquivariantOptions;
import vane.engines.dynamics.Inertia;
import vane.engines.learning.LearningSettings;
import vane.io.output.EarlierOutput;
import vane.io.output.OutputFileException;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.io.pipe.PipeTarget;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.XyzAppender;
import vane.model.EquivariantForceSettings;
import vane.model.Provenance;
import vane.model.file.ModelFile;

/** How {@code learn} learns, and where its model and its frames go. */
final class LearningOptions {
  private static final String MODEL_ENDING = ".vane";

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write, at the end.")
  private Path out;

  @Option(
      names = "--frames",
      paramLabel = "FRAMES.xyz",
      description =
          "The labelled frames, each written at once (default: MODEL without .vane, and"
              + " .frames.xyz).")
  private Path frames;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "200",
      description = "How often the engine may be called (default: ${DEFAULT-VALUE}).")
  private int budget;

  @Option(
      names = "--temperature",
      paramLabel = "K[,K…]",
      split = ",",
      defaultValue = "300",
      description =
          "The temperatures at which the model shall hold, in K; the replicas share them (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Double> temperatures;

  @Option(
      names = "--seed-forces",
      paramLabel = "NAME",
      description =
          "What moves the structure to the first frames, without a call of the engine: gfn-ff, by"
              + " libxtb, or springs (default: gfn-ff with xtb as the engine, else springs).")
  private String seedForces;

  @Option(
      names = "--hottest",
      paramLabel = "F",
      defaultValue = "1.2",
      description = "Explore up to F times the temperatures, too (default: ${DEFAULT-VALUE}).")
  private double hottest;

  @Option(
      names = "--replicas",
      paramLabel = "R",
      defaultValue = "12",
      description = "How many copies explore in a round (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--timestep",
      paramLabel = "FS",
      defaultValue = "0.5",
      description = "The time of a step in fs (default: ${DEFAULT-VALUE}).")
  private double timestepFs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "Learn until all replicas stay for so many steps inside of what is known (default:"
              + " ${DEFAULT-VALUE}).")
  private long steps;

  @Option(
      names = "--uncertainty",
      paramLabel = "E",
      description =
          "A frame is outside when an atom has an uncertainty above E in eV/Å (default: three times"
              + " the error on held-out frames).")
  private Double uncertainty;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "How exact a model: fast, default or accurate (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(
      names = "--resume",
      description = "Go on with the frames of a run that was stopped; begin if there are none.")
  private boolean resume;

  @Mixin private EquivariantOptions training;
  @Mixin private FixedAtomsOption fixed;
  @Mixin private ForceOption force;

  /**
   * Makes sure that what will be written may be: no file is touched that is not of such a run.
   *
   * @param inputs all files that the command reads
   * @throws UsageException if two options contradict each other
   * @throws OutputFileException if a file is there and neither to be resumed nor overwritten, or
   *     cannot be written
   */
  void check(List<Path> inputs) {
    if (resume && force.isGiven()) {
      throw new UsageException("--force: found with --resume, expected one of them");
    }
    if (frames().toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new UsageException("--frames: found " + out + ", expected another file than --out");
    }
    WriteCheck check = force.check(inputs);
    for (Path file : List.of(out, frames())) {
      if (PipeTarget.is(file)) {
        throw new OutputFileException(file, "it is a pipe, expected a file that can be read again");
      }
      if (resume) {
        check.requireNoInput(file);
      } else {
        check.require(
            file, EarlierOutput.none(), "--resume goes on with its run, --force writes over it");
      }
    }
    if (resume && Files.exists(out)) {
      requireOfRun();
    }
    PendingFile.requireWritable(out);
    XyzAppender.requirePossible(frames());
  }

  /** A model that is there while a run goes on must be one that was learnt from its frames. */
  private void requireOfRun() {
    boolean ofRun =
        Files.exists(frames())
            && ModelFile.open(out).provenance().data().stream()
                .map(Provenance.DataFile::name)
                .toList()
                .equals(List.of(frames().getFileName().toString()));
    if (!ofRun) {
      throw new OutputFileException(
          out,
          "it is there already and was not learnt from " + frames() + "; --force writes over it");
    }
  }

  /**
   * What moves the structure to the first frames.
   *
   * @param usual where nothing is asked for
   * @throws UsageException if it is unknown
   */
  SeedForces seedForces(SeedForces usual) {
    return seedForces == null ? usual : SeedForces.named(seedForces);
  }

  /** Where the model goes. */
  Path out() {
    return out;
  }

  /** Where the frames go. */
  Path frames() {
    if (frames != null) {
      return frames;
    }
    String name = out.getFileName().toString();
    String stem =
        name.endsWith(MODEL_ENDING)
            ? name.substring(0, name.length() - MODEL_ENDING.length())
            : name;
    return out.resolveSibling(stem + ".frames.xyz");
  }

  /** Whether a run that was stopped goes on. */
  boolean resume() {
    return resume;
  }

  /**
   * How to learn.
   *
   * @param seed of every random choice
   * @return the settings
   * @throws InputException if one is out of range
   */
  LearningSettings settings(long seed) {
    if (!EquivariantOptions.PRESETS.contains(preset)) {
      throw new UsageException(
          "--preset: found '"
              + preset
              + "', expected "
              + String.join(" or ", EquivariantOptions.PRESETS));
    }
    return new LearningSettings(
        budget,
        temperatures,
        hottest,
        replicas,
        timestepFs,
        steps,
        LearningSettings.usualSeedFrames(budget),
        uncertainty == null ? OptionalDouble.empty() : OptionalDouble.of(uncertainty),
        LearningSettings.USUAL_FAILURES,
        training.settings(preset, OptionalInt.empty(), OptionalInt.of(0), seed),
        seed);
  }

  /** The masses of a frame, and which of its atoms are fixed. */
  Inertia inertia(Frame frame) {
    return fixed.inertia(frame);
  }

  /** All that decides which frames are labelled, but for the budget. */
  RunSettings kept(
      Frame frame,
      Inertia inertia,
      LearningSettings settings,
      SeedForces seeds,
      Map<String, String> origin) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "temperature",
        settings.temperaturesKelvin().stream()
            .map(each -> InfoValue.of(each).source())
            .collect(Collectors.joining(",")));
    values.put("seed-forces", seeds.toString());
    values.put("hottest", InfoValue.of(hottest).source());
    values.put("replicas", Integer.toString(replicas));
    values.put("timestep", InfoValue.of(timestepFs).source());
    values.put("steps", Long.toString(steps));
    values.put(
        "uncertainty", uncertainty == null ? "relative" : InfoValue.of(uncertainty).source());
    EquivariantForceSettings train = settings.training();
    values.put("preset", preset);
    values.put("cutoff", text(train.cutoffAngstrom()));
    values.put(
        "degrees",
        train
            .degrees()
            .map(each -> each.one() + "," + each.two() + "," + each.three() + "," + each.four())
            .orElse("preset"));
    // Files of earlier builds do not have these two.
    if (train.angularWeight().isPresent()) {
      values.put("angular-weight", text(train.angularWeight()));
    }
    if (train.largestL().isPresent()) {
      values.put("largest-l", Integer.toString(train.largestL().getAsInt()));
    }
    values.put("ridge", text(train.ridge()));
    values.put("seed", Long.toString(settings.seed()));
    values.put("fixed", new AtomList(fixed.of(frame)).toString());
    values.put("start", StartFrames.checksum(frame.structure(), new double[0], inertia));
    values.putAll(origin);
    return new RunSettings(values);
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? InfoValue.of(value.getAsDouble()).source() : "preset";
  }
}
