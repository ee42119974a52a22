package vane.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.InputException;
import vane.Plural;
import vane.audit.FrameBatches;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.descriptor.Soap;
import vane.descriptor.SoapParameters;
import vane.descriptor.SoapSettings;
import vane.io.npy.NpyType;
import vane.io.npy.NpyWriter;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/** {@code vane describe}: SOAP vectors of all atoms as a NumPy array. */
@Command(
    name = "describe",
    description = "Writes the SOAP vector of every atom (or frame) as a NumPy array.",
    footer = {
      "",
      "The array has one row per atom, frame after frame, or one row per frame with --average.",
      "Features are those of DScribe's SOAP with the GTO basis, in the same order.",
      "",
      "Examples:",
      "  vane describe data/alkanes/ethane-run1.xyz.gz --species C,H --out ethane.npy",
      "  vane describe crystal.xyz --species Na,Cl --r-cut 5 --n-max 8 --l-max 6 --sigma 0.5 \\",
      "      --periodic --average inner --out crystal.npy"
    })
public final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "IN.xyz",
      description =
          "Trajectories, - for standard input; a selection of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = "--species",
      required = true,
      split = ",",
      paramLabel = "E",
      description = "The elements that the descriptor distinguishes, such as C,H.")
  private List<String> species;

  @Option(names = "--periodic", description = "Include periodic images, as the frames' pbc says.")
  private boolean periodic;

  @Option(
      names = "--average",
      defaultValue = "OFF",
      description =
          "One row per frame: inner averages before, outer after the products; off: one row per atom"
              + " (default: off).")
  private SoapSettings.Average average;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "X.npy",
      converter = OutputPath.class,
      description = "The array to write.")
  private Path out;

  @Mixin private DescriptorOptions descriptor;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public DescribeCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Element> elements = new ArrayList<>();
    for (String name : species) {
      elements.add(
          Element.parse(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--species: found '" + name + "', expected symbols such as C,H")));
    }
    Soap soap =
        new Soap(descriptor.parameters(SoapParameters.PAPER).of(elements, periodic, average));
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    force.check("--out", out, EarlierOutput.none(), ForceOption.files(paths));
    PendingFile.requireWritable(out);
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run);
        NpyWriter writer = NpyWriter.matrix(out, NpyType.FLOAT64, soap.features())) {
      progress.stage("describing frames", 0);
      for (TrajectoryPath path : paths) {
        FrameBatches.read(
            path,
            run::warning,
            batch -> {
              write(batch, soap, writer, pool);
              progress.advance(batch.size());
            });
      }
      writer.commit();
    }
    run.remark("wrote rows of " + Plural.of(soap.features(), "feature") + " to " + out);
    return ExitStatus.DONE;
  }

  private static void write(List<Frame> batch, Soap soap, NpyWriter writer, WorkerPool pool) {
    int features = soap.features();
    double[][] rows = new double[batch.size()][];
    pool.run(rows.length, i -> rows[i] = row(batch.get(i), soap));
    for (double[] row : rows) {
      writer.writeRows(row, 0, row.length / features);
    }
  }

  private static double[] row(Frame frame, Soap soap) {
    try {
      return soap.compute(frame.structure());
    } catch (InputException error) {
      throw new InputException(frame.location() + ": " + error.getMessage(), error);
    }
  }
}
