package vane.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.equivariant.ElementPotential;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.ObservationReport;
import vane.equivariant.TrainingReport;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.EquivariantForceModel;
import vane.model.Provenance;
import vane.structure.Element;

/** Equivariant models in safetensors files: what {@link ModelFile} does not share. */
final class EquivariantModelFile implements MethodFile<EquivariantForceModel> {
  @Override
  public String method() {
    return EquivariantForceModel.METHOD;
  }

  @Override
  public Class<EquivariantForceModel> models() {
    return EquivariantForceModel.class;
  }

  @Override
  public int version(EquivariantForceModel model) {
    return model.equivariantPotential().networks().isPresent()
        ? ModelFile.VERSION
        : ModelFile.FORCES_VERSION;
  }

  @Override
  public void add(EquivariantForceModel model, SafetensorsWriter writer) {
    EquivariantPotential potential = model.equivariantPotential();
    writer
        .metadata("basis", text(potential.settings()))
        .metadata("training", text(potential.report()));
    int count = potential.parts().size();
    writer.add("shortest_distances", potential.shortestDistances(), count, count);
    writer.add("inner_distances", potential.innerDistances(), count, count);
    potential
        .parts()
        .forEach(
            (element, part) -> {
              writer.metadata("settings." + element.symbol(), text(part));
              int d = part.invariantMeans().length;
              writer.add(element.symbol() + ".weights", part.weights(), part.weights().length);
              writer.add(element.symbol() + ".leverage_mean", part.invariantMeans(), d);
              writer.add(element.symbol() + ".leverage_factor", part.whiteningFactor(), d, d);
            });
    potential.networks().ifPresent(committee -> NetworkTensors.add(committee, writer));
  }

  @Override
  public EquivariantForceModel read(SafetensorsFile tensors, Provenance provenance) {
    try {
      return readChecked(tensors, provenance);
    } catch (IllegalArgumentException unfit) {
      throw new ModelFormatException(
          tensors.path(), "numbers that do not fit (" + unfit.getMessage() + ")", "a valid model");
    }
  }

  private static EquivariantForceModel readChecked(SafetensorsFile tensors, Provenance provenance) {
    BasisSettings settings = basis(tensors);
    List<Element> elements = ModelFile.elements(tensors);
    int count = elements.size();
    int size = EquivariantPotential.invariants(settings, count);
    SortedMap<Element, ElementPotential> parts = new TreeMap<>();
    for (Element element : elements) {
      String symbol = element.symbol();
      Metadata metadata = Metadata.object(tensors, "settings." + symbol);
      int d = metadata.smallCount("leverage_invariants");
      if (d < 0 || d > size) {
        throw new ModelFormatException(
            tensors.path(), "leverage_invariants of " + symbol + ": " + d, "0 to " + size);
      }
      parts.put(
          element,
          new ElementPotential(
              metadata.count("environments"),
              Tensors.doubles(tensors, symbol + ".weights", size),
              Tensors.doubles(tensors, symbol + ".leverage_mean", d),
              Tensors.doubles(tensors, symbol + ".leverage_factor", d, d),
              metadata.number("largest_leverage"),
              metadata.number("largest_force_ev_per_angstrom"),
              errorModel(metadata),
              metadata.optionalNumber("reference_energy_ev").orElse(0)));
    }
    EquivariantPotential linear =
        EquivariantPotential.of(
            settings,
            parts,
            Tensors.doubles(tensors, "shortest_distances", count, count),
            Tensors.doubles(tensors, "inner_distances", count, count),
            report(tensors));
    return new EquivariantForceModel(
        NetworkTensors.read(tensors, elements).map(linear::with).orElse(linear), provenance);
  }

  /** Files of versions whose errors grew with one power alone hold no bend. */
  private static ErrorModel errorModel(Metadata metadata) {
    double scale = metadata.number("error_scale_ev_per_angstrom");
    double power = metadata.number("error_power");
    ErrorGrowth beyond =
        metadata.has("error_bend")
            ? new ErrorGrowth(metadata.number("error_bend"), metadata.number("error_power_beyond"))
            : new ErrorModel(scale, power).beyond();
    return new ErrorModel(
        scale, power, beyond, metadata.optionalNumber("error_per_difference").orElse(0));
  }

