package vane.cli.prediction;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import vane.Plural;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.UsageException;
import vane.evaluation.NotableFrames;
import vane.io.chemiscope.ChemiscopeDataset;
import vane.io.chemiscope.ChemiscopeWriter;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.io.pipe.PipeTarget;
import vane.report.chemiscope.ChemiscopeExport;

/** Whether frames are written for chemiscope, too, and how many. */
final class ChemiscopeOption {
  /** So many points are drawn in a browser without trouble. */
  private static final long MOST_ATOMS = 100_000;

  private static final int USUAL_FRAMES = 2000;

  @Option(
      names = "--chemiscope",
      paramLabel = "FILE.json.gz",
      converter = OutputPath.class,
      description = {
        "Write a dataset for chemiscope (chemiscope.org) too: structures with forces as arrows,",
        "beside a map of atoms. FILE.json is not compressed; - for standard output."
      })
  private Path file;

  @Option(
      names = "--chemiscope-frames",
      paramLabel = "N",
      description = {
        "How many frames the dataset holds at most (default: " + USUAL_FRAMES + "), with at most",
        MOST_ATOMS
            + " atoms: the worst, the most uncertain, those with the most flagged atoms, and",
        "typical ones."
      })
  private Integer mostFrames;

  /** Whether a dataset is asked for. */
  boolean isGiven() {
    return file != null;
  }

  /**
   * Makes sure that it can be written, if it is asked for.
   *
   * @param check the check of the command
   * @throws vane.InputException if the name or number is not what it must be, or the file must not
   *     be written
   */
  void require(WriteCheck check) {
    if (!isGiven()) {
      if (mostFrames != null) {
        throw new UsageException(
            "--chemiscope-frames: found it without --chemiscope, expected both");
      }
      return;
    }
    if (mostFrames != null && mostFrames < 1) {
      throw new UsageException("--chemiscope-frames " + mostFrames + ", expected at least 1");
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!PipeTarget.is(file) && !name.endsWith(".json") && !name.endsWith(".json.gz")) {
      throw new UsageException(
          "--chemiscope: found "
              + file
              + ", expected a name that ends in .json.gz or .json, by which chemiscope knows what"
              + " is compressed");
    }
    check.require(file, ChemiscopeExport.EARLIER);
    PendingFile.requireWritable(file);
  }

  /** A choice of frames, still empty. */
  NotableFrames frames() {
    return new NotableFrames(mostFrames == null ? USUAL_FRAMES : mostFrames, MOST_ATOMS);
  }

  /**
   * Writes the dataset.
   *
   * @param frames what to choose from
   * @param model the model file
   * @param run hears what was written and what was left out
   */
  void write(NotableFrames frames, Path model, RunOptions run) {
    Optional<ChemiscopeDataset> dataset =
        ChemiscopeExport.of(frames, model.getFileName().toString());
    if (dataset.isEmpty()) {
      run.warning(
          "no atom has all that a dataset for chemiscope shows; " + file + " was not written");
      return;
    }
    ChemiscopeWriter.write(file, dataset.get());
    int written = dataset.get().size();
    run.remark(
        "wrote "
            + Plural.of(written, "frame")
            + " to "
            + file
            + (written < frames.seen()
                ? ", a choice of "
                    + frames.seen()
                    + " (--chemiscope-frames, and at most "
                    + MOST_ATOMS
                    + " atoms)"
                : ""));
  }
}
