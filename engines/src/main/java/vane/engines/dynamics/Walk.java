package vane.engines.dynamics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * The motion of one replica: its positions and momenta as they change.
 *
 * <p>Not safe for use by several threads.
 */
final class Walk {
  /** No atom goes further in a step, in Å: at 10000 K a proton takes some 10 fs for so much. */
  private static final double LONGEST_MOVE_ANGSTROM = 1;

  private final Inertia inertia;
  private final Integrator integrator;
  private final double timestep;
  private final NormalNoise noise;
  private final List<Element> elements;
  private final Optional<Cell> cell;
  private final double[] positions;
  private final double[] momenta;
  private final double[] before;
  private final double[] numbers;

  Walk(PhasePoint from, Inertia inertia, DynamicsSettings settings, int replica) {
    this.inertia = inertia;
    this.integrator = settings.integrator();
    this.timestep = settings.timestepFs() * DynamicsUnits.FEMTOSECOND;
    this.noise = new NormalNoise(settings.seed(), replica);
    this.elements = from.structure().elements();
    this.cell = from.structure().cell();
    this.positions = from.structure().positions();
    this.momenta = from.momenta();
    this.before = positions.clone();
    this.numbers = new double[momenta.length];
  }

  /** From one point to the positions of the next; its forces are still to come. */
  void begin(long step, double[] forces) {
    System.arraycopy(positions, 0, before, 0, positions.length);
    kick(forces);
    if (integrator instanceof Langevin bath) {
      drift(timestep / 2);
      thermalize(bath, step);
      drift(timestep / 2);
    } else {
      drift(timestep);
    }
  }

  /** The rest of a step, with the forces at its end. */
  void end(double[] forces) {
    kick(forces);
  }

  /** Half a step of the forces. */
  private void kick(double[] forces) {
    for (int atom = 0; atom < inertia.size(); atom++) {
      if (inertia.moves(atom)) {
        for (int i = 3 * atom; i < 3 * atom + 3; i++) {
          momenta[i] += forces[i] * (timestep / 2);
        }
      }
    }
  }

  private void drift(double time) {
    for (int atom = 0; atom < inertia.size(); atom++) {
      if (inertia.moves(atom)) {
        double perMomentum = time / inertia.massU(atom);
        for (int i = 3 * atom; i < 3 * atom + 3; i++) {
          positions[i] += momenta[i] * perMomentum;
        }
      }
    }
  }

  /** Friction and noise over a whole step, exactly: p ← c p + √((1 − c²) m k T) ξ, c = e^(−γ t). */
  private void thermalize(Langevin bath, long step) {
    double kept = StrictMath.exp(-bath.frictionPerFs() * (timestep / DynamicsUnits.FEMTOSECOND));
    double thermal = DynamicsUnits.BOLTZMANN_EV_PER_KELVIN * bath.temperatureKelvin();
    noise.fill(step, numbers);
    for (int atom = 0; atom < inertia.size(); atom++) {
      if (inertia.moves(atom)) {
        double width = Math.sqrt((1 - kept * kept) * inertia.massU(atom) * thermal);
        for (int i = 3 * atom; i < 3 * atom + 3; i++) {
          momenta[i] = kept * momenta[i] + width * numbers[i];
        }
      }
    }
  }

  /** The first atom that went too far in this step, or to no place at all. */
  OptionalInt astray() {
    for (int atom = 0; atom < inertia.size(); atom++) {
      if (!(moved(atom) <= LONGEST_MOVE_ANGSTROM)) {
        return OptionalInt.of(atom);
      }
    }
    return OptionalInt.empty();
  }

  /** What {@link #astray} found. */
  String straying(int atom) {
    return Double.isFinite(moved(atom))
        ? String.format(
            Locale.ROOT,
            "moves by %.3g Å in one step, expected at most %.0f Å",
            moved(atom),
            LONGEST_MOVE_ANGSTROM)
        : "has a coordinate that is not finite";
  }

  private double moved(int atom) {
    double squared = 0;
    for (int i = 3 * atom; i < 3 * atom + 3; i++) {
      squared += (positions[i] - before[i]) * (positions[i] - before[i]);
    }
    return Math.sqrt(squared);
  }

  Structure structure() {
    return cell.isPresent()
        ? Structure.of(elements, positions, cell.get())
        : Structure.of(elements, positions);
  }

  double[] momenta() {
    return momenta;
  }
}
