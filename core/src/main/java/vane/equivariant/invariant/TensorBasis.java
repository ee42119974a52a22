package vane.equivariant.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions that the energy of an atom is made of, as a list of tensors and products of them.
 *
 * <p>A tensor has 2l + 1 components. The first tensors are the densities
 *
 * <pre>    A_(a n l m) = Σ_k R_n(r_k) Y_lm(r̂_k)      over the neighbours k of element a</pre>
 *
 * <p>and the others are pairs of densities, coupled by {@link GauntCoefficients}. An invariant is a
 * density of l = 0 (order 1) or the scalar product of two tensors of the same l: of two densities
 * (order 2), of a pair and a density (order 3), or of two pairs (order 4). All have even parity, so
 * they are invariant under reflections too (Drautz, Phys. Rev. B 99, 014104 (2019),
 * doi:10.1103/PhysRevB.99.014104).
 *
 * <p>Densities are ordered by degree n + ω l. Of the three densities of a product of order 3, the
 * one of lowest l stands alone, so that the pair has as few components as can be; of order 4, the
 * two lowest densities are a pair. Invariants are ordered by degree, too, then by order. The
 * components of the densities of one element and one l lie together, one n after the other.
 * Immutable and thread-safe.
 */
public final class TensorBasis {
  private static final int ABSENT = -1;

  private final BasisSettings settings;
  private final int species;
  private final int lMax;
  private final List<Density> densities;

  /** Of each tensor: its degree l and its first component. */
  final int[] tensorL;

  final int[] tensorStart;

  /** The components of densities, then those of pairs. */
  final int densityComponents;

  final int components;

  /** First components and numbers of n of the densities, by element · (lMax + 1) + l. */
  final int[] blockStart;

  final int[] blockFunctions;

  /** Terms of component densityComponents + i: from termStart[i] to termStart[i + 1]. */
  final int[] termStart;

  final int[] termLeft;
  final int[] termRight;
  final double[] termFactor;

  /** The tensors of an invariant; right is −1 for a single density. */
  final int[] left;

  final int[] right;
  private final double[] degrees;
  private final int[] orders;

  /** The density of each component of densities. */
  final int[] tensorOfComponent;

  /** Elements of the neighbours that a tensor holds, as bits. */
  final long[] tensorSpecies;

  private ContractionOrder contractionOrder;
  private final GradientProgram[] gradientPrograms;

  private record Density(int species, int n, int l, double degree) {}

  private record Pair(int first, int second, int l) {}

  private record Product(int left, int right, double degree, int order) {}

  /**
   * The functions for some elements.
   *
   * @param settings which functions
   * @param species how many elements a neighbour can be of, at least 1
   */
  public TensorBasis(BasisSettings settings, int species) {
    this.settings = settings;
    this.species = species;
    this.lMax = settings.highestL();
    this.densities = densities();
    this.gradientPrograms = new GradientProgram[species];
    int count = densities.size();
    Map<Pair, Integer> pairs = new HashMap<>();
    List<Pair> pairList = new ArrayList<>();
    Set<Product> products = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      if (l(i) == 0 && BasisSettings.within(degree(i), settings.degree1())) {
        products.add(new Product(i, ABSENT, densities.get(i).degree(), 1));
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = i; j < count; j++) {
        double degree = degree(i) + degree(j);
        if (l(i) == l(j) && BasisSettings.within(degree, settings.degree2())) {
          products.add(new Product(i, j, degree, 2));
        }
      }
    }
    addTriples(pairs, pairList, products);
    addQuadruples(pairs, pairList, products);

