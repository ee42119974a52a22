package vane.network;

import java.util.List;
import java.util.stream.IntStream;
import vane.InputException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.NeighbourSource;
import vane.structure.Structure;

/**
 * A trained network: energies, forces that are their exact gradient, and virials. Immutable and
 * safe for use by several threads.
 */
public final class NetworkPotential {
  private final NetworkSettings settings;
  private final List<Element> elements;
  private final NetworkScale scale;
  private final double[] referenceEnergies;
  private final float[] weights;
  private final NetworkLayout layout;
  private final float[] transposed;
  private final ThreadLocal<NetworkKernel> kernels;

  NetworkPotential(
      NetworkSettings settings,
      List<Element> elements,
      NetworkScale scale,
      double[] referenceEnergies,
      float[] weights) {
    this.settings = settings;
    this.elements = List.copyOf(elements);
    this.scale = scale;
    this.referenceEnergies = referenceEnergies.clone();
    this.weights = weights.clone();
    requireVectors();
    layout = new NetworkLayout(settings, elements.size());
    if (weights.length != layout.size) {
      throw new IllegalArgumentException(
          "found " + weights.length + " weights, expected " + layout.size);
    }
    transposed = new float[layout.transposedSize];
    layout.transpose(this.weights, transposed);
    kernels = ThreadLocal.withInitial(() -> NetworkKernel.of(layout, scale));
  }

  /**
   * Makes sure that this JVM has what the kernels need.
   *
   * @throws InputException if it was started without vectors
   */
  static void requireVectors() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new InputException(
          "found a JVM without the module jdk.incubator.vector, expected it for networks: start Java"
              + " with --add-modules jdk.incubator.vector, or train with --networks 0");
    }
  }

  /**
   * A potential from what {@link #weights} and its other parts say.
   *
   * @param settings the shape
   * @param elements its elements, in the order of the weights
   * @param scale lengths and factors that training has found
   * @param referenceEnergies in eV, of each element
   * @param weights as many as the settings ask for; copied
   * @return the potential
   * @throws IllegalArgumentException if the number of weights or of energies is another
   */
  public static NetworkPotential of(
      NetworkSettings settings,
      List<Element> elements,
      NetworkScale scale,
      double[] referenceEnergies,
      float[] weights) {
    if (referenceEnergies.length != elements.size()) {
      throw new IllegalArgumentException(
          referenceEnergies.length + " energies for " + elements.size() + " elements");
    }
    return new NetworkPotential(settings, elements, scale, referenceEnergies, weights);
  }

  /**
   * How many weights a network has.
   *
   * @param settings its shape
   * @param elements how many elements there are
   * @return the number
   */
  public static int weights(NetworkSettings settings, int elements) {
    return new NetworkLayout(settings, elements).size;
  }

  /**
   * The shape of the network.
   *
   * @return as given
   */
  public NetworkSettings settings() {
    return settings;
  }

  /**
   * The elements that it knows.
   *
   * @return in the order of the weights
   */
  public List<Element> elements() {
    return elements;
  }

  /**
   * Lengths and factors that training has found.
   *
   * @return as given
   */
  public NetworkScale scale() {
    return scale;
  }

  /**
   * The energies of the elements that the network's own is added to.
   *
   * @return in eV (a copy)
   */
  public double[] referenceEnergies() {
    return referenceEnergies.clone();
  }

  /**
   * All weights.
   *
   * @return a copy
   */
  public float[] weights() {
    return weights.clone();
  }

  /**
   * Evaluates structures.
   *
   * @param structures the structures, of known elements
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one result per structure
   * @throws IllegalArgumentException if a structure holds an element that is not known
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  public List<NetworkEvaluation> evaluate(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    return evaluate(
        structures, NeighbourSource.searching(settings.cutoffAngstrom()), pool, progress);
  }

  /**
   * Evaluates structures whose neighbours come from elsewhere.
   *
   * @param structures the structures, of known elements
   * @param neighbours those within the cutoff; asked by several threads
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one result per structure
   * @throws IllegalArgumentException if a structure holds an element that is not known
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  public List<NetworkEvaluation> evaluate(
      List<Structure> structures,
      NeighbourSource neighbours,
      WorkerPool pool,
      ProgressListener progress) {
    NetworkEvaluation[] results = new NetworkEvaluation[structures.size()];
    pool.run(
        results.length,
        i -> {
          Structure structure = structures.get(i);
          results[i] = evaluate(structure, neighbours.of(i, structure));
          progress.advance(structure.size());
        });
    return List.of(results);
  }

  /**
   * Evaluates one structure on the calling thread.
   *
   * @param structure the structure, of known elements
   * @param neighbours its neighbours within the cutoff
   * @return energy, forces and virial
   * @throws IllegalArgumentException if the structure holds an element that is not known
   */
  public NetworkEvaluation evaluate(Structure structure, NeighbourList neighbours) {
    return evaluate(new AtomGraph(structure, neighbours, elements));
  }

  NetworkEvaluation evaluate(AtomGraph graph) {
    NetworkKernel kernel = kernels.get();
    double energy = kernel.evaluate(graph, weights, transposed);
    energy +=
        IntStream.range(0, graph.atoms)
            .mapToDouble(a -> referenceEnergies[graph.elementOf[a]])
            .sum();
    double[] forces = new double[3 * graph.atoms];
    for (int a = 0; a < graph.atoms; a++) {
      for (int axis = 0; axis < 3; axis++) {
        forces[3 * graph.original[a] + axis] = kernel.force(a, axis);
      }
    }
    return new NetworkEvaluation(energy, forces, kernel.virial());
  }
}
