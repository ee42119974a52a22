package vane.cli.motion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vane.engines.dynamics.Extrapolation;
import vane.engines.dynamics.StopCondition;
import vane.engines.dynamics.UncertaintyAbove;

/** Reads what a motion must not come to: {@code extrapolating}, or {@code uncertainty>0.3}. */
final class StopConditionConverter implements ITypeConverter<StopCondition> {
  private static final Pattern UNCERTAINTY =
      Pattern.compile("uncertainty\\s*>\\s*(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+)");

  @Override
  public StopCondition convert(String text) {
    if (text.strip().equals("extrapolating")) {
      return new Extrapolation();
    }
    Matcher uncertainty = UNCERTAINTY.matcher(text.strip());
    if (uncertainty.matches()) {
      return new UncertaintyAbove(Double.parseDouble(uncertainty.group(1)));
    }
    throw new TypeConversionException(
        "found '" + text + "', expected extrapolating, or uncertainty>E with E in eV/Å");
  }
}