    blockStart = new int[species * (lMax + 1)];
    blockFunctions = new int[species * (lMax + 1)];
    for (Density density : densities) {
      blockFunctions[density.species * (lMax + 1) + density.l]++;
    }
    int next = 0;
    for (int block = 0; block < blockStart.length; block++) {
      blockStart[block] = next;
      next += blockFunctions[block] * (2 * (block % (lMax + 1)) + 1);
    }
    densityComponents = next;
    tensorL = new int[count + pairList.size()];
    tensorStart = new int[tensorL.length];
    tensorSpecies = new long[tensorL.length];
    tensorOfComponent = new int[densityComponents];
    for (int i = 0; i < count; i++) {
      Density density = densities.get(i);
      tensorL[i] = density.l;
      tensorStart[i] =
          blockStart[density.species * (lMax + 1) + density.l] + density.n * (2 * density.l + 1);
      tensorSpecies[i] = 1L << density.species;
      Arrays.fill(tensorOfComponent, tensorStart[i], tensorStart[i] + 2 * density.l + 1, i);
    }
    GauntCoefficients gaunt = GauntCoefficients.upTo(lMax);
    List<double[]> terms = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int p = 0; p < pairList.size(); p++) {
      Pair pair = pairList.get(p);
      tensorL[count + p] = pair.l;
      tensorStart[count + p] = next;
      tensorSpecies[count + p] = tensorSpecies[pair.first] | tensorSpecies[pair.second];
      next += 2 * pair.l + 1;
      addTerms(gaunt, pair, starts, terms);
    }
    starts.add(terms.size());
    components = next;
    termStart = starts.stream().mapToInt(Integer::intValue).toArray();
    termLeft = terms.stream().mapToInt(term -> (int) term[0]).toArray();
    termRight = terms.stream().mapToInt(term -> (int) term[1]).toArray();
    termFactor = terms.stream().mapToDouble(term -> term[2]).toArray();
    List<Product> sorted = new ArrayList<>(products);
    sorted.sort(Comparator.comparingDouble(Product::degree).thenComparingInt(Product::order));
    left = sorted.stream().mapToInt(Product::left).toArray();
    right = sorted.stream().mapToInt(Product::right).toArray();
    degrees = sorted.stream().mapToDouble(Product::degree).toArray();
    orders = sorted.stream().mapToInt(Product::order).toArray();
  }

  private List<Density> densities() {
    List<Density> list = new ArrayList<>();
    for (int a = 0; a < species; a++) {
      for (int l = 0; l <= lMax; l++) {
        for (int n = 0; n <= settings.nMax(l); n++) {
          list.add(new Density(a, n, l, settings.degree(n, l)));
        }
      }
    }
    list.sort(
        Comparator.comparingDouble(Density::degree)
            .thenComparingInt(Density::l)
            .thenComparingInt(Density::species));
    return list;
  }

  private double degree(int density) {
    return densities.get(density).degree();
  }

  private int l(int density) {
    return densities.get(density).l;
  }

  private void addTriples(Map<Pair, Integer> pairs, List<Pair> list, Set<Product> products) {
    int count = densities.size();
    double limit = settings.degree3();
    for (int i = 0; i < count && BasisSettings.within(3 * degree(i), limit); i++) {
      for (int j = i; j < count && BasisSettings.within(degree(i) + 2 * degree(j), limit); j++) {
        for (int k = j; k < count; k++) {
          double degree = degree(i) + degree(j) + degree(k);
          if (!BasisSettings.within(degree, limit)) {
            break;
          }
          if (GauntCoefficients.couple(l(i), l(j), l(k))) {
            int least = Math.min(l(i), Math.min(l(j), l(k)));
            int alone = l(k) == least ? k : l(j) == least ? j : i;
            int first = alone == i ? j : i;
            int second = alone == k ? j : k;
            int pair = pair(pairs, list, first, second, least);
            products.add(new Product(alone, pair, degree, 3));
          }
        }
      }
    }
  }

  private void addQuadruples(Map<Pair, Integer> pairs, List<Pair> list, Set<Product> products) {
    int count = densities.size();
    double limit = settings.degree4();
    for (int i = 0; i < count && BasisSettings.within(4 * degree(i), limit); i++) {
      for (int j = i; j < count && BasisSettings.within(degree(i) + 3 * degree(j), limit); j++) {
        for (int k = j; k < count; k++) {
          if (!BasisSettings.within(degree(i) + degree(j) + 2 * degree(k), limit)) {
            break;
          }
          for (int m = k; m < count; m++) {
            double degree = degree(i) + degree(j) + degree(k) + degree(m);
            if (!BasisSettings.within(degree, limit)) {
              break;
            }
            for (int l = 0; l <= Math.min(l(i) + l(j), l(k) + l(m)); l++) {
              if (GauntCoefficients.couple(l(i), l(j), l)
                  && GauntCoefficients.couple(l(k), l(m), l)
                  && l <= lMax) {
                int one = pair(pairs, list, i, j, l);
                int other = pair(pairs, list, k, m, l);
                products.add(new Product(Math.min(one, other), Math.max(one, other), degree, 4));
              }
            }
          }
        }
      }
    }
  }

  private int pair(Map<Pair, Integer> pairs, List<Pair> list, int first, int second, int l) {
    return pairs.computeIfAbsent(
        new Pair(first, second, l),
        pair -> {
          list.add(pair);
          return densities.size() + list.size() - 1;
        });
  }

  private void addTerms(
      GauntCoefficients gaunt, Pair pair, List<Integer> starts, List<double[]> terms) {
    int l1 = l(pair.first);
    int l2 = l(pair.second);
    for (int m = 0; m <= 2 * pair.l; m++) {
      starts.add(terms.size());
      for (int m1 = 0; m1 <= 2 * l1; m1++) {
        for (int m2 = 0; m2 <= 2 * l2; m2++) {
          double factor = gaunt.of(l1 * l1 + m1, l2 * l2 + m2, pair.l * pair.l + m);
          if (factor != 0) {
            terms.add(
                new double[] {tensorStart[pair.first] + m1, tensorStart[pair.second] + m2, factor});
          }
        }
      }
    }
  }

  /**
   * The number of invariants.
   *
   * @return at least 1
   */
  public int size() {
    return left.length;
  }

  /**
   * The number of elements.
   *
   * @return at least 1
   */
  public int species() {
    return species;
  }

  int lMax() {
    return lMax;
  }

  /**
   * Which functions these are.
   *
   * @return the settings
   */
  public BasisSettings settings() {
    return settings;
  }

  /**
   * The degree of an invariant: the sum of n + ω l over its densities.
   *
   * @param invariant its number
   * @return zero or more
   */
  public double invariantDegree(int invariant) {
    return degrees[invariant];
  }

  /**
   * How many densities an invariant multiplies.
   *
   * @param invariant its number
   * @return 1 to 4
   */
  public int order(int invariant) {
    return orders[invariant];
  }

  /** The order of products, which is found when it is first asked for. */
  synchronized ContractionOrder contractionOrder() {
    if (contractionOrder == null) {
      contractionOrder = new ContractionOrder(this);
    }
    return contractionOrder;
  }

  /** How gradients follow from those of an element's densities, found when first asked for. */
  synchronized GradientProgram gradientProgram(int element) {
    if (gradientPrograms[element] == null) {
      gradientPrograms[element] = new GradientProgram(this, element);
    }
    return gradientPrograms[element];
  }
}
