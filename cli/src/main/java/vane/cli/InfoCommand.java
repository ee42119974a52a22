package vane.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vane.model.ForceModel;
import vane.model.ModelFile;
import vane.model.OaMlmForceModel;
import vane.model.Provenance;

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
    out.printf("elements      %s%n", model.elements());
    if (model instanceof OaMlmForceModel mlm) {
      print(mlm, out);
    }
    Provenance provenance = model.provenance();
    out.printf("seed          %d%n", provenance.seed());
    out.printf("trained by    Vane %s on Java %s%n", provenance.vaneVersion(), provenance.jdk());
    for (Provenance.DataFile data : provenance.data()) {
      out.printf(
          "data          %s, %d frames, SHA-256 %s%n", data.name(), data.frames(), data.sha256());
    }
    return ExitStatus.DONE;
  }

  private static void print(OaMlmForceModel model, PrintWriter out) {
    out.printf("description   %s%n", model.descriptor());
    model
        .models()
        .forEach(
            (element, part) -> {
              out.printf("%-13s %s%n", element, part.mlm().report());
              out.printf(
                  "              %s, %s, solver %s%n",
                  part.mlm().fitSettings(), part.mlm().lossSettings(), part.mlm().solver().name());
            });
  }
}
