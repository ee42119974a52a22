package vane.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.Plural;
import vane.structure.Element;

/**
 * What a model is and how its training went, for a reader and for a program.
 *
 * @param trainingEnvironments how many atoms of each element the model learnt from
 * @param heldOutRmseEvPerAngstrom the root mean square error of a force component on what was held
 *     out, in eV/Å; of all elements together, or empty where a model does not say so
 * @param training how the training went, one line each, such as {@code train} prints
 * @param details what the model is, such as {@code info} prints
 */
public record ForceModelReport(
    SortedMap<Element, Long> trainingEnvironments,
    OptionalDouble heldOutRmseEvPerAngstrom,
    List<String> training,
    List<Detail> details) {
  /** With fewer environments of an element a user should know. */
  private static final int FEW_ENVIRONMENTS = 500;

  /**
   * One thing to know about a model.
   *
   * @param name what it is, a word or an element; empty for more about the one before
   * @param text how it is
   */
  public record Detail(String name, String text) {}

  /** Copies the lists. */
  public ForceModelReport {
    trainingEnvironments = Collections.unmodifiableSortedMap(new TreeMap<>(trainingEnvironments));
    training = List.copyOf(training);
    details = List.copyOf(details);
  }

  /** The lines of an element in a report of training: what was learnt, and whether it is little. */
  static List<String> elementLines(Element element, String text, long environments) {
    List<String> lines = new ArrayList<>();
    lines.add(element + ": " + text);
    fewExamples(element, environments).ifPresent(lines::add);
    return lines;
  }

  private static Optional<String> fewExamples(Element element, long environments) {
    return environments >= FEW_ENVIRONMENTS
        ? Optional.empty()
        : Optional.of(
            "warning: "
                + element
                + ": found "
                + Plural.of(environments, "training environment")
                + ", expected "
                + FEW_ENVIRONMENTS
                + " or more for a reliable model");
  }
}
