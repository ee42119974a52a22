package vane.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.model.ForceModel;
import vane.model.Provenance;
import vane.model.file.ModelFile;
import vane.structure.Element;

/** {@code vane info}: what a model is and where it comes from. */
@Command(
    name = "info",
    description = "Shows what a model is, how it was trained and from which data.",
    footer = {"", "Examples:", "  vane info alkanes.vane"})
final class InfoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path file;

  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    ForceModel model = ModelFile.open(file);
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
    Provenance provenance = model.provenance();
    out.printf("seed          %d%n", provenance.seed());
    out.printf("trained by    Vane %s on Java %s%n", provenance.vaneVersion(), provenance.jdk());
    for (Provenance.DataFile data : provenance.data()) {
      out.printf(
          "data          %s, %s, SHA-256 %s%n",
          data.name(), Plural.of(data.frames(), "frame"), data.sha256());
    }
    return ExitStatus.DONE;
  }
}
