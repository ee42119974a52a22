package vane.equivariant.invariant;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import vane.structure.Element;
import vane.structure.NeighbourSource;
import vane.structure.Structure;

/**
 * The functions of a neighbourhood for given elements: the tensors and their invariants, which are
 * the same for centres of each element, and the radial functions of each two elements.
 *
 * <p>An energy has one weight per element of the centre and invariant. Weights of all elements lie
 * together element by element, by atomic number: {@code [elements × size]}, {@link #features} in
 * all. Elements are numbered in this order everywhere below {@code vane.equivariant}. Immutable and
 * thread-safe.
 */
public final class ElementBasis {
  private final SortedSet<Element> elements;
  private final List<Element> numbered;
  private final double[] innerDistances;
  private final TensorBasis tensors;
  private final RadialBasis[][] radialBases;

  /**
   * The functions of some elements.
   *
   * @param elements the elements, at least one; copied
   * @param settings which functions
   * @param innerDistances {@code [elements × elements]} in Å, row-major, by centre and neighbour:
   *     where the radial functions begin to come to rest; above zero and below the cutoff; copied
   * @throws IllegalArgumentException if there are not as many distances as pairs, or one is out of
   *     range
   */
  public ElementBasis(
      SortedSet<Element> elements, BasisSettings settings, double[] innerDistances) {
    this.elements = Collections.unmodifiableSortedSet(new TreeSet<>(elements));
    this.numbered = List.copyOf(this.elements);
    int species = numbered.size();
    if (species == 0 || innerDistances.length != species * species) {
      throw new IllegalArgumentException(
          innerDistances.length + " inner distances for " + species + " elements");
    }
    this.innerDistances = innerDistances.clone();
    this.tensors = new TensorBasis(settings, species);
    this.radialBases = new RadialBasis[species][species];
    for (int a = 0; a < species; a++) {
      for (int b = 0; b < species; b++) {
        double inner = innerDistances[a * species + b];
        if (!(inner > 0 && inner < settings.cutoffAngstrom())) {
          throw new IllegalArgumentException(
              "an inner distance of " + inner + " Å, expected above zero and below the cutoff");
        }
        radialBases[a][b] = new RadialBasis(settings, inner, inner);
      }
    }
  }

  /**
   * The elements, by atomic number.
   *
   * @return unmodifiable
   */
  public SortedSet<Element> elements() {
    return elements;
  }

  /**
   * The number of an element.
   *
   * @param element the element
   * @return from zero, or −1 if it is none of these
   */
  public int indexOf(Element element) {
    return numbered.indexOf(element);
  }

  /**
   * How many elements there are.
   *
   * @return at least 1
   */
  public int species() {
    return numbered.size();
  }

  /**
   * Which functions these are.
   *
   * @return the settings
   */
  public BasisSettings settings() {
    return tensors.settings();
  }

  /**
   * The tensors and invariants of every neighbourhood.
   *
   * @return the same for all elements of the centre
   */
  public TensorBasis tensors() {
    return tensors;
  }

  /**
   * The radial functions about centres of an element.
   *
   * @param element the number of the centre's element
   * @return by the number of the neighbour's element
   */
  RadialBasis[] radialBases(int element) {
    return radialBases[element];
  }

  /**
   * How many invariants there are: the weights of one element.
   *
   * @return at least 1
   */
  public int size() {
    return tensors.size();
  }

  /**
   * How many weights there are in all.
   *
   * @return elements · {@link #size}
   */
  public int features() {
    return species() * size();
  }

  /**
   * The features of the simplest functions, the densities of degree zero: smooth numbers of
   * neighbours, one for each element of the centre and of the neighbours.
   *
   * @return {@code [elements²]}, in order
   */
  public int[] simplestFeatures() {
    return IntStream.range(0, features())
        .filter(q -> tensors.order(q % size()) == 1 && tensors.invariantDegree(q % size()) == 0)
        .toArray();
  }

  /**
   * Where the radial functions begin to come to rest.
   *
   * @return {@code [elements × elements]} in Å (a copy)
   */
  public double[] innerDistances() {
    return innerDistances.clone();
  }

  /**
   * Structures with the neighbours that these functions see.
   *
   * @param structures the structures, of these elements alone
   * @return their atoms
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   */
  public AtomBatch batch(List<Structure> structures) {
    return new AtomBatch(structures, elements, settings().cutoffAngstrom());
  }

  /**
   * Structures with the neighbours that these functions see.
   *
   * @param structures the structures, of these elements alone
   * @param neighbours where their neighbours come from, within the cutoff of these functions
   * @param first the place of the first structure among those of the call
   * @return their atoms
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   */
  public AtomBatch batch(List<Structure> structures, NeighbourSource neighbours, int first) {
    return new AtomBatch(structures, elements, neighbours, first);
  }

  /**
   * The weights of each element, ready for a kernel.
   *
   * @param weights {@code [features]} in eV; not modified
   * @return by the number of the element
   */
  public ContractionPlan[] plans(double[] weights) {
    ContractionPlan[] plans = new ContractionPlan[species()];
    for (int a = 0; a < plans.length; a++) {
      plans[a] = new ContractionPlan(tensors, weightsOf(a, weights));
    }
    return plans;
  }

  /**
   * The weights of one element.
   *
   * @param element its number
   * @param weights {@code [features]} in eV; not modified
   * @return {@code [size]} in eV (a copy)
   */
  public double[] weightsOf(int element, double[] weights) {
    return Arrays.copyOfRange(weights, element * size(), (element + 1) * size());
  }

  /**
   * Whether other functions are the same ones: weights of one mean the same for the other.
   *
   * @param other other functions
   * @return true if elements, settings and inner distances are the same
   */
  public boolean isSameAs(ElementBasis other) {
    return elements.equals(other.elements)
        && settings().equals(other.settings())
        && Arrays.equals(innerDistances, other.innerDistances);
  }

  @Override
  public String toString() {
    return elements + " with " + settings();
  }
}
