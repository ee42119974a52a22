package vane.io.chemiscope;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A property with its values: numbers, or words that name categories. Immutable. */
public final class ChemiscopeProperty {
  private final String name;
  private final ChemiscopeTarget target;
  private final String units;
  private final String description;
  private final Optional<double[]> numbers;
  private final List<String> words;

  private ChemiscopeProperty(
      String name,
      ChemiscopeTarget target,
      String units,
      String description,
      Optional<double[]> numbers,
      List<String> words) {
    this.name = name;
    this.target = target;
    this.units = units;
    this.description = description;
    this.numbers = numbers;
    this.words = words;
  }

  /**
   * A property of numbers.
   *
   * @param name how it is called on the axes
   * @param target what the values belong to
   * @param units their unit; empty if they have none
   * @param description what they are, a sentence
   * @param values one for each of the targets, in their order; copied
   * @return the property
   * @throws IllegalArgumentException if a value is not finite: the format has no missing values
   */
  public static ChemiscopeProperty ofNumbers(
      String name, ChemiscopeTarget target, String units, String description, double[] values) {
    for (double value : values) {
      if (!Float.isFinite((float) value)) {
        throw new IllegalArgumentException(
            "property "
                + name
                + ": found "
                + value
                + ", expected finite numbers of single precision");
      }
    }
    return new ChemiscopeProperty(
        name, target, units, description, Optional.of(values.clone()), List.of());
  }

  /**
   * A property of words. Chemiscope offers it for symbols on the map if there are at most 20
   * different ones.
   *
   * @param name how it is called
   * @param target what the values belong to
   * @param description what they are, a sentence
   * @param values one for each of the targets, in their order; copied
   * @return the property
   */
  public static ChemiscopeProperty ofWords(
      String name, ChemiscopeTarget target, String description, List<String> values) {
    return new ChemiscopeProperty(
        name, target, "", description, Optional.empty(), List.copyOf(values));
  }

  /**
   * How it is called.
   *
   * @return its name
   */
  public String name() {
    return name;
  }

  /**
   * What the values belong to.
   *
   * @return atoms or structures
   */
  public ChemiscopeTarget target() {
    return target;
  }

  /**
   * How many values there are.
   *
   * @return zero or more
   */
  public int size() {
    return numbers.map(values -> values.length).orElseGet(words::size);
  }

  /**
   * Whether all values are numbers above zero, as a logarithmic axis needs them.
   *
   * @return true if they are also with single precision
   */
  public boolean isPositive() {
    return numbers.isPresent() && Arrays.stream(numbers.get()).allMatch(value -> (float) value > 0);
  }

  String units() {
    return units;
  }

  String description() {
    return description;
  }

  boolean isNumeric() {
    return numbers.isPresent();
  }

  double number(int index) {
    return numbers.orElseThrow()[index];
  }

  String word(int index) {
    return words.get(index);
  }
}
