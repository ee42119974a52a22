package vane.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import vane.InputException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;

/** Finds the weights of a {@link NetworkPotential} from structures with forces. */
public final class NetworkTrainer {
  /** Into how many parts a batch is cut, whatever the number of threads. */
  private static final int PIECES = 4;

  private static final double AVERAGING = 0.995;

  /** What the squared error of a guide counts, beside that of a frame. */
  private static final double GUIDE_WEIGHT = 0.01;

  private final NetworkSettings settings;
  private final TrainingSettings training;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the shape of the network
   * @param training how it is trained
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each step
   */
  public NetworkTrainer(
      NetworkSettings settings,
      TrainingSettings training,
      WorkerPool pool,
      ProgressListener progress) {
    NetworkPotential.requireVectors();
    this.settings = settings;
    this.training = training;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Learns from forces. Where frames have energies, too, the reference energies of the elements
   * come from them; else the zero of the energy is arbitrary.
   *
   * @param frames structures with forces
   * @return the potential
   * @throws InputException if there are no forces, or no neighbours, to learn from
   */
  public NetworkPotential fit(List<LabelledStructure> frames) {
    return fit(frames, List.of());
  }

  /**
   * Learns from forces, and a little from guides: structures beyond what the frames show, with
   * forces that are no more than sensible. They keep the network from going wild there.
   *
   * @param frames structures with forces
   * @param guides more of the same elements; their energies are not looked at
   * @return the potential
   * @throws InputException if there are no forces, or no neighbours, to learn from in the frames
   */
  public NetworkPotential fit(List<LabelledStructure> frames, List<LabelledStructure> guides) {
    return new Run(frames, guides).train();
  }

  private final class Run {
    private final List<Element> elements;
    private final NetworkScale scale;
    private final NetworkLayout layout;
    private final List<AtomGraph> graphs = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    /** The graphs behind so many are of guides. */
    private final int frameCount;

    private final double forceScale;
    private final NetworkKernel[] kernels = new NetworkKernel[PIECES];
    private final float[][] gradients = new float[PIECES][];
    private final double[] energies;
    private final int[][] counts;
    private final float[] transposed;
    private float[] weights;

    Run(List<LabelledStructure> frames, List<LabelledStructure> guides) {
      TreeSet<Element> all = new TreeSet<>();
      frames.forEach(frame -> all.addAll(frame.structure().composition()));
      elements = List.copyOf(all);
      double shortest = settings.cutoffAngstrom();
      Double[] inner = new Double[elements.size() * elements.size()];
      Arrays.fill(inner, shortest);
      double entries = 0;
      double atoms = 0;
      double squares = 0;
      for (LabelledStructure frame : frames) {
        NeighbourList neighbours =
            NeighbourList.within(frame.structure(), settings.cutoffAngstrom());
        AtomGraph graph = new AtomGraph(frame.structure(), neighbours, elements);
        for (int p = 0; p < graph.pairs; p++) {
          double distance = graph.distance(p);
          int a = graph.elementOf[graph.from[p]];
          int b = graph.elementOf[graph.to[p]];
          shortest = Math.min(shortest, distance);
          inner[a * elements.size() + b] = Math.min(inner[a * elements.size() + b], distance);
          inner[b * elements.size() + a] = inner[a * elements.size() + b];
        }
        entries += neighbours.entries();
        atoms += graph.atoms;
        squares += addTarget(frame, graph);
      }
      if (!(squares > 0) || !(entries > 0)) {
        throw new InputException(
            "found "
                + frames.size()
                + " frames without forces or without neighbours,"
                + " expected some of both");
      }
      frameCount = graphs.size();
      for (LabelledStructure guide : guides) {
        NeighbourList neighbours =
            NeighbourList.within(guide.structure(), settings.cutoffAngstrom());
        addTarget(guide, new AtomGraph(guide.structure(), neighbours, elements));
      }
      energies = frames.stream().mapToDouble(frame -> frame.energy().orElse(Double.NaN)).toArray();
      counts = new int[frameCount][elements.size()];
      for (int f = 0; f < counts.length; f++) {
        for (int element : graphs.get(f).elementOf) {
          counts[f][element]++;
        }
      }
      forceScale = Math.sqrt(squares / (3 * atoms));
      scale = new NetworkScale(shortest, entries / atoms, List.of(inner));
      layout = new NetworkLayout(settings, elements.size());
      transposed = new float[layout.transposedSize];
      for (int p = 0; p < PIECES; p++) {
        kernels[p] = NetworkKernel.of(layout, scale);
        gradients[p] = new float[layout.size];
      }
    }

    /** Remembers the forces in the order of the graph; gives the sum of their squares. */
    private double addTarget(LabelledStructure frame, AtomGraph graph) {
      float[] target = new float[3 * graph.atoms];
      double squares = 0;
      for (int i = 0; i < target.length; i++) {
        int atom = graph.original[i / 3];
        target[i] = frame.knowsForce(atom) ? (float) frame.force(atom, i % 3) : Float.NaN;
        squares += frame.knowsForce(atom) ? target[i] * target[i] : 0;
      }
      graphs.add(graph);
      targets.add(target);
      return squares;
    }

    NetworkPotential train() {
      List<AtomGraph> sample = new ArrayList<>();
      int every = Math.max(1, frameCount / 20);
      for (int i = 0; i < frameCount; i += every) {
        sample.add(graphs.get(i));
      }
      StartingWeights start =
          new StartingWeights(layout, scale, sample, 0.5 * forceScale, training.seed());
      weights = start.weights;
      Adam adam = new Adam(weights, AVERAGING);
      double mean = graphs.stream().mapToInt(g -> g.atoms).average().orElseThrow();
      int batch = training.batch(mean);
      int perEpoch = (graphs.size() + batch - 1) / batch;
      int steps = perEpoch * training.epochs();
      int[] order = new int[graphs.size()];
      Arrays.setAll(order, i -> i);
      Random random = new Random(training.seed() + 1);
      progress.stage("training a network", steps);
      int step = 0;
      for (int epoch = 0; epoch < training.epochs(); epoch++) {
        shuffle(order, random);
        for (int b = 0; b < perEpoch; b++) {
          int from = (int) ((long) b * order.length / perEpoch);
          int to = (int) ((long) (b + 1) * order.length / perEpoch);
          gradient(order, from, to);
          adam.step(weights, start.spread, gradients[0], rate(step++, steps));
          progress.advance(1);
        }
      }
      return finished(adam.mean());
    }

    private double rate(int step, int steps) {
      double warm = Math.min(1, (step + 1) / (0.01 * steps + 100));
      double left = 1 - (double) step / steps;
      return training.rate() * warm * left;
    }

    /** With the reference energies that belong to the last weights. */
    private NetworkPotential finished(float[] values) {
      layout.transpose(values, transposed);
      double[] missing = new double[energies.length];
      int pieces = Math.min(PIECES, frameCount);
      pool.run(
          pieces,
          p -> {
            for (int f = p; f < frameCount; f += pieces) {
              missing[f] = energies[f] - kernels[p].evaluate(graphs.get(f), values, transposed);
            }
          });
      double[] references = ReferenceEnergies.fit(counts, missing);
      return new NetworkPotential(settings, elements, scale, references, values);
    }

    /** The gradient of the mean squared error of a batch, into gradients[0]. */
    private void gradient(int[] order, int from, int to) {
      layout.transpose(weights, transposed);
      int components = 0;
      for (int i = from; i < to; i++) {
        components += targets.get(order[i]).length;
      }
      double factor = 2 / (components * forceScale * forceScale);
      int pieces = Math.min(PIECES, to - from);
      pool.run(
          pieces,
          p -> {
            Arrays.fill(gradients[p], 0);
            for (int i = from + p; i < to; i += pieces) {
              double weight = order[i] < frameCount ? 1 : GUIDE_WEIGHT;
              addFrame(kernels[p], order[i], weight * factor, gradients[p]);
            }
          });
      for (int p = 1; p < pieces; p++) {
        float[] sum = gradients[0];
        float[] other = gradients[p];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += other[i];
        }
      }
    }

    private void addFrame(NetworkKernel kernel, int frame, double factor, float[] gradient) {
      AtomGraph graph = graphs.get(frame);
      float[] target = targets.get(frame);
      kernel.evaluate(graph, weights, transposed);
      float[] u = new float[target.length];
      for (int i = 0; i < u.length; i++) {
        // Of atoms that constraints hold nothing is known.
        u[i] =
            Float.isNaN(target[i])
                ? 0
                : (float) (-factor * (kernel.force(i / 3, i % 3) - target[i]));
      }
      kernel.addGradient(u, gradient);
    }
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
  }
}
