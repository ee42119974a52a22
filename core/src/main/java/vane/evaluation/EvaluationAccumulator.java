package vane.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.Plural;
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
 * <p>Of many frames, medians, rank correlations and the worst errors are those of a part of the
 * frames, drawn at random, so that its memory stays bounded; {@link #warnings} tells of it. All
 * else is of all frames.
 *
 * <p>Not safe for use by several threads.
 */
public final class EvaluationAccumulator {
  private final boolean forReport;
  private final boolean netForceRemoved;
  private final EnergyComparison comparison;
  private final EnergyErrors energies;
  private final StressErrors stresses;
  private final SortedMap<Element, ElementErrors> elements = new TreeMap<>();
  private final SortedMap<String, OneMolecule> molecules = new TreeMap<>();
  private final ForceAgreement agreement = new ForceAgreement();
  private long frames;
  private long skippedAtoms;
  private long learntFrames;
  private FrameDraw draw = new FrameDraw(FrameDraw.MOST_ATOMS);

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
    this.energies = new EnergyErrors(comparison.absolute(), forReport);
    this.stresses = new StressErrors(forReport);
  }

  /** The same with room for fewer atoms, for tests. */
  EvaluationAccumulator keepingAtMost(long atoms) {
    draw = new FrameDraw(atoms);
    return this;
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
    add(labelled, prediction, comparison.of(labelled.frame(), prediction));
  }

  /**
   * Takes one frame as above, whose energy and stress were read before.
   *
   * @param labelled the frame with its forces; of its keys only the molecule's is looked at
   * @param prediction what the model predicts
   * @param known what {@link EnergyComparison#of} gave
   */
  public void add(
      LabelledFrame labelled, ForcePrediction prediction, EnergyComparison.Known known) {
    Frame frame = labelled.frame();
    skippedAtoms += take(elements, labelled, prediction);
    prediction.forces().ifPresent(found -> agreement.add(labelled, found));
    takeEnergy(frame.structure(), prediction, known);
    if (forReport) {
      OneMolecule molecule =
          molecules.computeIfAbsent(MoleculeName.of(frame), name -> new OneMolecule());
      take(molecule.elements, labelled, prediction);
      molecule.frames++;
    }
    frames++;
    while (draw.narrowsAt(kept())) {
      elements.values().forEach(errors -> errors.drop(draw));
      molecules
          .values()
          .forEach(molecule -> molecule.elements.values().forEach(errors -> errors.drop(draw)));
    }
  }

  /** How many atoms are kept one by one. */
  private long kept() {
    return elements.values().stream().mapToLong(errors -> errors.angles.kept()).sum();
  }

  private void takeEnergy(
      Structure structure, ForcePrediction prediction, EnergyComparison.Known known) {
    known
        .energyEv()
        .ifPresent(
            actual ->
                energies.add(
                    ChemicalFormula.hill(structure),
                    structure.size(),
                    prediction.energy().orElseThrow(),
                    actual));
    known
        .stressEvPerCubicAngstrom()
        .ifPresent(actual -> stresses.add(prediction.stress().orElseThrow(), actual));
  }

  /** Notes that the model was trained on one of the frames, so that its errors mean little. */
  public void countLearnt() {
    learntFrames++;
  }

  /**
   * What looks wrong about the comparison as a whole.
   *
   * @return a sentence for each suspicion; empty if all looks well
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    agreement.warning().ifPresent(warnings::add);
    if (learntFrames > 0) {
      warnings.add(
          "the model was trained on "
              + Plural.of(learntFrames, "frame")
              + " of these files: errors there say nothing about other frames");
    }
    long angles = elements.values().stream().mapToLong(errors -> errors.angles.angles()).sum();
    if (kept() < angles) {
      warnings.add(
          "median angles, rank correlations and the worst errors found are those of "
              + Plural.of(kept(), "atom")
              + " of "
              + angles
              + ", in frames drawn at random; all other figures are of all atoms");
    }
    return warnings;
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
    byte rank = FrameDraw.rank(frames);
    boolean keep = draw.keeps(rank);
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
          forces[i + 2],
          keep,
          rank);
      if (predicted.isPresent()) {
        double[] p = predicted.get();
        errors.addForce(p, forces, status, frame.location(), a);
        if (uncertainties.isPresent()) {
          errors.calibration.add(
              uncertainties.get()[a],
              p[i] - forces[i],
              p[i + 1] - forces[i + 1],
              p[i + 2] - forces[i + 2],
              keep,
              rank);
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
   * @return the evaluation and its samples; force components, energies, stresses and molecules only
   *     of an accumulator for a report
   */
  public EvaluationDetails details(String model) {
    SortedMap<Element, AngleSamples> samples = new TreeMap<>();
    SortedMap<Element, ParitySamples> forces = new TreeMap<>();
    SortedMap<Element, UncertaintySamples> uncertainties = new TreeMap<>();
    elements.forEach(
        (element, errors) -> {
          samples.put(element, errors.angles.samples());
          ParitySamples components = errors.forces.samples();
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
    return new EvaluationDetails(
        evaluation(model),
        samples,
        forces,
        uncertainties,
        energies.samples(),
        stresses.samples(),
        byMolecule);
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
