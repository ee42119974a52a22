package vane.benchmarks;

import java.util.List;
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
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.PotentialEvaluation;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * Time of the equivariant model per atom of the bundled alkanes ({@code -Dvane.data=}, default
 * {@code data/alkanes}), on one thread: forces with uncertainties and flags.
 *
 * <p>For the scalar kernel, {@code -jvmArgsAppend -Xmx1g} takes the place of the argument that adds
 * the module jdk.incubator.vector.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class EquivariantBenchmark {
  /** Of all frames: 8, 11, 14, 17, 20 and 23 atoms. */
  private static final int ATOMS = 93 * AlkaneModel.FRAMES;

  /** The functions. */
  @Param public EquivariantPreset preset;

  private WorkerPool pool;
  private EquivariantPotential potential;
  private List<Structure> structures;

  /** A benchmark to be set up. */
  public EquivariantBenchmark() {}

  /** Reads frames, the same ones each time, and trains a model on them. */
  @Setup
  public void prepare() {
    pool = new WorkerPool(1);
    AlkaneModel model = new AlkaneModel(preset, pool);
    potential = model.potential();
    structures = model.structures();
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    pool.close();
  }

  /**
   * Many frames together.
   *
   * @return the forces
   */
  @Benchmark
  @OperationsPerInvocation(ATOMS)
  public List<PotentialEvaluation> together() {
    return potential.evaluate(structures, pool, ProgressListener.SILENT);
  }

  /**
   * One frame after the other, as in molecular dynamics.
   *
   * @return a result, to be used
   */
  @Benchmark
  @OperationsPerInvocation(ATOMS)
  public double oneByOne() {
    double sum = 0;
    for (Structure structure : structures) {
      sum += potential.evaluate(List.of(structure), pool, ProgressListener.SILENT).get(0).energy();
    }
    return sum;
  }
}
