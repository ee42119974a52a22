package vane.cli.prediction;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.UsageException;
import vane.directions.DirectionModel;
import vane.equivariant.sums.FrameSums;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationJson;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.pipe.PipeTarget;
import vane.model.ForceModel;
import vane.model.FrameSumsReport;
import vane.model.Provenance;
import vane.model.file.DirectionModelFile;
import vane.model.file.FrameSumsFile;
import vane.model.file.ModelFile;
import vane.report.card.ModelCard;
import vane.structure.Element;

/** {@code vane info}: what a model is and where it comes from. */
@Command(
    name = "info",
    description =
        "Shows what a model is, how it was trained and from which data; or what kept sums hold.",
    footer = {
      "",
      "Examples:",
      "  vane info alkanes.vane",
      "  vane info alkanes.vane --card README.md",
      "  vane info alkanes.vane --card alkanes.html --evaluation errors.json"
    })
public final class InfoCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description = "A file that train or directions train wrote: a model, or the sums beside it.")
  private Path file;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      converter = OutputPath.class,
      description = {
        "Write a model card for those who get the model: a page in Markdown (FILE.md) or HTML",
        "(FILE.html). What only you can know is marked in it for you to fill in."
      })
  private Path card;

  @Option(
      names = "--evaluation",
      paramLabel = "ERRORS.json",
      description = "With --card: the errors that evaluate --json has written of this model.")
  private Path evaluation;

  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public InfoCommand() {}

  @Override
  public Integer call() {
    requireCard();
    if (DirectionModelFile.isDirections(file)) {
      if (card != null) {
        throw new UsageException(
            "--card: " + file + " is a model of directions from arrays, expected one of forces");
      }
      printDirections(DirectionModelFile.open(file));
    } else if (FrameSumsFile.isSums(file)) {
      printSums();
    } else {
      ForceModel model = ModelFile.open(file);
      if (card != null) {
        ModelCard.write(model, file, errors(), card);
        run.remark("wrote " + card);
      }
      printForces(model);
    }
    return ExitStatus.DONE;
  }

  private void requireCard() {
    if (card == null) {
      if (evaluation != null) {
        throw new UsageException("--evaluation: found it without --card, expected both");
      }
      return;
    }
    String name = card.toString().toLowerCase(Locale.ROOT);
    if (!PipeTarget.is(card) && !name.endsWith(".md") && !name.endsWith(".html")) {
      throw new UsageException(
          "--card: found " + card + ", expected a name that ends in .md or .html");
    }
    List<Path> read = evaluation == null ? List.of(file) : List.of(file, evaluation);
    // People fill cards in, so that none is replaced unasked.
    force.check(read).require(card, EarlierOutput.none());
    PendingFile.requireWritable(card);
  }

  private Optional<Evaluation> errors() {
    Optional<Evaluation> errors = Optional.ofNullable(evaluation).map(EvaluationJson::read);
    String name = file.getFileName().toString();
    if (errors.isPresent() && !errors.get().model().equals(name)) {
      run.warning(
          evaluation
              + " holds the errors of "
              + errors.get().model()
              + ", expected those of "
              + name);
    }
    return errors;
  }

  private void printForces(ForceModel model) {
    PrintWriter out = run.out();
    out.printf("model         %s%n", file);
    out.printf("method        %s%n", model.method());
    out.printf(
        "elements      %s%n",
        model.elements().stream().map(Element::symbol).collect(Collectors.joining(", ")));
    model
        .report()
        .details()
        .forEach(detail -> out.printf("%-13s %s%n", detail.name(), detail.text()));
    print(model.provenance(), "frame");
  }

  private void printSums() {
    PrintWriter out = run.out();
    try (FrameSums sums = FrameSumsFile.open(file)) {
      out.printf("sums          %s%n", file);
      out.printf(
          "use           vane train MORE.xyz --add-to MODEL --out NEW, with the model beside%n");
      FrameSumsReport.of(sums)
          .forEach(detail -> out.printf("%-13s %s%n", detail.name(), detail.text()));
    }
  }

  private void printDirections(DirectionModelFile.Content content) {
    PrintWriter out = run.out();
    try (DirectionModel model = content.model()) {
      out.printf("model         %s%n", file);
      out.printf("method        oa-mlm, directions from arrays%n");
      out.printf(
          "preset        %s%n",
          model.givesExpectedErrors() ? "accurate (projections)" : "paper (cosines)");
      out.printf(
          "arrays        X with %s, %s, V with %d components%n",
          Plural.of(model.features(), "feature"),
          model.points() == 0 ? "no Y" : "Y with " + Plural.of(model.points(), "point"),
          model.dimension());
      out.printf("training      %s%n", model.summary());
      out.printf("settings      %s%n", model.settings());
    }
    print(content.provenance(), "row");
  }

  /** Where a model comes from; an example is what the files of its data hold. */
  private void print(Provenance provenance, String example) {
    PrintWriter out = run.out();
    out.printf("seed          %d%n", provenance.seed());
    out.printf("trained by    Vane %s on Java %s%n", provenance.vaneVersion(), provenance.jdk());
    for (Provenance.DataFile data : provenance.data()) {
      out.printf(
          "data          %s, %s, SHA-256 %s%n",
          data.name(), Plural.of(data.frames(), example), data.sha256());
    }
  }
}
