package vane.evaluation;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.audit.LabelledFrame;
import vane.io.xyz.Frame;
import vane.io.xyz.StressKeys;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.structure.ChemicalFormula;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Takes predictions frame by frame and sums up their errors.
 *
 * <p>Not safe for use by several threads.
 */
public final class EvaluationAccumulator {
  private final boolean forReport;
  private final boolean netForceRemoved;
  private final EnergyComparison comparison;
  private final EnergyErrors energies;
  private final StressErrors stresses = new StressErrors();
  private final SortedMap<Element, ElementErrors> elements = new TreeMap<>();
  private final SortedMap<String, OneMolecule> molecules = new TreeMap<>();
  private long frames;
  private long skippedAtoms;

  /** An accumulator that has seen nothing, for figures alone, of predictions as they are. */
  public EvaluationAccumulator() {
    this(false, false);
  }

  /**
   * An accumulator that has seen nothing.
   *
   * @param forReport whether every force component is kept, and the errors of each molecule; that
   *     takes three times the memory
   * @param netForceRemoved whether the predictions it is given are {@linkplain
   *     ForcePrediction#withoutNetForce() without net force}; the evaluation will say so
   */
  public EvaluationAccumulator(boolean forReport, boolean netForceRemoved) {
    this(forReport, netForceRemoved, EnergyComparison.usual());
  }

  /**
   * An accumulator that has seen nothing.
   *
   * @param forReport whether every force component is kept, and the errors of each molecule; that
   *     takes three times the memory
   * @param netForceRemoved whether the predictions it is given are {@linkplain
   *     ForcePrediction#withoutNetForce() without net force}; the evaluation will say so
   * @param comparison how energies and stresses are compared
   */
  public EvaluationAccumulator(
      boolean forReport, boolean netForceRemoved, EnergyComparison comparison) {
    this.forReport = forReport;
    this.netForceRemoved = netForceRemoved;
    this.comparison = comparison;
    this.energies = new EnergyErrors(comparison.absolute());
  }

  private static final class OneMolecule {
    final SortedMap<Element, ElementErrors> elements = new TreeMap<>();
    long frames;

    MoleculeErrors errors() {
      ElementErrors all = merged(elements);
      return new MoleculeErrors(frames, summaries(elements), all.summary(), all.angles.samples());
    }
  }

  /**
   * Takes one frame that was read from no file.
   *
   * @param structure the structure; its molecule is named by its formula
   * @param forces the true forces, {@code [nAtoms × 3]} in eV/Å
   * @param prediction what the model predicts; atoms of the status {@link
   *     AtomStatus#UNKNOWN_ELEMENT} are counted and left out
   */
  public void add(Structure structure, double[] forces, ForcePrediction prediction) {
    add(Frame.of(structure), forces, prediction);
  }

  /**
   * Takes one frame. Its energy and {@linkplain StressKeys stress} are compared where both frame
   * and prediction have them.
   *
   * @param frame the structure, where it was read, and {@linkplain MoleculeName which molecule} it
   *     is
   * @param forces the true forces, {@code [nAtoms × 3]} in eV/Å
   * @param prediction what the model predicts; atoms of the status {@link
   *     AtomStatus#UNKNOWN_ELEMENT} are counted and left out
   * @throws vane.io.xyz.XyzFormatException if an energy or stress that is to be compared is not as
   *     it must be
   */
  public void add(Frame frame, double[] forces, ForcePrediction prediction) {
    add(new LabelledFrame(frame, forces, new BitSet()), prediction);
  }

  /**
   * Takes one frame as above. Atoms that constraints hold are left out.
   *
   * @param labelled the frame with its forces
   * @param prediction what the model predicts
   * @throws vane.io.xyz.XyzFormatException as above
   */
  public void add(LabelledFrame labelled, ForcePrediction prediction) {
    Frame frame = labelled.frame();
    skippedAtoms += take(elements, labelled, prediction);
    frames++;
    takeEnergy(frame, prediction);
    if (forReport) {
      OneMolecule molecule =
          molecules.computeIfAbsent(MoleculeName.of(frame), name -> new OneMolecule());
      take(molecule.elements, labelled, prediction);
      molecule.frames++;
    }
  }

