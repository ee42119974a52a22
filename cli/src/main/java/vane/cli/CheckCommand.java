package vane.cli;

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
import vane.audit.AuditJson;
import vane.audit.AuditReport;
import vane.audit.DataAudit;
import vane.audit.FrameBatches;
import vane.audit.FrameCopies;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.MissingColumnException;
import vane.io.xyz.TrajectoryPath;
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
      "Examples:",
      "  vane check data/alkanes/*.xyz.gz",
      "  vane check run.xyz --forces-key REF_forces --json check.json"
    })
final class CheckCommand implements Callable<Integer> {
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

  @Mixin private TrajectoryOptions trajectory;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** Whether a file was not as it must be. */
  private boolean isBad;

  @Override
  public Integer call() throws IOException {
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    if (json != null) {
      force.check("--json", json, EARLIER, paths.stream().map(TrajectoryPath::path).toList());
      PendingFile.requireWritable(json);
    }
    List<String> names = new ArrayList<>();
    List<AuditReport> reports = new ArrayList<>();
    List<Structure> structures = new ArrayList<>();
    List<FrameLocation> locations = new ArrayList<>();
    try (StageProgress progress = new StageProgress(run)) {
      progress.stage("checking trajectories", paths.size());
      for (TrajectoryPath path : paths) {
        names.add(path.toString());
        reports.add(report(path, structures, locations));
        progress.advance(1);
      }
    }
    List<String> copies = copies(structures, locations);
    for (int p = 0; p < names.size(); p++) {
      AuditTable.print(names.get(p), reports.get(p), run.out());
    }
    copies.forEach(copy -> run.out().println("warning: " + copy));
    if (reports.stream().allMatch(report -> report.warnings().isEmpty()) && copies.isEmpty()) {
      run.out().println("nothing looks wrong");
    }
    run.out().flush();
    if (json != null) {
      PendingFile.write(json, AuditJson.text(names, reports, copies));
      run.remark("wrote " + json);
    }
    return isBad ? ExitStatus.BAD_INPUT : ExitStatus.DONE;
  }

  private AuditReport report(
      TrajectoryPath path, List<Structure> structures, List<FrameLocation> locations) {
    DataAudit audit = new DataAudit(true);
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

  private static List<String> copies(List<Structure> structures, List<FrameLocation> locations) {
    int[] firsts = FrameCopies.firsts(structures);
    List<String> copies = new ArrayList<>();
    int count = 0;
    String first = "";
    for (int s = 0; s < firsts.length; s++) {
      if (firsts[s] != s) {
        first = count == 0 ? locations.get(s) + " of " + locations.get(firsts[s]) : first;
        count++;
      }
    }
    if (count > 0) {
      copies.add(
          Plural.of(count, "frame")
              + " of "
              + firsts.length
              + " are copies of others (the first: "
              + first
              + ")");
    }
    return copies;
  }
}
