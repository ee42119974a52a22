package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vane.Plural;
import vane.descriptor.SoapSettings;
import vane.environment.DescriptorSettings;
import vane.mlm.CosineAndLengthReading;
import vane.mlm.CosineReading;
import vane.mlm.OaMlm;
import vane.mlm.ProjectionReading;
import vane.mlm.RegressionReport;
import vane.model.ForceModelReport.Detail;
import vane.structure.Element;

/** The {@link ForceModelReport} of an {@link OaMlmForceModel}. */
final class OaMlmReports {
  private OaMlmReports() {}

  static ForceModelReport of(OaMlmForceModel model) {
    SortedMap<Element, Long> environments = new TreeMap<>();
    List<String> training = new ArrayList<>();
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("description", text(model.descriptor())));
    model
        .models()
        .forEach(
            (element, part) -> {
              RegressionReport report = part.mlm().report();
              environments.put(element, (long) report.trainingEnvironments());
              String text = report.text("environment", heldOut(report));
              // As many environments as were asked for are no surprise to who asked.
              training.addAll(
                  report.heldOut().isPresent()
                      ? ForceModelReport.elementLines(element, text, report.trainingEnvironments())
                      : List.of(element + ": " + text));
              details.add(new Detail(element.toString(), text));
              details.add(new Detail("", reading(part.mlm())));
            });
    return new ForceModelReport(environments, OptionalDouble.empty(), training, details);
  }

  private static String text(DescriptorSettings settings) {
    SoapSettings soap = settings.soap();
    return String.format(
        Locale.ROOT,
        "SOAP of %s: r_cut %s Å, n_max %d, l_max %d, sigma %s Å, %s; %s",
        soap.species().stream().map(Element::symbol).collect(Collectors.joining(", ")),
        soap.cutoffAngstrom(),
        soap.nMax(),
        soap.lMax(),
        soap.sigmaAngstrom(),
        soap.periodic() ? "periodic where the frames are" : "not periodic",
        Plural.of(settings.neighbours(), "neighbour"));
  }

  private static String heldOut(RegressionReport report) {
    return report.heldOutError().isPresent()
        ? String.format(
            Locale.ROOT,
            "force RMSE %.4f eV/Å on %s held out",
            report.heldOutError().getAsDouble(),
            Plural.of(report.heldOut().orElse(0), "environment"))
        : "too few frames to hold any out";
  }

  private static String reading(OaMlm mlm) {
    String fit =
        mlm.map().fitSettings().rotations().label()
            + " rotations, permutations "
            + mlm.map().fitSettings().permutations().label();
    if (mlm.cosines().isPresent()) {
      CosineReading cosines = mlm.cosines().get();
      return fit
          + ", sigma1 "
          + cosines.loss().sigma1()
          + ", sigma2 "
          + cosines.loss().sigma2()
          + " Å, solver "
          + cosines.solver().name()
          + (mlm.reading() instanceof CosineAndLengthReading both
              ? longest(", norms by distance regression", both.longest())
              : "");
    }
    ProjectionReading projections = (ProjectionReading) mlm.reading();
    return fit + longest(", sigma2 " + projections.sigma2() + " Å", projections.range().length());
  }

  private static String longest(String before, double longest) {
    return String.format(Locale.ROOT, "%s, longest force %.2f eV/Å", before, longest);
  }
}
