package vane.network;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Messages: densities of neighbours that count as much as their features say. Keeps the memory of
 * its last structure.
 */
final class MessageStage {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;
  private static final int L = NetworkLayout.DEGREES;

  private final NetworkLayout layout;
  private final PairStage pairs;
  private final int k;
  private final int n;
  private AtomGraph graph;
  private float[] w;
  private float[] t;

  /** Of pairs: radial functions of the message {@code [pairs × 4 × channels]}. */
  private float[] reach = {};

  private float[] reachBar = {};
  private float[] dReach = {};
  private float[] dReachBar = {};

  /** Adjoints of the pairs' radial functions. */
  float[] radialBar = {};

  /** What harmonics of messages have of the force of each pair. */
  float[] pairForce = {};

  /** Of atoms: features {@code [atoms × channels]}. */
  float[] feature = {};

  float[] featureBar = {};
  float[] dFeature = {};
  float[] dFeatureBar = {};

  /** Of atoms: what they receive, {@code [atoms × 16 × channels]}. */
  float[] received = {};

  float[] receivedBar = {};
  float[] dReceived = {};
  float[] dReceivedBar = {};
  private final float[] harmonicBar = new float[C * 8];
  private float[] narrow = {};
  private int[] pairRows = {};

  MessageStage(NetworkLayout layout, PairStage pairs) {
    this.layout = layout;
    this.pairs = pairs;
    k = layout.channels;
    n = layout.radial;
  }

  /** Before anything else is done with a structure. */
  void begin(AtomGraph graph, float[] weights, float[] transposed) {
    this.graph = graph;
    this.w = weights;
    this.t = transposed;
    int p = graph.pairs;
    int a = graph.atoms;
    radialBar = PairStage.grow(radialBar, p * n);
    pairForce = PairStage.grow(pairForce, 3 * p);
    reach = PairStage.grow(reach, p * L * k);
    reachBar = PairStage.grow(reachBar, p * L * k);
    dReach = PairStage.grow(dReach, p * L * k);
    dReachBar = PairStage.grow(dReachBar, p * L * k);
    feature = PairStage.grow(feature, a * k);
    featureBar = PairStage.grow(featureBar, a * k);
    dFeature = PairStage.grow(dFeature, a * k);
    dFeatureBar = PairStage.grow(dFeatureBar, a * k);
    received = PairStage.grow(received, a * C * k);
    receivedBar = PairStage.grow(receivedBar, a * C * k);
    dReceived = PairStage.grow(dReceived, a * C * k);
    dReceivedBar = PairStage.grow(dReceivedBar, a * C * k);
    if (pairRows.length < p) {
      pairRows = new int[p + p / 4];
      Arrays.setAll(pairRows, i -> i << 4);
    }
  }

  /** What each atom receives of the features of its neighbours. */
  void forward() {
    radialFunctions(pairs.radial, reach);
    for (int i = 0; i < graph.atoms; i++) {
      for (int c = 0; c < k; c += 8) {
        receiveLow(i, c);
        receiveHigh(i, c);
      }
    }
  }

  /** Adjoints of features and of the pairs' functions. */
  void backward() {
    Arrays.fill(featureBar, 0, graph.atoms * k, 0);
    for (int p = 0; p < graph.pairs; p++) {
      messageBackward(p);
    }
    if (n == 8) {
      Panels.multiplyNarrow(reachBar, L * k, t, layout.messageT, radialBar, 0, graph.pairs);
    } else {
      for (int v = 0; v < n; v += 8) {
        narrowBlock(v);
      }
    }
  }

  /** Tangents of what {@link #forward} finds. */
  void tangent() {
    radialFunctions(pairs.dRadial, dReach);
    for (int i = 0; i < graph.atoms; i++) {
      for (int c = 0; c < k; c += 8) {
        receiveLowTangent(i, c);
        receiveHighTangent(i, c);
      }
    }
  }

  /** Tangents of the adjoints of features; gradients by the weights. */
  void gradient(float[] gradient) {
    Arrays.fill(dFeatureBar, 0, graph.atoms * k, 0);
    for (int p = 0; p < graph.pairs; p++) {
      messageBackwardTangent(p);
    }
    int columns = L * k;
    Panels.outer(
        pairs.radial,
        pairs.dRadial,
        n,
        0,
        n,
        reachBar,
        dReachBar,
        columns,
        0,
        columns,
        pairRows,
        0,
        graph.pairs,
        gradient,
        layout.message,
        0);
  }

  private void radialFunctions(float[] radial, float[] reach) {
    Panels.multiply(
        radial,
        n,
        0,
        n,
        w,
        layout.message,
        reach,
        L * k,
        0,
        L * k,
        pairRows,
        0,
        graph.pairs,
        false);
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
      s1 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 1]), s1);
      s2 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 2]), s2);
      s3 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 3]), s3);
      f = FloatVector.fromArray(S, reach, r + 2 * k).mul(h);
      s4 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 4]), s4);
      s5 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 5]), s5);
      s6 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 6]), s6);
      s7 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 7]), s7);
      s8 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 8]), s8);
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
      s0 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y]), s0);
      s1 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 1]), s1);
      s2 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 2]), s2);
      s3 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 3]), s3);
      s4 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 4]), s4);
      s5 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 5]), s5);
      s6 = f.fma(FloatVector.broadcast(S, pairs.harmonics[y + 6]), s6);
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

  private static FloatVector along(
      FloatVector f, float[] y, int at, FloatVector df, float[] dy, FloatVector sum) {
    return f.fma(FloatVector.broadcast(S, dy[at]), df.fma(FloatVector.broadcast(S, y[at]), sum));
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
    float[] y = pairs.harmonics;
    float[] dy = pairs.dHarmonics;
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
    float[] y = pairs.harmonics;
    float[] dy = pairs.dHarmonics;
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

  private void narrowBlock(int v) {
    narrow = PairStage.grow(narrow, graph.pairs * 8);
    Panels.multiplyNarrow(reachBar, L * k, t, layout.messageT + v * L * k, narrow, 0, graph.pairs);
    for (int p = 0; p < graph.pairs; p++) {
      System.arraycopy(narrow, p * 8, radialBar, p * n + v, 8);
    }
  }

  /** Adjoints of a pair's pairs.radial functions and of its atoms' features; its force, too. */
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
          FloatVector y = FloatVector.broadcast(S, pairs.harmonics[p * C + lm]);
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
      fx = b.fma(FloatVector.broadcast(S, pairs.gradients[g]), fx);
      fy = b.fma(FloatVector.broadcast(S, pairs.gradients[g + C]), fy);
      fz = b.fma(FloatVector.broadcast(S, pairs.gradients[g + 2 * C]), fz);
    }
    pairForce[3 * p] = fx.reduceLanes(VectorOperators.ADD);
    pairForce[3 * p + 1] = fy.reduceLanes(VectorOperators.ADD);
    pairForce[3 * p + 2] = fz.reduceLanes(VectorOperators.ADD);
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
          FloatVector y = FloatVector.broadcast(S, pairs.harmonics[p * C + lm]);
          FloatVector dy = FloatVector.broadcast(S, pairs.dHarmonics[p * C + lm]);
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
