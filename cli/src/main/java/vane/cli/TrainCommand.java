package vane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Version;
import vane.descriptor.SoapSettings;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;
import vane.io.output.PendingFile;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.TrajectoryPath;
import vane.mlm.OaMlmSettings;
import vane.mlm.Regression;
import vane.model.DescriptorSettings;
import vane.model.ElementEnvironments;
import vane.model.EnvironmentExtractor;
import vane.model.ModelFile;
import vane.model.OaMlmForceModel;
import vane.model.OaMlmForceModelTrainer;
import vane.model.Provenance;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/** {@code vane train}: a model from trajectories with forces. */
@Command(
    name = "train",
    description = "Trains a model on trajectories with forces, one model an element inside.",
    footer = {
      "",
      "The preset paper is the OA-MLM of the ESANN 2021 paper: its SOAP, RS-maximin references,",
      "K = 7500 or every environment of an element where there are fewer.",
      "",
      "Examples:",
      "  vane train data/alkanes/*-run1.xyz.gz --references 500 --out alkanes.vane",
      "  vane train run.xyz@::10 --forces-key REF_forces --references 1000 \\",
      "      --training-environments 10000 --selection random --solver closed-form --out run.vane"
    })
final class TrainCommand implements Callable<Integer> {
  private static final int PAPER_REFERENCES = 7500;

  @Parameters(
      arity = "1..*",
      paramLabel = "TRAIN.xyz",
      description = "Trajectories with forces; a choice of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write.")
  private Path out;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "oa-mlm",
      description = "The method: oa-mlm (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "paper",
      description = "Where the defaults come from: paper (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(
      names = {"-k", "--references"},
      paramLabel = "K",
      description = "References an element (default: 7500, or all if there are fewer).")
  private Integer references;

  @Option(
      names = "--training-environments",
      paramLabel = "N",
      description = "Training environments an element, at least K (default: the references).")
  private Integer trainingEnvironments;

  @Option(
      names = "--neighbours",
      paramLabel = "M",
      defaultValue = "4",
      description = "Nearest neighbours that are fitted, 1 to 6 (default: ${DEFAULT-VALUE}).")
  private int neighbours;

  @Option(
      names = "--sigma1",
      paramLabel = "S",
      defaultValue = "0.25",
      description = "Width of the loss in the cosine (default: ${DEFAULT-VALUE}).")
  private double sigma1;

  @Option(
      names = "--sigma2",
      paramLabel = "Å",
      defaultValue = "0.5",
      description = "Width of the loss in the goodness of fit (default: ${DEFAULT-VALUE}).")
  private double sigma2;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      defaultValue = "squared",
      description =
          "What the linear maps minimise: squared (the regular model) or huber (the robust one;"
              + " default: ${DEFAULT-VALUE}).")
  private String loss;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Huber parameter of --loss huber, at least 1, the most robust (default: 1.1).")
  private Double epsilon;

  @Mixin private RegressionOptions huber;
  @Mixin private DescriptorOptions descriptor;
  @Mixin private SelectionOptions selection;
  @Mixin private FitOptions fit;
  @Mixin private SolverOption solver;
  @Mixin private TrajectoryOptions trajectory;
  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    requireKnown("--method", method, "oa-mlm");
    requireKnown("--preset", preset, "paper");
    // Settings are made before anything is read, so that a wrong one is told at once.
    settings(references == null ? Math.min(PAPER_REFERENCES, wanted()) : references);
    List<TrajectoryPath> paths = inputs.stream().map(TrajectoryPath::parse).toList();
    PendingFile.requireWritable(out);
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      List<Structure> structures = new ArrayList<>();
      List<double[]> forces = new ArrayList<>();
      List<FrameLocation> locations = new ArrayList<>();
      Provenance provenance = read(paths, structures, forces, locations, progress);
      DescriptorSettings description = description(structures);
      progress.stage("describing environments", structures.size());
      SortedMap<Element, ElementEnvironments> environments =
          FrameErrors.naming(
              locations,
              () ->
                  new EnvironmentExtractor(description)
                      .extract(structures, forces, pool, progress));
      Map<Element, OaMlmSettings> settings = new TreeMap<>();
      environments.forEach((element, rows) -> settings.put(element, settings(rows)));
      OaMlmForceModel model =
          new OaMlmForceModelTrainer(description, pool, progress)
              .fit(environments, settings, provenance);
      progress.stage("writing " + out, 0);
      ModelFile.save(model, out);
      progress.close();
      model
          .models()
          .forEach(
              (element, part) ->
                  run.remark(element + ": " + Wording.regression(part.mlm().report())));
      run.remark("wrote " + out);
    }
    return ExitStatus.DONE;
  }

  private static void requireKnown(String option, String found, String expected) {
    if (!found.equals(expected)) {
      throw new UsageException(option + ": found '" + found + "', expected " + expected);
    }
  }

  private Provenance read(
      List<TrajectoryPath> paths,
      List<Structure> structures,
      List<double[]> forces,
      List<FrameLocation> locations,
      StageProgress progress) {
    ForceColumn column = trajectory.forceColumn();
    List<Provenance.DataFile> data = new ArrayList<>();
    progress.stage("reading trajectories", paths.size());
    for (TrajectoryPath path : paths) {
      long frames =
          Trajectories.readWithForces(
              path,
              column,
              run,
              (batch, batchForces) -> {
                for (Frame frame : batch) {
                  structures.add(frame.structure());
                  locations.add(frame.location());
                }
                forces.addAll(batchForces);
              });
      data.add(dataFile(path, frames));
      progress.advance(1);
    }
    return new Provenance(data, run.seed(), Version.text(), System.getProperty("java.vm.version"));
  }

  private static Provenance.DataFile dataFile(TrajectoryPath path, long frames) {
    try {
      return Provenance.DataFile.of(path.path(), path.toString(), frames);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": cannot be read again for its checksum", failed);
    }
  }

  private DescriptorSettings description(List<Structure> structures) {
    SortedSet<Element> species = new TreeSet<>();
    structures.forEach(structure -> species.addAll(structure.composition()));
    // Periodic means: as the frame's pbc says. A model that ignored the cells of later frames would
    // see other descriptions than neighbours.
    return new DescriptorSettings(
        descriptor.settings(species, true, SoapSettings.Average.OFF), neighbours);
  }

  /** How many training environments are asked for at most. */
  private int wanted() {
    return trainingEnvironments == null ? PAPER_REFERENCES : trainingEnvironments;
  }

  /** For an element; without --references K is the paper's, or what there is. */
  private OaMlmSettings settings(ElementEnvironments environments) {
    return settings(
        references == null
            ? Math.max(1, environments.distinct(Math.min(PAPER_REFERENCES, wanted())))
            : references);
  }

  private OaMlmSettings settings(int count) {
    return new OaMlmSettings(
        count,
        trainingEnvironments == null ? count : trainingEnvironments,
        selection.selection(run.seed()),
        regression(),
        fit.settings(),
        new LossSettings(sigma1, sigma2),
        solver.solver().orElse(SequentialQuadratic.DEFAULT),
        run.seed());
  }

  private Regression regression() {
    switch (loss) {
      case "squared":
        if (epsilon != null || huber.isGiven()) {
          throw new UsageException(
              "found settings of Huber regression with --loss squared, expected --loss huber");
        }
        return new Regression.Ordinary();
      case "huber":
        return new Regression.Robust(huber.settings(epsilon == null ? 1.1 : epsilon));
      default:
        throw new UsageException("--loss: found '" + loss + "', expected squared or huber");
    }
  }
}