  private void takeEnergy(Frame frame, ForcePrediction prediction) {
    Structure structure = frame.structure();
    if (prediction.energy().isPresent()) {
      OptionalDouble actual = comparison.energy().of(frame);
      if (actual.isPresent()) {
        energies.add(
            ChemicalFormula.hill(structure),
            structure.size(),
            prediction.energy().getAsDouble(),
            actual.getAsDouble());
      }
    }
    if (prediction.stress().isPresent()) {
      comparison
          .stress()
          .of(frame)
          .ifPresent(actual -> stresses.add(prediction.stress().get(), actual));
    }
  }

  /** Adds the atoms of a frame and says how many were of an unknown element. */
  private long take(
      SortedMap<Element, ElementErrors> into, LabelledFrame labelled, ForcePrediction prediction) {
    Frame frame = labelled.frame();
    double[] forces = labelled.forces();
    Structure structure = frame.structure();
    if (forces.length != 3 * structure.size() || prediction.size() != structure.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d force components and %d predictions for %d atoms",
              forces.length, prediction.size(), structure.size()));
    }
    boolean keepSamples = forReport && into == elements;
    long skipped = 0;
    double[] directions = prediction.directions();
    Optional<double[]> predicted = prediction.forces();
    Optional<double[]> uncertainties = prediction.uncertainties();
    for (int a = 0; a < structure.size(); a++) {
      AtomStatus status = prediction.status(a);
      if (status == AtomStatus.UNKNOWN_ELEMENT) {
        skipped++;
        continue;
      }
      if (labelled.held().get(a)) {
        continue;
      }
      ElementErrors errors =
          into.computeIfAbsent(
              structure.element(a),
              e -> keepSamples ? ElementErrors.keepingSamples() : ElementErrors.withoutSamples());
      errors.addStatus(status);
      int i = 3 * a;
      errors.angles.add(
          directions[i],
          directions[i + 1],
          directions[i + 2],
          forces[i],
          forces[i + 1],
          forces[i + 2]);
      if (predicted.isPresent()) {
        double[] p = predicted.get();
        errors.addForce(p, forces, status, frame.location(), a);
        if (uncertainties.isPresent()) {
          errors.calibration.add(
              uncertainties.get()[a],
              p[i] - forces[i],
              p[i + 1] - forces[i + 1],
              p[i + 2] - forces[i + 2]);
        }
      }
    }
    return skipped;
  }

  /**
   * The errors of all frames taken so far.
   *
   * @param model the name of the model
   * @return the evaluation
   */
  public Evaluation evaluation(String model) {
    return new Evaluation(
        model,
        frames,
        skippedAtoms,
        netForceRemoved,
        summaries(elements),
        merged(elements).summary(),
        energies.summary(),
        stresses.summary());
  }

  /**
   * The errors of all frames taken so far with the angles and errors one by one.
   *
   * @param model the name of the model
   * @return the evaluation and its samples; force components and molecules only of an accumulator
   *     for a report
   */
  public EvaluationDetails details(String model) {
    SortedMap<Element, AngleSamples> samples = new TreeMap<>();
    SortedMap<Element, ForceSamples> forces = new TreeMap<>();
    SortedMap<Element, UncertaintySamples> uncertainties = new TreeMap<>();
    elements.forEach(
        (element, errors) -> {
          samples.put(element, errors.angles.samples());
          ForceSamples components = errors.forces.samples();
          if (components.size() > 0) {
            forces.put(element, components);
          }
          UncertaintySamples uncertain = errors.calibration.samples();
          if (uncertain.size() > 0) {
            uncertainties.put(element, uncertain);
          }
        });
    SortedMap<String, MoleculeErrors> byMolecule = new TreeMap<>();
    molecules.forEach((name, molecule) -> byMolecule.put(name, molecule.errors()));
    return new EvaluationDetails(evaluation(model), samples, forces, uncertainties, byMolecule);
  }

  private static SortedMap<Element, ErrorSummary> summaries(
      SortedMap<Element, ElementErrors> elements) {
    SortedMap<Element, ErrorSummary> summaries = new TreeMap<>();
    elements.forEach((element, errors) -> summaries.put(element, errors.summary()));
    return summaries;
  }

  private static ElementErrors merged(SortedMap<Element, ElementErrors> elements) {
    ElementErrors all = ElementErrors.withoutSamples();
    elements.values().forEach(all::merge);
    return all;
  }
}
