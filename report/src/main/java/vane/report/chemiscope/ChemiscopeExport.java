package vane.report.chemiscope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import vane.PlainNumber;
import vane.Plural;
import vane.evaluation.NotableFrames;
import vane.evaluation.PredictedFrame;
import vane.io.chemiscope.ChemiscopeArrows;
import vane.io.chemiscope.ChemiscopeDataset;
import vane.io.chemiscope.ChemiscopeProperty;
import vane.io.chemiscope.ChemiscopeTarget;
import vane.io.chemiscope.ChemiscopeView;
import vane.io.output.EarlierOutput;

/** Predictions, and errors where forces are known, as a dataset for chemiscope. */
public final class ChemiscopeExport {
  private static final String TITLE = "Forces of ";

  /** How an earlier dataset is recognised. */
  public static final EarlierOutput EARLIER =
      EarlierOutput.chemiscope("a chemiscope dataset of predict or evaluate", TITLE);

  /** Nine of ten arrows are drawn no longer than this. */
  private static final double LONG_ARROW_ANGSTROM = 2;

  private static final double SHARE_BELOW_LONG = 0.9;

  private static final String KNOWN = "known force";
  private static final String PREDICTED = "predicted force";
  private static final String DIRECTION = "predicted direction";
  private static final String ERROR = "force error";
  private static final String UNCERTAINTY = "uncertainty";
  private static final String ANGLE = "angle";
  private static final String ELEMENT = "element";
  private static final String STATUS = "status";
  private static final String ATOM = "atom";
  private static final String FORCE_UNIT = "eV/Å";

  private final List<NotableFrames.Chosen> chosen;
  private final long seen;
  private final boolean known;
  private final boolean forces;
  private final boolean uncertain;
  private final int atoms;
  private final int points;
  private final List<ChemiscopeProperty> properties = new ArrayList<>();
  private final List<ChemiscopeArrows> arrows = new ArrayList<>();
  private final StringBuilder scales = new StringBuilder();

  private ChemiscopeExport(NotableFrames frames) {
    this.chosen = frames.chosen();
    this.seen = frames.seen();
    this.known = chosen.stream().allMatch(each -> each.frame().knownForces().isPresent());
    this.forces = chosen.stream().allMatch(each -> each.frame().prediction().forces().isPresent());
    this.uncertain =
        chosen.stream().allMatch(each -> each.frame().prediction().uncertainties().isPresent());
    this.atoms = chosen.stream().mapToInt(each -> each.frame().structure().size()).sum();
    this.points = chosen.stream().mapToInt(each -> each.frame().points().cardinality()).sum();
  }

  /**
   * The dataset of some frames. Forces, errors and uncertainties are left out where a frame has
   * none.
   *
   * @param frames the frames, and which of them are chosen
   * @param model the name of the model
   * @return the dataset; empty if the frames hold no atom of which everything is known
   */
  public static Optional<ChemiscopeDataset> of(NotableFrames frames, String model) {
    ChemiscopeExport export = new ChemiscopeExport(frames);
    return export.points == 0 ? Optional.empty() : Optional.of(export.dataset(model));
  }

  private ChemiscopeDataset dataset(String model) {
    addPoints();
    addFrames();
    addArrows();
    return new ChemiscopeDataset(
        TITLE + model,
        description(model),
        List.of(),
        chosen.stream().map(each -> each.frame().structure()).toList(),
        chosen.stream().map(each -> each.frame().points()).toList(),
        properties,
        arrows,
        view());
  }

  private String description(String model) {
    StringBuilder text = new StringBuilder("Predictions of the Vane model ");
    text.append(model).append(" for ").append(Plural.of(chosen.size(), "frame"));
    if (chosen.size() < seen) {
      text.append(" of ").append(seen);
      text.append(
          ": the worst, the most uncertain, those with the most flagged atoms, and typical");
      text.append(" ones, drawn at random (the property \"chosen as\")");
    }
    text.append(".").append(scales).append(" Frames and atoms count from zero.");
    if (points < atoms) {
      text.append(' ').append(Plural.of(atoms - points, "atom"));
      text.append(points + 1 == atoms ? " is no point" : " are no points");
      text.append(" of the map: held, of an unknown element, or without an angle.");
    }
    return text.toString();
  }

