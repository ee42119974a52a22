package vane.network;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evaluates a network on one structure: energy and forces, and then, along a displacement of the
 * atoms, how the slope of the energy depends on the weights. Keeps the memory of its last
 * structure; for one thread at a time.
 */
final class NetworkKernel {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;
  private static final int L = NetworkLayout.DEGREES;

  private final NetworkLayout layout;
  private final RadialFunctions functions;
  private final double normalisation;
  private final InvariantProgram program;
  private final int k;
  private final int n;
  private final int q;

  private AtomGraph graph;
  private float[] w;
  private float[] t;

  // Of pairs: radial functions and slopes, harmonics and gradients, and tangents of the former.
  private float[] radial = {};
  private float[] slopes = {};
  private float[] harmonics = {};
  private float[] gradients = {};
  private float[] dRadial = {};
  private float[] dHarmonics = {};
  private float[] unit = {};
  // Of pairs: radial functions of the message, their adjoints, and the tangents of both.
  private float[] reach = {};
  private float[] reachBar = {};
  private float[] dReach = {};
  private float[] dReachBar = {};
  private float[] radialBar = {};
  private float[] pairForce = {};
  // Of atoms: x a value, xBar its adjoint, d the tangent.
  private float[] density = {};
  private float[] densityBar = {};
  private float[] dDensity = {};
  private float[] table1 = {};
  private float[] table1Bar = {};
  private float[] dTable1 = {};
  private float[] dTable1Bar = {};
  private float[] feature = {};
  private float[] featureBar = {};
  private float[] dFeature = {};
  private float[] dFeatureBar = {};
  private float[] received = {};
  private float[] receivedBar = {};
  private float[] dReceived = {};
  private float[] dReceivedBar = {};
  private float[] table2 = {};
  private float[] table2Bar = {};
  private float[] dTable2 = {};
  private float[] dTable2Bar = {};
  // Scalars of the second layer, then those of the first: [atoms × 2 k].
  private float[] scalars = {};
  private float[] scalarsBar = {};
  private float[] dScalars = {};
  private float[] dScalarsBar = {};
  private float[] inner = {};
  private float[] innerBar = {};
  private float[] dInner = {};
  private float[] dInnerBar = {};
  private final float[] edgeA;
  private final float[] edgeB;
  private int[] pairRows = {};
  private double[] forces = {};
  private double[] atomEnergies = {};
  private final double[] virial = new double[9];

  NetworkKernel(NetworkLayout layout, RadialFunctions functions, double normalisation) {
    this.layout = layout;
    this.functions = functions;
    this.normalisation = normalisation;
    this.program = layout.program;
    this.k = layout.channels;
    this.n = layout.radial;
    this.q = layout.depth;
    edgeA = new float[L * k];
    edgeB = new float[L * k];
  }

