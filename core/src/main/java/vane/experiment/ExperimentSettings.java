package vane.experiment;

import java.util.List;
import vane.InputException;
import vane.direction.DirectionSolver;
import vane.environment.DescriptorSettings;
import vane.mlm.CosineSettings;
import vane.regression.huber.HuberSettings;
import vane.structure.Element;

/**
 * The settings of the experiment.
 *
 * @param scale the name of the scale, {@code custom} if a number differs from it
 * @param elements the elements that models are trained for
 * @param testEnvironments how many test environments per element are taken at most, spread evenly
 * @param descriptor how environments are described
 * @param mlm the settings of the method; its regression is that of the regular models
 * @param otherSolvers direction solvers that each model is tested with beside its own
 * @param robust the robust models that are trained beside the regular one of each element
 */
public record ExperimentSettings(
    String scale,
    List<Element> elements,
    int testEnvironments,
    DescriptorSettings descriptor,
    CosineSettings mlm,
    List<DirectionSolver> otherSolvers,
    List<HuberSettings> robust) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public ExperimentSettings {
    if (testEnvironments < 1) {
      throw new InputException(
          "found " + testEnvironments + " test environments, expected at least 1");
    }
    elements = List.copyOf(elements);
    otherSolvers = List.copyOf(otherSolvers);
    robust = List.copyOf(robust);
  }
}
