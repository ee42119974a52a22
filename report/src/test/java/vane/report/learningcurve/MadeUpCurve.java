package vane.report.learningcurve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import vane.evaluation.AngleErrors;
import vane.evaluation.EnergySummary;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.ForceErrors;
import vane.evaluation.StressSummary;
import vane.learningcurve.LearningCurve;
import vane.structure.Element;

/** A learning curve that nobody measured: errors fall by a part with each doubling. */
public final class MadeUpCurve {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);

  private MadeUpCurve() {}

  /**
   * A curve of hydrogen, whose errors halve, and carbon, whose errors stay, for 100, 200, 400 and
   * 800 frames.
   */
  public static LearningCurve forces() {
    return curve(true, 0.005);
  }

  /** The same for a model that gives directions alone: angles of 30° that stay. */
  static LearningCurve directions() {
    return curve(false, 0.005);
  }

  /** The same for a model that knows by heart what it learnt of hydrogen. */
  static LearningCurve interpolating() {
    return curve(true, 1e-12);
  }

  private static LearningCurve curve(boolean forces, double learntHydrogen) {
    List<LearningCurve.Point> points = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      int frames = 100 << p;
      TreeMap<Element, Long> given = new TreeMap<>(Map.of(H, 6L * frames, C, 2L * frames));
      TreeMap<Element, Long> learnt = new TreeMap<>(given);
      learnt.put(H, Math.min(4000, given.get(H)));
      points.add(
          new LearningCurve.Point(
              frames,
              given,
              learnt,
              errors(forces, 0.08 / (1 << p), 0.02),
              errors(forces, learntHydrogen, 0.01),
              2.5,
              OptionalDouble.of(4.25)));
    }
    return new LearningCurve(1000, 150, points);
  }

  private static Evaluation errors(boolean forces, double hydrogen, double carbon) {
    TreeMap<Element, ErrorSummary> elements = new TreeMap<>();
    elements.put(H, summary(forces, hydrogen));
    elements.put(C, summary(forces, carbon));
    return new Evaluation(
        "learning curve",
        150,
        0,
        false,
        elements,
        summary(forces, hydrogen),
        EnergySummary.nothing(),
        StressSummary.nothing());
  }

  private static ErrorSummary summary(boolean withForces, double error) {
    AngleErrors angles = new AngleErrors();
    angles.add(Math.cos(Math.toRadians(30)), Math.sin(Math.toRadians(30)), 0, 2, 0, 0);
    ForceErrors forces = new ForceErrors();
    if (withForces) {
      forces.add(1 + error, 1);
    }
    return ErrorSummary.of(angles, forces, Map.of("ok", 1L));
  }
}