  static String text(BasisSettings settings) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("cutoff_angstrom", settings.cutoffAngstrom());
    node.put("cutoff_power", settings.cutoffPower());
    put(node, "angular_weight", settings.angularWeight());
    node.put("largest_l", settings.largestL());
    put(node, "degree1", settings.degree1());
    put(node, "degree2", settings.degree2());
    put(node, "degree3", settings.degree3());
    put(node, "degree4", settings.degree4());
    return node.toString();
  }

  /** Whole numbers without a point, as earlier builds wrote and read them. */
  private static void put(ObjectNode node, String key, double value) {
    if (value == Math.rint(value)) {
      node.put(key, (long) value);
    } else {
      node.put(key, value);
    }
  }

  static BasisSettings basis(SafetensorsFile tensors) {
    Metadata metadata = Metadata.object(tensors, "basis");
    return metadata.checked(
        () ->
            new BasisSettings(
                metadata.number("cutoff_angstrom"),
                metadata.integer("cutoff_power"),
                metadata.optionalNumber("angular_weight").orElse(1),
                metadata.optionalInteger("largest_l").orElse(BasisSettings.LARGEST_L),
                metadata.number("degree1"),
                metadata.number("degree2"),
                metadata.number("degree3"),
                metadata.number("degree4")));
  }

  private static String text(ElementPotential part) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("environments", part.environments());
    node.put("leverage_invariants", part.invariantMeans().length);
    node.put("largest_leverage", part.largestTrainingDistance());
    node.put("largest_force_ev_per_angstrom", part.largestForce());
    ErrorModel errors = part.errorModel();
    node.put("error_scale_ev_per_angstrom", errors.scaleEvPerAngstrom());
    node.put("error_power", errors.power());
    if (!errors.isStraight()) {
      node.put("error_bend", errors.beyond().bend());
      node.put("error_power_beyond", errors.beyond().power());
    }
    if (errors.perDifference() > 0) {
      node.put("error_per_difference", errors.perDifference());
    }
    if (part.referenceEnergy() != 0) {
      node.put("reference_energy_ev", part.referenceEnergy());
    }
    return node.toString();
  }

  private static String text(TrainingReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("frames", report.frames());
    node.put("held_out_frames", report.heldOutFrames());
    node.put("features", report.features());
    node.put("ridge", report.ridge());
    report
        .heldOutRmseEvPerAngstrom()
        .ifPresent(rmse -> node.put("held_out_rmse_ev_per_angstrom", rmse));
    report
        .contactErrorEvPerAngstrom()
        .ifPresent(error -> node.put("contact_error_ev_per_angstrom", error));
    node.put("reciprocal_condition", report.reciprocalCondition());
    if (!report.cutoffErrors().isEmpty()) {
      ArrayNode tried = node.putArray("cutoffs");
      report
          .cutoffErrors()
          .forEach(
              (cutoff, error) ->
                  tried
                      .addObject()
                      .put("cutoff_angstrom", cutoff)
                      .put("held_out_mae_ev_per_angstrom", error));
    }
    report.energies().ifPresent(learnt -> put(node.putObject("energies"), learnt));
    report.stresses().ifPresent(learnt -> put(node.putObject("stresses"), learnt));
    return node.toString();
  }

  private static void put(ObjectNode node, ObservationReport learnt) {
    node.put("frames", learnt.frames());
    node.put("weight_per_square_angstrom", learnt.weight());
    learnt.heldOutRmse().ifPresent(rmse -> node.put("held_out_rmse", rmse));
  }

  private static TrainingReport report(SafetensorsFile tensors) {
    Metadata metadata = Metadata.object(tensors, "training");
    return new TrainingReport(
        metadata.smallCount("frames"),
        metadata.smallCount("held_out_frames"),
        metadata.smallCount("features"),
        metadata.number("ridge"),
        metadata.optionalNumber("held_out_rmse_ev_per_angstrom"),
        metadata.optionalNumber("contact_error_ev_per_angstrom"),
        metadata.number("reciprocal_condition"),
        cutoffErrors(metadata),
        observations(metadata, "energies"),
        observations(metadata, "stresses"));
  }

  /** Files of versions that learnt forces alone hold none. */
  private static Optional<ObservationReport> observations(Metadata metadata, String key) {
    if (!metadata.has(key)) {
      return Optional.empty();
    }
    Metadata learnt = metadata.child(key);
    return Optional.of(
        new ObservationReport(
            learnt.smallCount("frames"),
            learnt.number("weight_per_square_angstrom"),
            learnt.optionalNumber("held_out_rmse")));
  }

  /** Files of versions that did not choose the cutoff hold none. */
  private static SortedMap<Double, Double> cutoffErrors(Metadata metadata) {
    SortedMap<Double, Double> errors = new TreeMap<>();
    if (metadata.has("cutoffs")) {
      metadata
          .children("cutoffs")
          .forEach(
              tried ->
                  errors.put(
                      tried.number("cutoff_angstrom"),
                      tried.number("held_out_mae_ev_per_angstrom")));
    }
    return errors;
  }
}
