package vane.cli.motion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vane.InputException;

/**
 * The settings of a dynamics run as its frames keep them, so that a run that goes on is the same
 * run: names and values without white space.
 *
 * @param values in the order in which they are written
 */
public record RunSettings(Map<String, String> values) {

  /** Copies the map in its order. */
  public RunSettings {
    values = new LinkedHashMap<>(values);
  }

  /**
   * The settings that a frame holds.
   *
   * @param text words such as {@code seed=0}; what is no setting is left out
   * @return the settings
   */
  public static RunSettings parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : text.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        values.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return new RunSettings(values);
  }

  /** The first name whose value is another one here and there. */
  private Optional<String> firstDifference(RunSettings other) {
    for (String name : values.keySet()) {
      if (!value(name).equals(other.value(name))) {
        return Optional.of(name);
      }
    }
    return other.values.keySet().stream().filter(name -> !values.containsKey(name)).findFirst();
  }

  /** A value, or {@code none}. */
  String value(String name) {
    return values.getOrDefault(name, "none");
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(text.length() == 0 ? "" : " ").append(name).append('=').append(value));
    return text.toString();
  }

  /**
   * Makes sure that a run goes on with the settings it began with.
   *
   * @param before the settings it began with
   * @param place where they were found
   * @param free the option that may change
   * @throws InputException if one differs
   */
  public void requireSame(RunSettings before, String place, String free) {
    Optional<String> other = firstDifference(before);
    if (other.isPresent()) {
      throw new InputException(
          place
              + ": found a run with "
              + other.get()
              + "="
              + before.value(other.get())
              + ", expected "
              + other.get()
              + "="
              + value(other.get())
              + ": only "
              + free
              + " may change when a run goes on");
    }
  }
}