  /**
   * Energy and forces.
   *
   * @return the energy without that of lone atoms, in eV
   */
  double evaluate(AtomGraph graph, float[] weights, float[] transposed) {
    this.graph = graph;
    this.w = weights;
    this.t = transposed;
    allocate();
    pairFunctions();
    densities(radial, harmonics, null, null, density);
    forEachElement(
        (z, l, rows) ->
            Panels.multiply(
                density, C * q, q, q, w, layout.first[z * L + l], table1, layout.table,
                layout.step, k, rows, 0, rows.length, false));
    for (int i = 0; i < graph.atoms; i++) {
      atomEnergies[i] = pairEnergy(i, graph.elementOf[i]);
    }
    invariants(table1, layout.firstScalars, layout.firstEnergy, k);
    forEachAtoms(
        (z, from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(w, layout.featureShift[z], feature, i * k, k);
          }
          Panels.multiply(
              scalars, 2 * k, 0, k, w, layout.features[z], feature, k, 0, k, graph.atomRows, from,
              to, true, k, 0);
        });
    message();
    receive();
    forEachElement(
        (z, l, rows) -> {
          skip(z, l, rows, table1, table2);
          Panels.multiply(
              received, C * k, k, k, w, layout.mix[z * L + l], table2, layout.table, layout.step,
              k, rows, 0, rows.length, true);
        });
    invariants(table2, layout.secondScalars, layout.secondEnergy, 0);
    readOut();
    backward();
    double energy = 0;
    for (int i = 0; i < graph.atoms; i++) {
      energy += atomEnergies[i];
    }
    return energy;
  }

  static NetworkKernel of(NetworkLayout layout, NetworkScale scale) {
    RadialFunctions functions =
        new RadialFunctions(
            layout.radial, layout.settings.cutoffAngstrom(), scale.shortestAngstrom());
    return new NetworkKernel(layout, functions, 1 / Math.sqrt(scale.neighbours()));
  }

  /**
   * Mean squares over atoms and channels of what some weights give: 0 the densities of the first
   * layer by degree, 1 its invariants, 2 the densities that are received, 3 the invariants of the
   * second layer.
   */
  double[] meanSquares(List<AtomGraph> graphs, float[] weights, float[] transposed, int what) {
    layout.transpose(weights, transposed);
    double[] sums = new double[what % 2 == 0 ? L : layout.invariants.length];
    double[] counts = new double[sums.length];
    for (AtomGraph one : graphs) {
      evaluate(one, weights, transposed);
      for (int i = 0; i < graph.atoms; i++) {
        for (int b = 0; b < (what % 2 == 0 ? C : sums.length); b++) {
          int into = what % 2 == 0 ? SolidHarmonics.DEGREE[b] : b;
          for (int c = 0; c < k; c++) {
            double x =
                switch (what) {
                  case 0 -> table1[i * layout.table + b * layout.step + c];
                  case 1 -> table1[i * layout.table + layout.invariants[b] * layout.step + c];
                  case 2 -> received[(i * C + b) * k + c];
                  default -> table2[i * layout.table + layout.invariants[b] * layout.step + c];
                };
            sums[into] += x * x;
            counts[into]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] > 0 ? sums[i] / counts[i] : 1;
    }
    return sums;
  }

  /** The force on an atom of the graph, in eV/Å. */
  double force(int atom, int axis) {
    return forces[3 * atom + axis];
  }

  double[] virial() {
    return virial.clone();
  }

  double atomEnergy(int atom) {
    return atomEnergies[atom];
  }

  private interface Block {
    void run(int z, int l, int[] rows);
  }

  private interface Atoms {
    void run(int z, int from, int to);
  }

  private void forEachElement(Block block) {
    for (int z = 0; z < layout.elements; z++) {
      for (int l = 0; l < L; l++) {
        block.run(z, l, graph.rows[z * L + l]);
      }
    }
  }

  private void forEachAtoms(Atoms atoms) {
    for (int z = 0; z < layout.elements; z++) {
      if (graph.elementStart[z + 1] > graph.elementStart[z]) {
        atoms.run(z, graph.elementStart[z], graph.elementStart[z + 1]);
      }
    }
  }

  private static float[] grow(float[] array, int size) {
    return array.length >= size ? array : new float[size + size / 4];
  }

  private void allocate() {
    int p = graph.pairs;
    int a = graph.atoms;
    radial = grow(radial, p * n);
    slopes = grow(slopes, p * n);
    radialBar = grow(radialBar, p * n);
    dRadial = grow(dRadial, p * n);
    harmonics = grow(harmonics, p * C);
    dHarmonics = grow(dHarmonics, p * C);
    gradients = grow(gradients, 3 * p * C);
    unit = grow(unit, 3 * p);
    pairForce = grow(pairForce, 3 * p);
    reach = grow(reach, p * L * k);
    reachBar = grow(reachBar, p * L * k);
    dReach = grow(dReach, p * L * k);
    dReachBar = grow(dReachBar, p * L * k);
    density = grow(density, a * C * q);
    densityBar = grow(densityBar, a * C * q);
    dDensity = grow(dDensity, a * C * q);
    table1 = grow(table1, a * layout.table);
    table1Bar = grow(table1Bar, a * layout.table);
    dTable1 = grow(dTable1, a * layout.table);
    dTable1Bar = grow(dTable1Bar, a * layout.table);
    table2 = grow(table2, a * layout.table);
    table2Bar = grow(table2Bar, a * layout.table);
    dTable2 = grow(dTable2, a * layout.table);
    dTable2Bar = grow(dTable2Bar, a * layout.table);
    feature = grow(feature, a * k);
    featureBar = grow(featureBar, a * k);
    dFeature = grow(dFeature, a * k);
    dFeatureBar = grow(dFeatureBar, a * k);
    received = grow(received, a * C * k);
    receivedBar = grow(receivedBar, a * C * k);
    dReceived = grow(dReceived, a * C * k);
    dReceivedBar = grow(dReceivedBar, a * C * k);
    scalars = grow(scalars, 2 * a * k);
    scalarsBar = grow(scalarsBar, 2 * a * k);
    dScalars = grow(dScalars, 2 * a * k);
    dScalarsBar = grow(dScalarsBar, 2 * a * k);
    int h = layout.hidden;
    inner = grow(inner, a * h);
    innerBar = grow(innerBar, a * h);
    dInner = grow(dInner, a * h);
    dInnerBar = grow(dInnerBar, a * h);
    if (pairRows.length < p) {
      pairRows = new int[p + p / 4];
      Arrays.setAll(pairRows, i -> i << 4);
    }
    if (atomEnergies.length < a) {
      atomEnergies = new double[a];
      forces = new double[3 * a];
    }
  }

  private void pairFunctions() {
    for (int p = 0; p < graph.pairs; p++) {
      double x = graph.vectors[3 * p];
      double y = graph.vectors[3 * p + 1];
      double z = graph.vectors[3 * p + 2];
      double r = Math.sqrt(x * x + y * y + z * z);
      double inverse = 1 / r;
      x *= inverse;
      y *= inverse;
      z *= inverse;
      unit[3 * p] = (float) x;
      unit[3 * p + 1] = (float) y;
      unit[3 * p + 2] = (float) z;
      functions.evaluate(r, normalisation, radial, slopes, p * n);
      SolidHarmonics.evaluate(x, y, z, inverse, harmonics, p * C, gradients, 3 * p * C);
    }
  }

  /** Densities of all atoms, or with tangents given, the tangents of these. */
  private void densities(float[] g, float[] y, float[] dg, float[] dy, float[] out) {
    Arrays.fill(out, 0, graph.atoms * C * q, 0);
    for (int i = 0; i < graph.atoms; i++) {
      for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
        int p = graph.edgePair[e];
        float sign = graph.edgeSign[e];
        int at = i * C * q + graph.elementOf[graph.edgeOther[e]] * n;
        for (int v = 0; v < n; v += 8) {
          FloatVector even = FloatVector.fromArray(S, g, p * n + v);
          FloatVector odd = even.mul(sign);
          if (dg == null) {
            for (int lm = 0; lm < C; lm++) {
              FloatVector f = lm >= 1 && lm < 4 || lm >= 9 ? odd : even;
              int o = at + lm * q + v;
              f.fma(FloatVector.broadcast(S, y[p * C + lm]), FloatVector.fromArray(S, out, o))
                  .intoArray(out, o);
            }
          } else {
            FloatVector dEven = FloatVector.fromArray(S, dg, p * n + v);
            FloatVector dOdd = dEven.mul(sign);
            for (int lm = 0; lm < C; lm++) {
              boolean isOdd = lm >= 1 && lm < 4 || lm >= 9;
              FloatVector f = isOdd ? odd : even;
              FloatVector df = isOdd ? dOdd : dEven;
              int o = at + lm * q + v;
              FloatVector sum = FloatVector.fromArray(S, out, o);
              sum = df.fma(FloatVector.broadcast(S, y[p * C + lm]), sum);
              f.fma(FloatVector.broadcast(S, dy[p * C + lm]), sum).intoArray(out, o);
            }
          }
        }
      }
    }
  }

  private double pairEnergy(int i, int z) {
    double sum = 0;
    for (int c = 0; c < n * layout.elements; c++) {
      sum += w[layout.pair[z] + c] * density[i * C * q + c];
    }
    return sum;
  }

  /** Products of all atoms, their scalars, and their energies from these. */
  private void invariants(float[] table, int[] scalarsAt, int[] energyAt, int into) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      program.forward(table, i * layout.table, k);
      double energy = 0;
      for (int c = 0; c < k; c += 8) {
        energy +=
            combine(
                table, i * layout.table + c, scalarsAt[z] + c, energyAt[z] + c, scalars,
                i * 2 * k + into + c);
      }
      atomEnergies[i] += energy;
    }
  }

  /** The scalars of eight channels, and their energy. */
  private float combine(
      float[] table, int at, int scalarsAt, int energyAt, float[] into, int intoAt) {
    FloatVector m = FloatVector.zero(S);
    FloatVector sum = m;
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      FloatVector x = FloatVector.fromArray(S, table, at + invariants[b] * layout.step);
      m = x.fma(FloatVector.fromArray(S, w, scalarsAt + b * k), m);
      sum = x.fma(FloatVector.fromArray(S, w, energyAt + b * k), sum);
    }
    m.intoArray(into, intoAt);
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private void message() {
    Panels.multiply(
        radial, n, 0, n, w, layout.message, reach, L * k, 0, L * k, pairRows, 0, graph.pairs,
        false);
  }

  private void skip(int z, int l, int[] rows, float[] from, float[] to) {
    int at = layout.skip[z] + l * k;
    for (int row : rows) {
      int o = (row >> 4) * layout.table + (row & 15) * layout.step;
      for (int c = 0; c < k; c += 8) {
        FloatVector.fromArray(S, from, o + c)
            .mul(FloatVector.fromArray(S, w, at + c))
            .intoArray(to, o + c);
      }
    }
  }

  /** What each atom receives of the features of its neighbours. */
  private void receive() {
    for (int i = 0; i < graph.atoms; i++) {
      for (int c = 0; c < k; c += 8) {
        receiveLow(i, c);
        receiveHigh(i, c);
      }
    }
  }

  private void receiveLow(int i, int c) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
      int p = graph.edgePair[e];
      int y = p * C;
      FloatVector h = FloatVector.fromArray(S, feature, graph.edgeOther[e] * k + c);
      int r = p * L * k + c;
      s0 = FloatVector.fromArray(S, reach, r).fma(h, s0);
      FloatVector f = FloatVector.fromArray(S, reach, r + k).mul(h).mul(graph.edgeSign[e]);
      s1 = f.fma(FloatVector.broadcast(S, harmonics[y + 1]), s1);
      s2 = f.fma(FloatVector.broadcast(S, harmonics[y + 2]), s2);
      s3 = f.fma(FloatVector.broadcast(S, harmonics[y + 3]), s3);
      f = FloatVector.fromArray(S, reach, r + 2 * k).mul(h);
      s4 = f.fma(FloatVector.broadcast(S, harmonics[y + 4]), s4);
      s5 = f.fma(FloatVector.broadcast(S, harmonics[y + 5]), s5);
      s6 = f.fma(FloatVector.broadcast(S, harmonics[y + 6]), s6);
      s7 = f.fma(FloatVector.broadcast(S, harmonics[y + 7]), s7);
      s8 = f.fma(FloatVector.broadcast(S, harmonics[y + 8]), s8);
    }
    int o = i * C * k + c;
    s0.intoArray(received, o);
    s1.intoArray(received, o + k);
    s2.intoArray(received, o + 2 * k);
    s3.intoArray(received, o + 3 * k);
    s4.intoArray(received, o + 4 * k);
    s5.intoArray(received, o + 5 * k);
    s6.intoArray(received, o + 6 * k);
    s7.intoArray(received, o + 7 * k);
    s8.intoArray(received, o + 8 * k);
  }

  private void receiveHigh(int i, int c) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
      int p = graph.edgePair[e];
      int y = p * C + 9;
      FloatVector h = FloatVector.fromArray(S, feature, graph.edgeOther[e] * k + c);
      FloatVector f =
          FloatVector.fromArray(S, reach, p * L * k + 3 * k + c).mul(h).mul(graph.edgeSign[e]);
      s0 = f.fma(FloatVector.broadcast(S, harmonics[y]), s0);
      s1 = f.fma(FloatVector.broadcast(S, harmonics[y + 1]), s1);
      s2 = f.fma(FloatVector.broadcast(S, harmonics[y + 2]), s2);
      s3 = f.fma(FloatVector.broadcast(S, harmonics[y + 3]), s3);
      s4 = f.fma(FloatVector.broadcast(S, harmonics[y + 4]), s4);
      s5 = f.fma(FloatVector.broadcast(S, harmonics[y + 5]), s5);
      s6 = f.fma(FloatVector.broadcast(S, harmonics[y + 6]), s6);
    }
    int o = i * C * k + 9 * k + c;
    s0.intoArray(received, o);
    s1.intoArray(received, o + k);
    s2.intoArray(received, o + 2 * k);
    s3.intoArray(received, o + 3 * k);
    s4.intoArray(received, o + 4 * k);
    s5.intoArray(received, o + 5 * k);
    s6.intoArray(received, o + 6 * k);
  }

  /** Tangents of what {@link #receive} finds. */
  private void receiveTangent() {
    for (int i = 0; i < graph.atoms; i++) {
      for (int c = 0; c < k; c += 8) {
        receiveLowTangent(i, c);
        receiveHighTangent(i, c);
      }
    }
  }

  private static FloatVector along(
      FloatVector f, float[] y, int at, FloatVector df, float[] dy, FloatVector sum) {
    return f.fma(
        FloatVector.broadcast(S, dy[at]), df.fma(FloatVector.broadcast(S, y[at]), sum));
  }

  private void receiveLowTangent(int i, int c) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    float[] y = harmonics;
    float[] dy = dHarmonics;
    for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
      int p = graph.edgePair[e];
      int a = p * C;
      float sign = graph.edgeSign[e];
      FloatVector h = FloatVector.fromArray(S, feature, graph.edgeOther[e] * k + c);
      FloatVector dh = FloatVector.fromArray(S, dFeature, graph.edgeOther[e] * k + c);
      int r = p * L * k + c;
      s0 = FloatVector.fromArray(S, reach, r).fma(dh, s0);
      s0 = FloatVector.fromArray(S, dReach, r).fma(h, s0);
      FloatVector g = FloatVector.fromArray(S, reach, r + k);
      FloatVector f = g.mul(h).mul(sign);
      FloatVector df = FloatVector.fromArray(S, dReach, r + k).fma(h, g.mul(dh)).mul(sign);
      s1 = along(f, y, a + 1, df, dy, s1);
      s2 = along(f, y, a + 2, df, dy, s2);
      s3 = along(f, y, a + 3, df, dy, s3);
      g = FloatVector.fromArray(S, reach, r + 2 * k);
      f = g.mul(h);
      df = FloatVector.fromArray(S, dReach, r + 2 * k).fma(h, g.mul(dh));
      s4 = along(f, y, a + 4, df, dy, s4);
      s5 = along(f, y, a + 5, df, dy, s5);
      s6 = along(f, y, a + 6, df, dy, s6);
      s7 = along(f, y, a + 7, df, dy, s7);
      s8 = along(f, y, a + 8, df, dy, s8);
    }
    int o = i * C * k + c;
    s0.intoArray(dReceived, o);
    s1.intoArray(dReceived, o + k);
    s2.intoArray(dReceived, o + 2 * k);
    s3.intoArray(dReceived, o + 3 * k);
    s4.intoArray(dReceived, o + 4 * k);
    s5.intoArray(dReceived, o + 5 * k);
    s6.intoArray(dReceived, o + 6 * k);
    s7.intoArray(dReceived, o + 7 * k);
    s8.intoArray(dReceived, o + 8 * k);
  }

  private void receiveHighTangent(int i, int c) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    float[] y = harmonics;
    float[] dy = dHarmonics;
    for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
      int p = graph.edgePair[e];
      int a = p * C + 9;
      float sign = graph.edgeSign[e];
      FloatVector h = FloatVector.fromArray(S, feature, graph.edgeOther[e] * k + c);
      FloatVector dh = FloatVector.fromArray(S, dFeature, graph.edgeOther[e] * k + c);
      int r = p * L * k + 3 * k + c;
      FloatVector g = FloatVector.fromArray(S, reach, r);
      FloatVector f = g.mul(h).mul(sign);
      FloatVector df = FloatVector.fromArray(S, dReach, r).fma(h, g.mul(dh)).mul(sign);
      s0 = along(f, y, a, df, dy, s0);
      s1 = along(f, y, a + 1, df, dy, s1);
      s2 = along(f, y, a + 2, df, dy, s2);
      s3 = along(f, y, a + 3, df, dy, s3);
      s4 = along(f, y, a + 4, df, dy, s4);
      s5 = along(f, y, a + 5, df, dy, s5);
      s6 = along(f, y, a + 6, df, dy, s6);
    }
    int o = i * C * k + 9 * k + c;
    s0.intoArray(dReceived, o);
    s1.intoArray(dReceived, o + k);
    s2.intoArray(dReceived, o + 2 * k);
    s3.intoArray(dReceived, o + 3 * k);
    s4.intoArray(dReceived, o + 4 * k);
    s5.intoArray(dReceived, o + 5 * k);
    s6.intoArray(dReceived, o + 6 * k);
  }

  /** x (1 + x / √(1 + x²)) / 2, like SiLU, without an exponential. */
  private static double activation(double x) {
    return 0.5 * x * (1 + x / Math.sqrt(1 + x * x));
  }

  private static double slope(double x) {
    double u = 1 / (1 + x * x);
    double s = x * Math.sqrt(u);
    return 0.5 * (1 + s + s * u);
  }

  private static double curvature(double x) {
    double u = 1 / (1 + x * x);
    double v = u * Math.sqrt(u);
    return 0.5 * (2 * v - 3 * x * x * u * v);
  }

  /** The nonlinear energy; its adjoint too, as this is the end of the way forwards. */
  private void readOut() {
    int h = layout.hidden;
    forEachAtoms(
        (z, from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(w, layout.innerShift[z], inner, i * h, h);
          }
          Panels.multiply(
              scalars, 2 * k, 0, 2 * k, w, layout.inner[z], inner, h, 0, h, graph.atomRows, from,
              to, true);
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int c = 0; c < h; c++) {
              double x = inner[i * h + c];
              float weight = w[layout.outer[z] + c];
              sum += weight * activation(x);
              innerBar[i * h + c] = (float) (weight * slope(x));
            }
            atomEnergies[i] += sum;
          }
          Panels.multiply(
              innerBar, h, 0, h, t, layout.innerT[z], scalarsBar, 2 * k, 0, 2 * k, graph.atomRows,
              from, to, false);
        });
  }

  private void backward() {
    productsBackward(layout.secondScalars, layout.secondEnergy, 0, table2, table2Bar, false);
    forEachElement(
        (z, l, rows) -> {
          Panels.multiply(
              table2Bar, layout.table, layout.step, k, t, layout.mixT[z * L + l], receivedBar,
              C * k, k, k, rows, 0, rows.length, false);
          skip(z, l, rows, table2Bar, table1Bar);
        });
    Arrays.fill(featureBar, 0, graph.atoms * k, 0);
    messagesBackward();
    for (int v = 0; v < n; v += 8) {
      if (n == 8) {
        Panels.multiplyNarrow(
            reachBar, L * k, t, layout.messageT, radialBar, 0, graph.pairs);
      } else {
        narrowBlock(v);
      }
    }
    forEachAtoms(
        (z, from, to) ->
            Panels.multiply(
                featureBar, k, 0, k, t, layout.featuresT[z], scalarsBar, 2 * k, 0, k,
                graph.atomRows, from, to, true, 0, k));
    productsBackward(layout.firstScalars, layout.firstEnergy, k, table1, table1Bar, true);
    forEachElement(
        (z, l, rows) ->
            Panels.multiply(
                table1Bar, layout.table, layout.step, k, t, layout.firstT[z * L + l], densityBar,
                C * q, q, q, rows, 0, rows.length, false));
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      for (int c = 0; c < n * layout.elements; c++) {
        densityBar[i * C * q + c] += w[layout.pair[z] + c];
      }
    }
    densitiesBackward();
  }

  private void messagesBackward() {
    for (int p = 0; p < graph.pairs; p++) {
      messageBackward(p);
    }
  }

  private void messagesBackwardTangent() {
    for (int p = 0; p < graph.pairs; p++) {
      messageBackwardTangent(p);
    }
  }

  private void densitiesBackward() {
    Arrays.fill(forces, 0, 3 * graph.atoms, 0);
    Arrays.fill(virial, 0);
    for (int p = 0; p < graph.pairs; p++) {
      densityBackward(p);
    }
  }

  private float[] narrow = {};

  private void narrowBlock(int v) {
    narrow = grow(narrow, graph.pairs * 8);
    Panels.multiplyNarrow(
        reachBar, L * k, t, layout.messageT + v * L * k, narrow, 0, graph.pairs);
    for (int p = 0; p < graph.pairs; p++) {
      System.arraycopy(narrow, p * 8, radialBar, p * n + v, 8);
    }
  }

  /**
   * What comes to the rows of an atom from outside: zero but for invariants, and for densities if
   * something is there already.
   */
  private void productsBackward(
      int[] scalarsAt, int[] energyAt, int from, float[] table, float[] bar, boolean keep) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      seed(i, scalarsAt[z], energyAt[z], from, bar, scalarsBar, 1, keep);
      program.backward(table, bar, i * layout.table, k);
    }
  }

  private void seed(
      int i,
      int scalarsAt,
      int energyAt,
      int from,
      float[] bar,
      float[] scalarBar,
      float energyBar,
      boolean keep) {
    int at = i * layout.table;
    Arrays.fill(bar, at + (keep ? C : 0) * layout.step, at + layout.table, 0);
    for (int c = 0; c < k; c += 8) {
      seedChannels(
          bar, at + c, scalarBar, i * 2 * k + from + c, scalarsAt + c, energyAt + c, energyBar);
    }
  }

  private void seedChannels(
      float[] bar,
      int at,
      float[] scalarBar,
      int scalarAt,
      int scalarsAt,
      int energyAt,
      float energyBar) {
    FloatVector m = FloatVector.fromArray(S, scalarBar, scalarAt);
    FloatVector e = FloatVector.broadcast(S, energyBar);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      int o = at + invariants[b] * layout.step;
      FloatVector sum = FloatVector.fromArray(S, bar, o);
      sum = e.fma(FloatVector.fromArray(S, w, energyAt + b * k), sum);
      m.fma(FloatVector.fromArray(S, w, scalarsAt + b * k), sum).intoArray(bar, o);
    }
  }

  private final float[] harmonicBar = new float[C * 8];

  /** Adjoints of a pair's radial functions and of its atoms' features; its force, too. */
  private void messageBackward(int p) {
    int i = graph.from[p];
    int j = graph.to[p];
    float[] bar = harmonicBar;
    Arrays.fill(bar, 0);
    for (int c = 0; c < k; c += 8) {
      FloatVector hi = FloatVector.fromArray(S, feature, i * k + c);
      FloatVector hj = FloatVector.fromArray(S, feature, j * k + c);
      FloatVector hiBar = FloatVector.zero(S);
      FloatVector hjBar = hiBar;
      for (int l = 0; l < L; l++) {
        int o = p * L * k + l * k + c;
        FloatVector r = FloatVector.fromArray(S, reach, o);
        FloatVector a = r.mul(hj);
        FloatVector b = r.mul(hi);
        if ((l & 1) == 1) {
          b = b.neg();
        }
        FloatVector si = FloatVector.zero(S);
        FloatVector sj = si;
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
          FloatVector y = FloatVector.broadcast(S, harmonics[p * C + lm]);
          FloatVector di = FloatVector.fromArray(S, receivedBar, (i * C + lm) * k + c);
          FloatVector dj = FloatVector.fromArray(S, receivedBar, (j * C + lm) * k + c);
          si = di.fma(y, si);
          sj = dj.fma(y, sj);
          FloatVector sum = FloatVector.fromArray(S, bar, lm * 8);
          b.fma(dj, a.fma(di, sum)).intoArray(bar, lm * 8);
        }
        if ((l & 1) == 1) {
          sj = sj.neg();
        }
        hjBar = r.fma(si, hjBar);
        hiBar = r.fma(sj, hiBar);
        hj.fma(si, hi.mul(sj)).intoArray(reachBar, o);
      }
      FloatVector.fromArray(S, featureBar, i * k + c).add(hiBar).intoArray(featureBar, i * k + c);
      FloatVector.fromArray(S, featureBar, j * k + c).add(hjBar).intoArray(featureBar, j * k + c);
    }
    FloatVector fx = FloatVector.zero(S);
    FloatVector fy = fx;
    FloatVector fz = fx;
    for (int lm = 1; lm < C; lm++) {
      FloatVector b = FloatVector.fromArray(S, bar, lm * 8);
      int g = 3 * p * C + lm;
      fx = b.fma(FloatVector.broadcast(S, gradients[g]), fx);
      fy = b.fma(FloatVector.broadcast(S, gradients[g + C]), fy);
      fz = b.fma(FloatVector.broadcast(S, gradients[g + 2 * C]), fz);
    }
    pairForce[3 * p] = fx.reduceLanes(VectorOperators.ADD);
    pairForce[3 * p + 1] = fy.reduceLanes(VectorOperators.ADD);
    pairForce[3 * p + 2] = fz.reduceLanes(VectorOperators.ADD);
  }

  /** The force of a pair, with what its message says. */
  private void densityBackward(int p) {
    int i = graph.from[p];
    int j = graph.to[p];
    int ai = i * C * q + graph.elementOf[j] * n;
    int aj = j * C * q + graph.elementOf[i] * n;
    FloatVector sx = FloatVector.zero(S);
    FloatVector sy = sx;
    FloatVector sz = sx;
    FloatVector sr = sx;
    for (int v = 0; v < n; v += 8) {
      FloatVector b = FloatVector.fromArray(S, radialBar, p * n + v);
      FloatVector fx = FloatVector.zero(S);
      FloatVector fy = fx;
      FloatVector fz = fx;
      for (int lm = 0; lm < C; lm++) {
        FloatVector di = FloatVector.fromArray(S, densityBar, ai + lm * q + v);
        FloatVector dj = FloatVector.fromArray(S, densityBar, aj + lm * q + v);
        FloatVector d = lm >= 1 && lm < 4 || lm >= 9 ? di.sub(dj) : di.add(dj);
        int g = 3 * p * C + lm;
        b = d.fma(FloatVector.broadcast(S, harmonics[p * C + lm]), b);
        fx = d.fma(FloatVector.broadcast(S, gradients[g]), fx);
        fy = d.fma(FloatVector.broadcast(S, gradients[g + C]), fy);
        fz = d.fma(FloatVector.broadcast(S, gradients[g + 2 * C]), fz);
      }
      FloatVector f = FloatVector.fromArray(S, radial, p * n + v);
      sx = f.fma(fx, sx);
      sy = f.fma(fy, sy);
      sz = f.fma(fz, sz);
      sr = b.fma(FloatVector.fromArray(S, slopes, p * n + v), sr);
    }
    float along = sr.reduceLanes(VectorOperators.ADD);
    double[] f = {
      pairForce[3 * p] + sx.reduceLanes(VectorOperators.ADD) + along * unit[3 * p],
      pairForce[3 * p + 1] + sy.reduceLanes(VectorOperators.ADD) + along * unit[3 * p + 1],
      pairForce[3 * p + 2] + sz.reduceLanes(VectorOperators.ADD) + along * unit[3 * p + 2]
    };
    for (int axis = 0; axis < 3; axis++) {
      forces[3 * i + axis] += f[axis];
      forces[3 * j + axis] -= f[axis];
      for (int other = 0; other < 3; other++) {
        virial[3 * axis + other] -= f[axis] * graph.vectors[3 * p + other];
      }
    }
  }

  /**
   * Adds to a gradient how the slope of the energy along a displacement depends on the weights,
   * plus a multiple of how the energy does. After {@link #evaluate}.
   *
   * @param u {@code [atoms × 3]}, the displacement, in the order of the graph
   * @param energyFactor the multiple
   * @param gradient by the weights; added to
   */
  void addGradient(float[] u, float energyFactor, float[] gradient) {
    pairTangents(u);
    densities(radial, harmonics, dRadial, dHarmonics, dDensity);
    forEachElement(
        (z, l, rows) ->
            Panels.multiply(
                dDensity, C * q, q, q, w, layout.first[z * L + l], dTable1, layout.table,
                layout.step, k, rows, 0, rows.length, false));
    invariantTangents(table1, dTable1, layout.firstScalars, k);
    forEachAtoms(
        (z, from, to) ->
            Panels.multiply(
                dScalars, 2 * k, 0, k, w, layout.features[z], dFeature, k, 0, k, graph.atomRows,
                from, to, false, k, 0));
    Panels.multiply(
        dRadial, n, 0, n, w, layout.message, dReach, L * k, 0, L * k, pairRows, 0, graph.pairs,
        false);
    receiveTangent();
    forEachElement(
        (z, l, rows) -> {
          skip(z, l, rows, dTable1, dTable2);
          Panels.multiply(
              dReceived, C * k, k, k, w, layout.mix[z * L + l], dTable2, layout.table,
              layout.step, k, rows, 0, rows.length, true);
        });
    invariantTangents(table2, dTable2, layout.secondScalars, 0);
    readOutGradient(energyFactor, gradient);
    backwardGradient(energyFactor, gradient);
  }

  private void pairTangents(float[] u) {
    for (int p = 0; p < graph.pairs; p++) {
      int i = 3 * graph.from[p];
      int j = 3 * graph.to[p];
      float x = u[j] - u[i];
      float y = u[j + 1] - u[i + 1];
      float z = u[j + 2] - u[i + 2];
      float along = x * unit[3 * p] + y * unit[3 * p + 1] + z * unit[3 * p + 2];
      for (int v = 0; v < n; v += 8) {
        FloatVector.fromArray(S, slopes, p * n + v).mul(along).intoArray(dRadial, p * n + v);
      }
      for (int v = 0; v < C; v += 8) {
        int g = 3 * p * C + v;
        FloatVector d = FloatVector.fromArray(S, gradients, g).mul(x);
        d = FloatVector.fromArray(S, gradients, g + C).fma(FloatVector.broadcast(S, y), d);
        d = FloatVector.fromArray(S, gradients, g + 2 * C).fma(FloatVector.broadcast(S, z), d);
        d.intoArray(dHarmonics, p * C + v);
      }
    }
  }

  private void invariantTangents(float[] table, float[] dTable, int[] scalarsAt, int into) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      program.tangent(table, dTable, i * layout.table, k);
      for (int c = 0; c < k; c += 8) {
        combineTangent(
            dTable, i * layout.table + c, scalarsAt[z] + c, dScalars, i * 2 * k + into + c);
      }
    }
  }

  private void combineTangent(float[] dTable, int at, int scalarsAt, float[] into, int intoAt) {
    FloatVector m = FloatVector.zero(S);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      m =
          FloatVector.fromArray(S, dTable, at + invariants[b] * layout.step)
              .fma(FloatVector.fromArray(S, w, scalarsAt + b * k), m);
    }
    m.intoArray(into, intoAt);
  }

  private void readOutGradient(float energyFactor, float[] gradient) {
    int h = layout.hidden;
    forEachAtoms(
        (z, from, to) -> {
          Panels.multiply(
              dScalars, 2 * k, 0, 2 * k, w, layout.inner[z], dInner, h, 0, h, graph.atomRows,
              from, to, false);
          for (int i = from; i < to; i++) {
            for (int c = 0; c < h; c++) {
              double x = inner[i * h + c];
              double dx = dInner[i * h + c];
              float weight = w[layout.outer[z] + c];
              double slope = slope(x);
              gradient[layout.outer[z] + c] += (float) (slope * dx + energyFactor * activation(x));
              float bar = (float) (weight * (curvature(x) * dx + energyFactor * slope));
              dInnerBar[i * h + c] = bar;
              gradient[layout.innerShift[z] + c] += bar;
            }
          }
          Panels.outer(
              scalars, dScalars, 2 * k, 0, 2 * k, innerBar, dInnerBar, h, 0, h, graph.atomRows,
              from, to, gradient, layout.inner[z], 0);
          Panels.multiply(
              dInnerBar, h, 0, h, t, layout.innerT[z], dScalarsBar, 2 * k, 0, 2 * k,
              graph.atomRows, from, to, false);
        });
  }

  private void backwardGradient(float energyFactor, float[] gradient) {
    productGradient(
        layout.secondScalars, layout.secondEnergy, 0, table2, dTable2, table2Bar, dTable2Bar,
        energyFactor, gradient, false);
    forEachElement(
        (z, l, rows) -> {
          Panels.outer(
              received, dReceived, C * k, k, k, table2Bar, dTable2Bar, layout.table, layout.step,
              k, rows, 0, rows.length, gradient, layout.mix[z * L + l], 0);
          Panels.multiply(
              dTable2Bar, layout.table, layout.step, k, t, layout.mixT[z * L + l], dReceivedBar,
              C * k, k, k, rows, 0, rows.length, false);
          skip(z, l, rows, dTable2Bar, dTable1Bar);
          skipGradient(z, l, rows, gradient);
        });
    Arrays.fill(dFeatureBar, 0, graph.atoms * k, 0);
    messagesBackwardTangent();
    int columns = L * k;
    messageGradient(columns, gradient);
    forEachAtoms(
        (z, from, to) -> {
          Panels.outer(
              scalars, dScalars, 2 * k, 0, k, featureBar, dFeatureBar, k, 0, k, graph.atomRows,
              from, to, gradient, layout.features[z], k);
          for (int i = from; i < to; i++) {
            for (int c = 0; c < k; c++) {
              gradient[layout.featureShift[z] + c] += dFeatureBar[i * k + c];
            }
          }
          Panels.multiply(
              dFeatureBar, k, 0, k, t, layout.featuresT[z], dScalarsBar, 2 * k, 0, k,
              graph.atomRows, from, to, true, 0, k);
        });
    productGradient(
        layout.firstScalars, layout.firstEnergy, k, table1, dTable1, table1Bar, dTable1Bar,
        energyFactor, gradient, true);
    for (int i = 0; i < graph.atoms; i++) {
      int at = layout.pair[graph.elementOf[i]];
      for (int c = 0; c < n * layout.elements; c++) {
        int a = i * C * q + c;
        gradient[at + c] += dDensity[a] + energyFactor * density[a];
      }
    }
    forEachElement(
        (z, l, rows) ->
            Panels.outer(
                density, dDensity, C * q, q, q, table1Bar, dTable1Bar, layout.table, layout.step,
                k, rows, 0, rows.length, gradient, layout.first[z * L + l], 0));
  }

  private void messageGradient(int columns, float[] gradient) {
    Panels.outer(
        radial, dRadial, n, 0, n, reachBar, dReachBar, columns, 0, columns, pairRows, 0,
        graph.pairs, gradient, layout.message, 0);
  }

  /** Gradients by the weights of invariants. */
  private void productGradient(
      int[] scalarsAt,
      int[] energyAt,
      int from,
      float[] table,
      float[] dTable,
      float[] bar,
      float[] dBar,
      float energyFactor,
      float[] gradient,
      boolean keep) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      for (int c = 0; c < k; c += 8) {
        channelGradient(
            i * layout.table + c, i * 2 * k + from + c, scalarsAt[z] + c, energyAt[z] + c, table,
            dTable, energyFactor, gradient);
      }
      seed(i, scalarsAt[z], energyAt[z], from, dBar, dScalarsBar, energyFactor, keep);
      program.backwardTangent(table, dTable, bar, dBar, i * layout.table, k);
    }
  }

  private void channelGradient(
      int at,
      int scalarAt,
      int scalarsAt,
      int energyAt,
      float[] table,
      float[] dTable,
      float energyFactor,
      float[] gradient) {
    FloatVector e = FloatVector.broadcast(S, energyFactor);
    FloatVector m = FloatVector.fromArray(S, scalarsBar, scalarAt);
    FloatVector dm = FloatVector.fromArray(S, dScalarsBar, scalarAt);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      int o = at + invariants[b] * layout.step;
      FloatVector x = FloatVector.fromArray(S, table, o);
      FloatVector dx = FloatVector.fromArray(S, dTable, o);
      int g = scalarsAt + b * k;
      FloatVector sum = FloatVector.fromArray(S, gradient, g);
      dm.fma(x, m.fma(dx, sum)).intoArray(gradient, g);
      g = energyAt + b * k;
      sum = FloatVector.fromArray(S, gradient, g);
      e.fma(x, sum.add(dx)).intoArray(gradient, g);
    }
  }

  private void skipGradient(int z, int l, int[] rows, float[] gradient) {
    int at = layout.skip[z] + l * k;
    for (int row : rows) {
      int o = (row >> 4) * layout.table + (row & 15) * layout.step;
      for (int c = 0; c < k; c += 8) {
        FloatVector sum = FloatVector.fromArray(S, gradient, at + c);
        sum =
            FloatVector.fromArray(S, table1, o + c)
                .fma(FloatVector.fromArray(S, dTable2Bar, o + c), sum);
        FloatVector.fromArray(S, dTable1, o + c)
            .fma(FloatVector.fromArray(S, table2Bar, o + c), sum)
            .intoArray(gradient, at + c);
      }
    }
  }

  private void messageBackwardTangent(int p) {
    int i = graph.from[p];
    int j = graph.to[p];
    for (int c = 0; c < k; c += 8) {
      FloatVector hi = FloatVector.fromArray(S, feature, i * k + c);
      FloatVector hj = FloatVector.fromArray(S, feature, j * k + c);
      FloatVector dhi = FloatVector.fromArray(S, dFeature, i * k + c);
      FloatVector dhj = FloatVector.fromArray(S, dFeature, j * k + c);
      FloatVector hiBar = FloatVector.zero(S);
      FloatVector hjBar = hiBar;
      for (int l = 0; l < L; l++) {
        int o = p * L * k + l * k + c;
        FloatVector r = FloatVector.fromArray(S, reach, o);
        FloatVector dr = FloatVector.fromArray(S, dReach, o);
        FloatVector si = FloatVector.zero(S);
        FloatVector sj = si;
        FloatVector dsi = si;
        FloatVector dsj = si;
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
          FloatVector y = FloatVector.broadcast(S, harmonics[p * C + lm]);
          FloatVector dy = FloatVector.broadcast(S, dHarmonics[p * C + lm]);
          int at = (i * C + lm) * k + c;
          FloatVector d = FloatVector.fromArray(S, receivedBar, at);
          si = d.fma(y, si);
          dsi = d.fma(dy, dsi);
          dsi = FloatVector.fromArray(S, dReceivedBar, at).fma(y, dsi);
          at = (j * C + lm) * k + c;
          d = FloatVector.fromArray(S, receivedBar, at);
          sj = d.fma(y, sj);
          dsj = d.fma(dy, dsj);
          dsj = FloatVector.fromArray(S, dReceivedBar, at).fma(y, dsj);
        }
        if ((l & 1) == 1) {
          sj = sj.neg();
          dsj = dsj.neg();
        }
        hjBar = dr.fma(si, r.fma(dsi, hjBar));
        hiBar = dr.fma(sj, r.fma(dsj, hiBar));
        FloatVector sum = dhj.fma(si, hj.mul(dsi));
        sum = dhi.fma(sj, hi.fma(dsj, sum));
        sum.intoArray(dReachBar, o);
      }
      int a = i * k + c;
      FloatVector.fromArray(S, dFeatureBar, a).add(hiBar).intoArray(dFeatureBar, a);
      a = j * k + c;
      FloatVector.fromArray(S, dFeatureBar, a).add(hjBar).intoArray(dFeatureBar, a);
    }
  }
}