  private ChemiscopeView view() {
    Optional<String> symbol = Optional.of(ELEMENT);
    if (known && forces) {
      List<String> shown = List.of(KNOWN, PREDICTED);
      // A logarithm needs numbers above zero.
      boolean logarithmic = uncertain && isPositive(UNCERTAINTY) && isPositive(ERROR);
      return logarithmic
          ? new ChemiscopeView(UNCERTAINTY, ERROR, true, KNOWN, symbol, shown)
          : new ChemiscopeView(KNOWN, ERROR, false, PREDICTED, symbol, shown);
    }
    if (known) {
      return new ChemiscopeView(KNOWN, ANGLE, false, KNOWN, symbol, List.of(KNOWN, DIRECTION));
    }
    if (forces) {
      String other = uncertain ? UNCERTAINTY : ATOM;
      return new ChemiscopeView(PREDICTED, other, false, other, symbol, List.of(PREDICTED));
    }
    return new ChemiscopeView(ATOM, ELEMENT, false, ELEMENT, symbol, List.of(DIRECTION));
  }

  private boolean isPositive(String name) {
    return properties.stream()
        .filter(each -> each.name().equals(name))
        .allMatch(ChemiscopeProperty::isPositive);
  }

  private void addPoints() {
    double[] knownNorms = new double[points];
    double[] predictedNorms = new double[points];
    double[] errors = new double[points];
    double[] uncertainties = new double[points];
    double[] angles = new double[points];
    double[] numbers = new double[points];
    List<String> elements = new ArrayList<>();
    List<String> statuses = new ArrayList<>();
    int p = 0;
    for (NotableFrames.Chosen each : chosen) {
      PredictedFrame frame = each.frame();
      double[] ofFile = frame.knownForces().orElse(new double[0]);
      double[] ofModel = frame.prediction().forces().orElse(new double[0]);
      double[] expected = frame.prediction().uncertainties().orElse(new double[0]);
      BitSet set = frame.points();
      for (int a = set.nextSetBit(0); a >= 0; a = set.nextSetBit(a + 1)) {
        knownNorms[p] = known ? norm(ofFile, a) : 0;
        predictedNorms[p] = forces ? norm(ofModel, a) : 0;
        uncertainties[p] = uncertain ? expected[a] : 0;
        errors[p] = frame.forceError(a);
        angles[p] = frame.angle(a);
        numbers[p] = a;
        elements.add(frame.structure().element(a).symbol());
        statuses.add(frame.prediction().status(a).label());
        p++;
      }
    }
    if (known) {
      addPoints(KNOWN, FORCE_UNIT, "norm of the force in the file", knownNorms);
    }
    if (forces) {
      addPoints(PREDICTED, FORCE_UNIT, "norm of the predicted force", predictedNorms);
    }
    if (known && forces) {
      addPoints(ERROR, FORCE_UNIT, "norm of predicted minus known force", errors);
    }
    if (uncertain) {
      String meaning = "expected error of a component of the predicted force";
      addPoints(UNCERTAINTY, FORCE_UNIT, meaning, uncertainties);
    }
    if (known) {
      addPoints(ANGLE, "°", "angle between predicted and known force", angles);
    }
    addPoints(ATOM, "", "number of the atom in its frame, from zero", numbers);
    add(ELEMENT, ChemiscopeTarget.ATOM, "chemical element", elements);
    String meaning = "ok, or what is special about the prediction of the atom";
    add(STATUS, ChemiscopeTarget.ATOM, meaning, statuses);
  }

  private void addPoints(String name, String units, String description, double[] values) {
    properties.add(
        ChemiscopeProperty.ofNumbers(name, ChemiscopeTarget.ATOM, units, description, values));
  }

  private void add(String name, ChemiscopeTarget target, String meaning, List<String> values) {
    properties.add(ChemiscopeProperty.ofWords(name, target, meaning, values));
  }

  /** Their first two are the axes that chemiscope takes when it turns to structures. */
  private void addFrames() {
    addFrames(
        "frame",
        "",
        "number of the frame in its file, from zero",
        frame -> OptionalDouble.of(frame.location().frame()));
    addFrames(
        forces ? "force RMSE" : "weighted mean angle",
        forces ? FORCE_UNIT : "°",
        forces
            ? "root mean square error of a force component in the frame"
            : "mean angle in the frame, weighted by the squared norm of the known force",
        PredictedFrame::error);
    addFrames(
        "largest force error",
        FORCE_UNIT,
        "largest norm of predicted minus known force in the frame",
        PredictedFrame::largestError);
    addFrames(
        "largest uncertainty",
        FORCE_UNIT,
        "largest uncertainty in the frame",
        PredictedFrame::largestUncertainty);
    addFrames(
        "predicted energy per atom",
        "eV",
        "predicted energy of the frame over its number of atoms; its zero is arbitrary if the model"
            + " has learnt no energies",
        frame -> perAtom(frame, frame.prediction().energy()));
    addFrames(
        "known energy per atom",
        "eV",
        "energy in the file over the number of atoms",
        frame -> perAtom(frame, frame.knownEnergy()));
    addFrames(
        "extrapolating",
        "",
        "atoms outside of what the model was trained on",
        frame -> OptionalDouble.of(frame.extrapolating()));
    addFrames(
        "atoms", "", "atoms in the frame", frame -> OptionalDouble.of(frame.structure().size()));
    addFrames("file", "file of the frame", each -> each.frame().location().file().toString());
    addFrames("molecule", "molecule, or chemical formula", each -> each.frame().molecule());
    if (chosen.size() < seen) {
      addFrames("chosen as", "why the frame was chosen", each -> each.reason().label());
    }
  }

