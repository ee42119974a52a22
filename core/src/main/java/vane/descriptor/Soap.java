package vane.descriptor;

import java.util.Arrays;
import java.util.stream.IntStream;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * The smooth overlap of atomic positions: a power spectrum of the density around an atom.
 *
 * <p>Each atom is a Gaussian of width σ. For each element Z, the density around the centre (which
 * counts itself) is expanded in orthonormal Gaussian-type radial functions g_nl and real spherical
 * harmonics, with coefficients c^Z_nlm. The features are
 *
 * <pre>
 *   p^{ZZ'}_{nn'l} = π √(8 / (2l + 1)) Σ_m c^Z_nlm c^Z'_n'lm
 * </pre>
 *
 * in DScribe's order: pairs Z ≤ Z' by atomic number; then l; then n; then n', from n on if Z = Z'.
 * There is no cutoff function; atoms count up to r_cut + σ √(2 ln 10³), where their Gaussian has
 * fallen to 10⁻³ at the cutoff.
 *
 * <p>Bartók, Kondor, Csányi 2013, DOI 10.1103/PhysRevB.87.184115; for the radial functions Jäger et
 * al. 2018, DOI 10.1038/s41524-018-0096-5. With many radial functions (14 within 3 Å, 20 within 8
 * Å) not all can be told apart in double precision; {@link #radialRank} says how many can.
 *
 * <p>Immutable and thread-safe.
 */
public final class Soap {
  private static final double DENSITY_THRESHOLD = 1e-3;

  private final SoapSettings settings;
  private final double reachAngstrom;
  private final int nMax;
  private final int stride;
  private final int degrees;
  private final int species;
  private final int features;
  private final RadialIntegrals radial;
  private final RealSphericalHarmonics angular;

  /** What an atom adds to its own coefficients, l = 0. */
  private final double[] atCentre;

  private final int[] speciesOfAtomicNumber = new int[120];

  /**
   * A descriptor; its radial functions are tabulated now.
   *
   * @param settings what it is made of
   */
  public Soap(SoapSettings settings) {
    this.settings = settings;
    nMax = settings.nMax();
    stride = RadialIntegrals.stride(nMax);
    degrees = settings.lMax() + 1;
    species = settings.species().size();
    features = species * nMax * (species * nMax + 1) / 2 * degrees;
    double padding = settings.sigmaAngstrom() * Math.sqrt(-2 * Math.log(DENSITY_THRESHOLD));
    reachAngstrom = settings.cutoffAngstrom() + padding;
    radial = new RadialIntegrals(settings, reachAngstrom);
    angular = new RealSphericalHarmonics(settings.lMax());
    atCentre = new double[radial.functions()];
    radial.evaluate(0, atCentre, 0);
    for (int n = 0; n < atCentre.length; n++) {
      atCentre[n] *= Math.sqrt(1 / (4 * Math.PI));
    }
    Arrays.fill(speciesOfAtomicNumber, -1);
    for (int z = 0; z < species; z++) {
      speciesOfAtomicNumber[settings.species().get(z).atomicNumber()] = z;
    }
  }

  /**
   * What it is made of.
   *
   * @return the settings
   */
  public SoapSettings settings() {
    return settings;
  }

  /**
   * The length of a row.
   *
   * @return s (s + 1) / 2 · (l_max + 1) with s = species · n_max
   */
  public int features() {
    return features;
  }

  /**
   * How far atoms count.
   *
   * @return r_cut + σ √(2 ln 10³) in Å
   */
  public double reachAngstrom() {
    return reachAngstrom;
  }

  /**
   * How many of the radial functions of a degree are independent in double precision. Where this is
   * below n_max, the features lie in a space of fewer dimensions.
   *
   * @param l from 0 to l_max
   * @return from 1 to n_max
   */
  public int radialRank(int l) {
    return radial.rank(l);
  }

  /**
   * Where the features of a pair of elements are.
   *
   * @param a an element of the settings
   * @param b an element of the settings, in either order
   * @return their place in a row
   */
  public FeatureRange location(Element a, Element b) {
    int first = Math.min(speciesIndex(a), speciesIndex(b));
    int second = Math.max(speciesIndex(a), speciesIndex(b));
    int start = 0;
    for (int z = 0; z < species; z++) {
      for (int other = z; other < species; other++) {
        int length = pairFeatures(z == other);
        if (z == first && other == second) {
          return new FeatureRange(start, start + length);
        }
        start += length;
      }
    }
    throw new IllegalStateException("no such pair: " + a + ", " + b);
  }

  private int speciesIndex(Element element) {
    int index = speciesOfAtomicNumber[element.atomicNumber()];
    if (index < 0) {
      throw new IllegalArgumentException(
          element + " is not among the species " + settings.species());
    }
    return index;
  }

  private int pairFeatures(boolean same) {
    return (same ? nMax * (nMax + 1) / 2 : nMax * nMax) * degrees;
  }

  /**
   * The description of every atom, or the average of all.
   *
   * @param structure the atoms
   * @return {@code [nAtoms × features]}, row-major, or {@code [1 × features]} if averaged
   * @throws UnknownSpeciesException if an element is not among the species
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   * @throws NoAtomsException if an average is asked for and there are no atoms
   */
  public double[] compute(Structure structure) {
    int rows = settings.average() == SoapSettings.Average.OFF ? structure.size() : 1;
    double[] dst = new double[Math.multiplyExact(rows, features)];
    int[] atoms = IntStream.range(0, structure.size()).toArray();
    computeAtoms(structure, atoms, newWorkspace(), dst, 0);
    return dst;
  }

  /**
   * The description of some atoms, or their average.
   *
   * @param structure all atoms
   * @param atoms indices of the centres, in any order; not modified
   * @param dst the rows of the centres, in their order, are written here, one row if averaged
   * @param offset where in {@code dst} the first row begins
   * @throws UnknownSpeciesException if any atom's element is not among the species
   * @throws vane.structure.CoincidentAtomsException if a centre and another atom are at the same
   *     place
   * @throws NoAtomsException if an average is asked for and there are no centres
   */
  public void computeAtoms(Structure structure, int[] atoms, double[] dst, int offset) {
    computeAtoms(structure, atoms, newWorkspace(), dst, offset);
  }

  /**
   * The description of some atoms, or their average, with the caller's workspace.
   *
   * @param structure all atoms
   * @param atoms indices of the centres, in any order; not modified
   * @param workspace of {@link #newWorkspace}, used by one thread at a time; overwritten
   * @param dst the rows of the centres, in their order, are written here, one row if averaged
   * @param offset where in {@code dst} the first row begins
   * @throws UnknownSpeciesException if any atom's element is not among the species
   * @throws vane.structure.CoincidentAtomsException if a centre and another atom are at the same
   *     place
   * @throws NoAtomsException if an average is asked for and there are no centres
   */
  public void computeAtoms(
      Structure structure, int[] atoms, Workspace workspace, double[] dst, int offset) {
    if (workspace.owner != this) {
      throw new IllegalArgumentException("the workspace belongs to another descriptor");
    }
    int[] atomSpecies = speciesOf(structure);
    Structure counted = structure;
    if (!settings.periodic() && structure.cell().map(Cell::isPeriodic).orElse(false)) {
      counted = Structure.of(structure.elements(), structure.positions());
    }
    NeighbourList neighbours = NeighbourList.within(counted, reachAngstrom, atoms);
    SoapSettings.Average average = settings.average();
    if (average != SoapSettings.Average.OFF && atoms.length == 0) {
      throw new NoAtomsException();
    }
    Arrays.fill(workspace.coefficients, 0);
    for (int row = 0; row < atoms.length; row++) {
      expand(neighbours, row, atomSpecies, atomSpecies[atoms[row]], workspace);
      if (average == SoapSettings.Average.OFF) {
        powerSpectrum(workspace, dst, offset + row * features);
        Arrays.fill(workspace.coefficients, 0);
      } else if (average == SoapSettings.Average.OUTER) {
        powerSpectrum(workspace, workspace.spectrum, 0);
        for (int f = 0; f < features; f++) {
          double before = row == 0 ? 0 : dst[offset + f];
          dst[offset + f] = before + workspace.spectrum[f] / atoms.length;
        }
        Arrays.fill(workspace.coefficients, 0);
      }
    }
    if (average == SoapSettings.Average.INNER) {
      for (int i = 0; i < workspace.coefficients.length; i++) {
        workspace.coefficients[i] /= atoms.length;
      }
      powerSpectrum(workspace, dst, offset);
    }
  }

  private int[] speciesOf(Structure structure) {
    int[] result = new int[structure.size()];
    for (int i = 0; i < result.length; i++) {
      Element element = structure.element(i);
      result[i] = speciesOfAtomicNumber[element.atomicNumber()];
      if (result[i] < 0) {
        throw new UnknownSpeciesException(element, i, settings.species());
      }
    }
    return result;
  }

  /** Adds the density around a centre to the coefficients. */
  private void expand(
      NeighbourList neighbours, int row, int[] atomSpecies, int centreSpecies, Workspace w) {
    int first = neighbours.start(row);
    int last = neighbours.start(row + 1);
    w.reserve(last - first);
    for (int z = 0; z < species; z++) {
      int count = 0;
      for (int entry = first; entry < last; entry++) {
        if (atomSpecies[neighbours.neighbour(entry)] == z) {
          double distance = neighbours.distance(entry);
          radial.evaluate(distance, w.radial, count * radial.functions());
          angular.evaluate(
              neighbours.displacement(entry, 0) / distance,
              neighbours.displacement(entry, 1) / distance,
              neighbours.displacement(entry, 2) / distance,
              w.angular,
              count * angular.size());
          count++;
        }
      }
      DensityKernels.accumulate(
          degrees, stride, count, w.radial, w.angular, w.coefficients, z * block());
    }
    // At the centre itself only l = 0 is not zero.
    for (int n = 0; n < nMax; n++) {
      w.coefficients[centreSpecies * block() + n] += atCentre[n];
    }
  }

  /** The number of coefficients of one species, {@code [lm × n]} with n padded to the stride. */
  private int block() {
    return degrees * degrees * stride;
  }

  private void powerSpectrum(Workspace w, double[] dst, int offset) {
    int place = offset;
    for (int z = 0; z < species; z++) {
      for (int other = z; other < species; other++) {
        for (int l = 0; l < degrees; l++) {
          int a = z * block() + l * l * stride;
          int b = other * block() + l * l * stride;
          if (z == other) {
            place = DensityKernels.triangle(w.coefficients, a, l, nMax, stride, dst, place);
          } else {
            place = DensityKernels.square(w.coefficients, a, b, l, nMax, stride, dst, place);
          }
        }
      }
    }
  }

  /**
   * Memory for one thread to compute with.
   *
   * @return a workspace that fits this descriptor
   */
  public Workspace newWorkspace() {
    return new Workspace(this);
  }

  /** Memory that {@link #computeAtoms} works in. Not thread-safe: each thread has its own. */
  public static final class Workspace {
    private final Soap owner;

    /** Radial functions of the neighbours of one species, {@code [neighbours × (l, n)]}. */
    private double[] radial = {};

    /** Angular functions of the same neighbours, {@code [neighbours × lm]}. */
    private double[] angular = {};

    private final double[] coefficients;
    private final double[] spectrum;

    private Workspace(Soap owner) {
      this.owner = owner;
      // The kernels read, and leave, up to four places after the last row.
      coefficients = new double[owner.species * owner.block() + 4];
      boolean outer = owner.settings.average() == SoapSettings.Average.OUTER;
      spectrum = new double[outer ? owner.features : 0];
    }

    private void reserve(int neighbours) {
      if (radial.length < neighbours * owner.radial.functions()) {
        int room = 2 * neighbours;
        radial = new double[room * owner.radial.functions()];
        angular = new double[room * owner.angular.size()];
      }
    }
  }
}
