package vane.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vane.engines.ModelForces;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.Snapshot;
import vane.equivariant.EquivariantPreset;
import vane.model.EquivariantForceModel;
import vane.model.Provenance;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * Steps a second of molecular dynamics of heptane (23 atoms, Langevin, 300 K, 0.5 fs), of one
 * molecule and of 64 replicas, those counted together. Every tenth step is looked at, as {@code
 * vane md} does; nothing is written.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class DynamicsBenchmark {
  private static final int STEPS = 100;
  private static final int REPLICA_STEPS = 10;
  private static final int REPLICAS = 64;
  private static final int LOOK_STEPS = 10;
  private static final double TEMPERATURE_KELVIN = 300;
  private static final double TIMESTEP_FS = 0.5;
  private static final long SEED = 1;

  /** The functions. */
  @Param("DEFAULT")
  public EquivariantPreset preset;

  /** On how many threads replicas are evaluated. */
  @Param({"1", "2"})
  public int threads;

  private WorkerPool pool;
  private Dynamics dynamics;
  private final List<PhasePoint> starts = new ArrayList<>();

  /** A benchmark to be set up. */
  public DynamicsBenchmark() {}

  /** Trains a model, and draws momenta for each replica. */
  @Setup
  public void prepare() {
    pool = new WorkerPool(threads);
    AlkaneModel model = new AlkaneModel(preset, pool);
    List<Structure> structures = model.structures();
    Structure heptane = structures.get(structures.size() - 1);
    Inertia inertia = Inertia.standard(heptane, new TreeSet<>());
    DynamicsSettings settings =
        new DynamicsSettings(
            new Langevin(TEMPERATURE_KELVIN, Langevin.DEFAULT_FRICTION), TIMESTEP_FS, SEED);
    EquivariantForceModel forces =
        new EquivariantForceModel(
            model.potential(), Provenance.ofThisProgram(new ArrayList<>(), SEED));
    dynamics = new Dynamics(new ModelForces(forces, pool), inertia, settings);
    for (int r = 0; r < REPLICAS; r++) {
      double[] momenta = MaxwellBoltzmann.momenta(inertia, TEMPERATURE_KELVIN, SEED, r);
      starts.add(new PhasePoint(0, heptane, momenta));
    }
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    pool.close();
  }

  /**
   * One molecule.
   *
   * @return a result, to be used
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double one() {
    return run(starts.subList(0, 1), STEPS);
  }

  /**
   * Replicas together.
   *
   * @return a result, to be used
   */
  @Benchmark
  @OperationsPerInvocation(REPLICAS * REPLICA_STEPS)
  public double replicas() {
    return run(starts, REPLICA_STEPS);
  }

  private double run(List<PhasePoint> from, int steps) {
    Temperatures listener = new Temperatures();
    dynamics.run(from, steps, listener);
    return listener.sum;
  }

  /** Looks at what is cheap. */
  private static final class Temperatures implements Dynamics.Listener {
    private double sum;

    @Override
    public boolean accept(List<Snapshot> replicas) {
      sum += replicas.get(0).temperatureKelvin();
      return true;
    }

    @Override
    public boolean looksAt(long step) {
      return step % LOOK_STEPS == 0;
    }
  }
}