  private static OptionalDouble perAtom(PredictedFrame frame, OptionalDouble energy) {
    return energy.isPresent()
        ? OptionalDouble.of(energy.getAsDouble() / frame.structure().size())
        : energy;
  }

  /** Adds a property of frames, if all of them have it. */
  private void addFrames(
      String name,
      String units,
      String description,
      Function<PredictedFrame, OptionalDouble> property) {
    List<OptionalDouble> values =
        chosen.stream().map(each -> property.apply(each.frame())).toList();
    if (values.stream().allMatch(OptionalDouble::isPresent)) {
      properties.add(
          ChemiscopeProperty.ofNumbers(
              name,
              ChemiscopeTarget.STRUCTURE,
              units,
              description,
              values.stream().mapToDouble(OptionalDouble::getAsDouble).toArray()));
    }
  }

  private void addFrames(
      String name, String description, Function<NotableFrames.Chosen, String> property) {
    add(name, ChemiscopeTarget.STRUCTURE, description, chosen.stream().map(property).toList());
  }

  private void addArrows() {
    double[] ofFile = new double[3 * atoms];
    double[] ofModel = new double[3 * atoms];
    double[] errors = new double[3 * atoms];
    int at = 0;
    for (NotableFrames.Chosen each : chosen) {
      PredictedFrame frame = each.frame();
      double[] predicted =
          forces ? frame.prediction().forces().orElseThrow() : frame.prediction().directions();
      System.arraycopy(predicted, 0, ofModel, at, predicted.length);
      if (known) {
        double[] forcesOfFile = frame.knownForces().orElseThrow();
        System.arraycopy(forcesOfFile, 0, ofFile, at, forcesOfFile.length);
        BitSet set = frame.points();
        for (int i = 0; i < predicted.length; i++) {
          errors[at + i] = set.get(i / 3) ? predicted[i] - forcesOfFile[i] : 0;
        }
      }
      at += predicted.length;
    }
    double scale = scale(known ? ofFile : ofModel);
    if (known || forces) {
      tellScale("An arrow of a force is", scale);
    }
    if (known) {
      arrows.add(new ChemiscopeArrows(KNOWN, ofFile, scale, 0.1, "#56B4E9"));
    }
    arrows.add(
        forces
            ? new ChemiscopeArrows(PREDICTED, ofModel, scale, 0.06, "#D55E00")
            : new ChemiscopeArrows(DIRECTION, ofModel, 1, 0.06, "#D55E00"));
    if (known && forces) {
      double scaleOfErrors = scale(errors);
      tellScale("An arrow of a force error is", scaleOfErrors);
      arrows.add(new ChemiscopeArrows(ERROR, errors, scaleOfErrors, 0.06, "#CC79A7"));
    }
  }

  private void tellScale(String what, double scale) {
    scales.append(' ').append(what).append(' ').append(PlainNumber.of(scale));
    scales.append(" Å long for each eV/Å.");
  }

  /** One, two or five times a power of ten, so that most arrows are not longer than is good. */
  private static double scale(double[] vectors) {
    double[] norms =
        IntStream.range(0, vectors.length / 3).mapToDouble(a -> norm(vectors, a)).toArray();
    Arrays.sort(norms);
    double usual = norms[(int) (SHARE_BELOW_LONG * (norms.length - 1))];
    if (usual == 0) {
      return 1;
    }
    double largest = LONG_ARROW_ANGSTROM / usual;
    int power = (int) Math.floor(Math.log10(largest));
    double first = largest / Math.pow(10, power);
    // By way of decimal digits, so that 0.2 is 0.2.
    return Double.parseDouble((first >= 5 ? 5 : first >= 2 ? 2 : 1) + "e" + power);
  }

  private static double norm(double[] vectors, int atom) {
    double x = vectors[3 * atom];
    double y = vectors[3 * atom + 1];
    double z = vectors[3 * atom + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
