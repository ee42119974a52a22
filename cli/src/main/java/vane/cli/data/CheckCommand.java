package vane.cli.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.InputException;
import vane.Plural;
import vane.Version;
import vane.audit.AuditJson;
import vane.audit.AuditReport;
import vane.audit.DataAudit;
import vane.audit.FrameBatches;
import vane.audit.FrameCopies;
import vane.audit.LabelledFrame;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.MissingColumnException;
import vane.io.xyz.TrajectoryPath;
import vane.outlier.OutlierJson;
import vane.outlier.OutlierReport;
import vane.outlier.OutlierSearch;
import vane.parallel.WorkerPool;
import vane.report.check.CheckReport;
import vane.report.page.ReportFolder;
import vane.report.viewer.CheckedFrames;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** {@code vane check}: what trajectories hold, and what looks wrong in them. */
@Command(
    name = "check",
    description = "Says what trajectories hold, and what looks wrong in them.",
    footer = {
      "",
      "What is looked at: columns, keys and elements; units of lengths and forces; forces that are",
      "zero, the same everywhere or the wrong way round; the sum of the forces of a frame; atoms",
      "that constraints hold; the closest contacts; frames that are copies of others. The commands",
      "train and evaluate give the same warnings. Exit status 2: a file could not be read.",
      "",
      "With --outliers each frame is compared with what all others say of its forces: small",
      "potentials are trained that have not seen it. Of many frames some are learnt from, and all",
      "are compared.",
      "",
      "Examples:",
      "  vane check data/alkanes/*.xyz.gz",
      "  vane check run.xyz --forces-key REF_forces --json check.json",
      "  vane check run.xyz --outliers --report run-check"
    })
public final class CheckCommand implements Callable<Integer> {
  private static final EarlierOutput EARLIER =
      EarlierOutput.json("what check found", "kind", "trajectories", "warnings");

  @Parameters(
      arity = "1..*",
      paramLabel = "DATA.xyz",
      description =
          "Trajectories, - for standard input; a selection of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      converter = OutputPath.class,
      description = "Write what was found to a JSON file too; - for standard output.")
  private Path json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write report.html into this folder: what was found, with plots, and the structures that"
              + " it names.")
  private Path report;

  @Option(
      names = "--outliers",
      description = "Look for frames and atoms whose forces disagree with all others, too.")
  private boolean outliers;

  @Mixin private TrajectoryOptions trajectory;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** Whether a file was not as it must be. */
  private boolean isBad;

  private int trajectories;

  /** The command as picocli makes it. */
  public CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    requireOutputs(paths.stream().map(TrajectoryPath::path).toList());
    List<String> names = paths.stream().map(TrajectoryPath::toString).toList();
    List<AuditReport> reports = new ArrayList<>();
    List<Structure> structures = new ArrayList<>();
    List<LabelledStructure> examples = new ArrayList<>();
    List<FrameLocation> locations = new ArrayList<>();
    List<String> together = new ArrayList<>();
    Optional<OutlierReport> found;
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      progress.stage("checking trajectories", paths.size());
      for (TrajectoryPath path : paths) {
        reports.add(report(path, structures, examples, locations));
        progress.advance(1);
      }
      copies(structures, locations).ifPresent(together::add);
      found = outliers ? outliers(examples, locations, pool, progress) : Optional.empty();
    }
    found.flatMap(OutlierReport::warning).ifPresent(together::add);
    for (int p = 0; p < names.size(); p++) {
      AuditTable.print(names.get(p), reports.get(p), run.out());
    }
    found.ifPresent(each -> OutlierTable.print(each, run.out()));
    together.forEach(warning -> run.out().println("warning: " + warning));
    if (reports.stream().allMatch(each -> each.warnings().isEmpty()) && together.isEmpty()) {
      run.out().println("nothing looks wrong");
    }
    run.out().flush();
    if (json != null) {
      ObjectNode root = AuditJson.of(names, reports, together);
      found.ifPresent(each -> root.set("outliers", OutlierJson.of(each)));
      PendingFile.write(json, root.toPrettyString() + "\n");
      run.remark("wrote " + json);
    }
    if (report != null) {
      CheckReport page = new CheckReport(names, reports, together, found);
      run.remark(
          "wrote "
              + page.write(
                  CheckedFrames.part(examples, locations, reports, found),
                  Version.text(),
                  ReportFolder.create(report)));
    }
    return isBad ? ExitStatus.BAD_INPUT : ExitStatus.DONE;
  }

  private void requireOutputs(List<Path> read) {
    if (json != null) {
      force.check("--json", json, EARLIER, read);
      PendingFile.requireWritable(json);
    }
    if (report != null) {
      force.check(read).require(ReportFolder.page(report), CheckReport.EARLIER);
      ReportFolder.requireWritable(report);
    }
  }

  private Optional<OutlierReport> outliers(
      List<LabelledStructure> examples,
      List<FrameLocation> locations,
      WorkerPool pool,
      StageProgress progress) {
    try {
      return Optional.of(new OutlierSearch(pool, progress).find(examples, locations));
    } catch (InputException impossible) {
      run.warning("outliers cannot be looked for: " + impossible.getMessage());
      return Optional.empty();
    }
  }

  private AuditReport report(
      TrajectoryPath path,
      List<Structure> structures,
      List<LabelledStructure> examples,
      List<FrameLocation> locations) {
    DataAudit audit = new DataAudit(true);
    int number = trajectories++;
    try {
      FrameBatches.readWithForces(
          path,
          trajectory.forceColumn(),
          trajectory.choices(false),
          Optional.empty(),
          audit,
          batch ->
              batch.forEach(
                  labelled -> {
                    structures.add(labelled.frame().structure());
                    if (outliers || report != null) {
                      examples.add(example(labelled, number));
                    }
                    locations.add(labelled.frame().location());
                  }));
      return audit.report();
    } catch (MissingColumnException none) {
      return audit.report().with(List.of(none.getMessage()));
    } catch (InputException wrong) {
      isBad = true;
      return audit.report().with(List.of(wrong.getMessage()));
    }
  }

  private static LabelledStructure example(LabelledFrame labelled, int trajectory) {
    return new LabelledStructure(labelled.frame().structure(), labelled.forces(), trajectory)
        .withHeld(labelled.held());
  }

  private static Optional<String> copies(
      List<Structure> structures, List<FrameLocation> locations) {
    int[] firsts = FrameCopies.firsts(structures);
    int count = 0;
    String first = "";
    for (int s = 0; s < firsts.length; s++) {
      if (firsts[s] != s) {
        first = count == 0 ? locations.get(s) + " of " + locations.get(firsts[s]) : first;
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            Plural.of(count, "frame")
                + " of "
                + firsts.length
                + " are copies of others (the first: "
                + first
                + ")");
  }
}
