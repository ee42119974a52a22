package vane.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vane.equivariant.EquivariantPotential;
import vane.model.EquivariantForceModel;
import vane.model.ForceModel;
import vane.model.ModelFile;
import vane.model.OaMlmForceModel;
import vane.model.ProjectionForceModel;
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
    out.printf("elements      %s%n", Wording.elements(model.elements()));
    if (model instanceof OaMlmForceModel mlm) {
      print(mlm, out);
    } else if (model instanceof ProjectionForceModel projections) {
      print(projections, out);
    } else if (model instanceof EquivariantForceModel equivariant) {
      print(equivariant.potential(), out);
    }
    Provenance provenance = model.provenance();
    out.printf("seed          %d%n", provenance.seed());
    out.printf("trained by    Vane %s on Java %s%n", provenance.vaneVersion(), provenance.jdk());
    for (Provenance.DataFile data : provenance.data()) {
      out.printf(
          "data          %s, %s, SHA-256 %s%n",
          data.name(), Wording.count(data.frames(), "frame"), data.sha256());
    }
    return ExitStatus.DONE;
  }

  private static void print(OaMlmForceModel model, PrintWriter out) {
    out.printf("description   %s%n", Wording.descriptor(model.descriptor()));
    model
        .models()
        .forEach(
            (element, part) -> {
              out.printf("%-13s %s%n", element, Wording.regression(part.mlm().report()));
              out.printf(
                  "              %s rotations, permutations %s, sigma1 %s, sigma2 %s Å, solver %s%n",
                  part.mlm().fitSettings().rotations().label(),
                  part.mlm().fitSettings().permutations().label(),
                  part.mlm().lossSettings().sigma1(),
                  part.mlm().lossSettings().sigma2(),
                  part.mlm().solver().name());
            });
  }

  private static void print(ProjectionForceModel model, PrintWriter out) {
    out.printf("description   %s%n", Wording.descriptor(model.descriptor()));
    model
        .models()
        .forEach(
            (element, part) -> {
              out.printf("%-13s %s%n", element, Wording.regression(part.mlm().report()));
              out.printf(
                  "              %s rotations, permutations %s, sigma2 %s Å, longest force %.2f eV/Å%n",
                  part.mlm().fitSettings().rotations().label(),
                  part.mlm().fitSettings().permutations().label(),
                  part.mlm().sigma2(),
                  part.mlm().range().length());
            });
  }

  private static void print(EquivariantPotential potential, PrintWriter out) {
    out.printf("functions     %s%n", Wording.basis(potential.settings()));
    out.printf("training      %s%n", Wording.training(potential.report()));
    potential
        .parts()
        .forEach(
            (element, part) ->
                out.printf(
                    "%-13s %s, longest force %.2f eV/Å%n",
                    element,
                    Wording.count(part.environments(), "training environment"),
                    part.largestForce()));
  }
}
