package vane.engines.learning;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * A made-up engine for ammonia: Morse bonds N–H and springs H–H. It counts its calls, and fails on
 * those that it is told.
 */
final class Morse implements ForceSource {
  private static final double DEPTH = 4;
  private static final double WIDTH = 2;
  private static final double BOND = 1.01;
  private static final double SPRING = 6;
  private static final double SPREAD = 1.62;

  private final Set<Integer> failing;
  private int calls;

  Morse(Integer... failing) {
    this.failing = Set.of(failing);
  }

  static Structure ammonia() {
    double out = SPREAD / Math.sqrt(3);
    double down = Math.sqrt(BOND * BOND - out * out);
    double[] positions = new double[12];
    for (int h = 0; h < 3; h++) {
      positions[3 * h + 3] = out * Math.cos(2 * Math.PI * h / 3);
      positions[3 * h + 4] = out * Math.sin(2 * Math.PI * h / 3);
      positions[3 * h + 5] = -down;
    }
    Element hydrogen = Element.of(1);
    return Structure.of(List.of(Element.of(7), hydrogen, hydrogen, hydrogen), positions);
  }

  int calls() {
    return calls;
  }

  @Override
  public ForceEvaluation evaluate(Structure structure) {
    calls++;
    if (failing.contains(calls) || failing.contains(0)) {
      throw new EngineFailedException("Morse", calls - 1, "told to");
    }
    double[] forces = new double[3 * structure.size()];
    double energy = 0;
    for (int a = 0; a < structure.size(); a++) {
      for (int b = 0; b < a; b++) {
        double[] d = new double[3];
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          d[axis] = structure.position(a, axis) - structure.position(b, axis);
          squared += d[axis] * d[axis];
        }
        double distance = Math.sqrt(squared);
        double slope;
        if (b == 0) {
          double decay = Math.exp(-WIDTH * (distance - BOND));
          energy += DEPTH * (1 - decay) * (1 - decay);
          slope = 2 * DEPTH * WIDTH * (1 - decay) * decay;
        } else {
          energy += SPRING / 2 * (distance - SPREAD) * (distance - SPREAD);
          slope = SPRING * (distance - SPREAD);
        }
        for (int axis = 0; axis < 3; axis++) {
          forces[3 * a + axis] -= slope * d[axis] / distance;
          forces[3 * b + axis] += slope * d[axis] / distance;
        }
      }
    }
    return new ForceEvaluation(
        forces, OptionalDouble.of(energy), Optional.empty(), Optional.empty(), 0);
  }
}
