package vane.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.InputException;
import vane.descriptor.Soap;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.NearestNeighbours;
import vane.structure.Structure;
import vane.structure.StructureException;

/**
 * Describes the environment of every atom: SOAP, the nearest neighbours, and the force.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class EnvironmentExtractor {
  private static final int NOT_WANTED = -1;

  private final DescriptorSettings settings;
  private final Soap soap;

  /**
   * An extractor.
   *
   * @param settings how environments are described
   */
  public EnvironmentExtractor(DescriptorSettings settings) {
    this.settings = settings;
    this.soap = new Soap(settings.soap());
  }

  /**
   * Describes structures whose forces are not known.
   *
   * @param structures the structures
   * @param pool the threads
   * @param progress hears of each structure done
   * @return for each element the environments of its atoms, with zero forces
   * @throws StructureException if an element is not among the species of the description, or two
   *     atoms are at the same place
   */
  public SortedMap<Element, ElementEnvironments> extract(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    List<double[]> zeros = new ArrayList<>();
    for (Structure structure : structures) {
      zeros.add(new double[3 * structure.size()]);
    }
    return extract(structures, zeros, pool, progress);
  }

  /**
   * Describes structures with forces.
   *
   * @param examples the structures with their forces
   * @param pool the threads
   * @param progress hears of each structure done
   * @return for each element the environments of its atoms whose forces are known: not of those
   *     that a constraint holds
   * @throws StructureException if an element is not among the species of the descriptor, or two
   *     atoms are at the same place
   */
  public SortedMap<Element, ElementEnvironments> extractLabelled(
      List<LabelledStructure> examples, WorkerPool pool, ProgressListener progress) {
    return extract(
        examples.stream().map(LabelledStructure::structure).toList(),
        examples.stream().map(LabelledStructure::forces).toList(),
        (example, atom) -> examples.get(example).knowsForce(atom),
        pool,
        progress);
  }

  /**
   * Describes structures with forces.
   *
   * @param structures the structures
   * @param forces for each structure {@code [nAtoms × 3]} in eV/Å
   * @param pool the threads
   * @param progress hears of each structure done
   * @return for each element the environments of its atoms
   * @throws StructureException if an element is not among the species of the description, or two
   *     atoms are at the same place
   */
  public SortedMap<Element, ElementEnvironments> extract(
      List<Structure> structures,
      List<double[]> forces,
      WorkerPool pool,
      ProgressListener progress) {
    return extract(structures, forces, (structure, atom) -> true, pool, progress);
  }

  /** Which atoms of which structures are wanted. */
  @FunctionalInterface
  private interface Choice {
    boolean wants(int structure, int atom);
  }

  private SortedMap<Element, ElementEnvironments> extract(
      List<Structure> structures,
      List<double[]> forces,
      Choice choice,
      WorkerPool pool,
      ProgressListener progress) {
    SortedMap<Element, Destination> destinations = new TreeMap<>();
    int[][] rows = new int[structures.size()][];
    SortedMap<Element, Integer> counts = new TreeMap<>();
    for (int s = 0; s < rows.length; s++) {
      Structure structure = structures.get(s);
      if (forces.get(s).length != 3 * structure.size()) {
        throw new IllegalArgumentException(
            forces.get(s).length + " force components for " + structure.size() + " atoms");
      }
      rows[s] = new int[structure.size()];
      for (int a = 0; a < structure.size(); a++) {
        boolean wanted = choice.wants(s, a);
        int count = counts.merge(structure.element(a), wanted ? 1 : 0, Integer::sum);
        rows[s][a] = wanted ? count - 1 : NOT_WANTED;
      }
    }
    counts.forEach(
        (element, count) ->
            destinations.put(
                element, new Destination(element, count, soap.features(), settings.neighbours())));
    pool.run(
        rows.length,
        s -> {
          try {
            describe(s, structures.get(s), forces.get(s), rows[s], destinations);
          } catch (InputException error) {
            throw new StructureException(s, error);
          }
          progress.advance(1);
        });
    SortedMap<Element, ElementEnvironments> result = new TreeMap<>();
    destinations.forEach((element, destination) -> result.put(element, destination.finished()));
    return result;
  }

  private void describe(
      int index,
      Structure structure,
      double[] forces,
      int[] rows,
      Map<Element, Destination> destinations) {
    int m = settings.neighbours();
    int d = soap.features();
    double[] features = soap.compute(structure);
    NearestNeighbours nearest = NearestNeighbours.of(structure, m);
    double[] displacements = nearest.displacements();
    int[] atomicNumbers = nearest.atomicNumbers();
    for (int a = 0; a < structure.size(); a++) {
      int row = rows[a];
      if (row == NOT_WANTED) {
        continue;
      }
      Destination to = destinations.get(structure.element(a));
      System.arraycopy(features, a * d, to.descriptors, row * d, d);
      System.arraycopy(displacements, a * 3 * m, to.points, row * 3 * m, 3 * m);
      System.arraycopy(atomicNumbers, a * m, to.kinds, row * m, m);
      System.arraycopy(forces, a * 3, to.forces, row * 3, 3);
      to.structures[row] = index;
      to.atoms[row] = a;
      to.tied[row] = nearest.tied(a);
    }
  }

  /** The arrays that the rows of one element go into. */
  private static final class Destination {
    final Element element;
    final int features;
    final int neighbours;
    final double[] descriptors;
    final double[] points;
    final int[] kinds;
    final double[] forces;
    final int[] structures;
    final int[] atoms;
    final boolean[] tied;

    Destination(Element element, int count, int features, int neighbours) {
      this.element = element;
      this.features = features;
      this.neighbours = neighbours;
      if ((long) count * features > Integer.MAX_VALUE - 8) {
        throw new InputException(
            "found "
                + count
                + " environments of "
                + element
                + " with "
                + features
                + " features each, expected at most "
                + (Integer.MAX_VALUE - 8) / features
                + "; take fewer frames at once");
      }
      this.descriptors = new double[count * features];
      this.points = new double[count * 3 * neighbours];
      this.kinds = new int[count * neighbours];
      this.forces = new double[count * 3];
      this.structures = new int[count];
      this.atoms = new int[count];
      this.tied = new boolean[count];
    }

    ElementEnvironments finished() {
      return new ElementEnvironments(
          element,
          features,
          neighbours,
          descriptors,
          points,
          kinds,
          forces,
          structures,
          atoms,
          tied);
    }
  }
}
