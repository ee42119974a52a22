package vane.equivariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import vane.equivariant.ChosenFrames.Choice;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * The normal equations of forces: one equation a force component, with its {@link FeatureRows}.
 *
 * <p>Frames are worked on side by side, a few hundred atoms at a time, so memory does not grow with
 * their number. The result does not depend on the number of threads.
 */
final class ForceEquations {
  /** Atoms worked on together. */
  private static final int ROWS = 512;

  /** Atoms of one frame that one thread works on. */
  private static final int PIECE = 128;

  private final SortedSet<Element> elements;
  private final TensorBasis basis;
  private final RadialBasis[][] radialBases;
  private final int features;
  private final WorkerPool pool;
  private final ProgressListener progress;

  ForceEquations(
      SortedSet<Element> elements,
      TensorBasis basis,
      RadialBasis[][] radialBases,
      WorkerPool pool,
      ProgressListener progress) {
    this.elements = elements;
    this.basis = basis;
    this.radialBases = radialBases;
    this.features = elements.size() * basis.size();
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * The equations of some frames.
   *
   * @param stage what the progress listener is told
   * @param choices the frames, each with the elements wanted
   * @return the sums, to be closed by the caller
   */
  NormalEquations of(String stage, List<Choice> choices) {
    List<Piece> pieces = pieces(choices);
    progress.stage(stage, choices.size());
    ThreadLocal<FeatureRows> workspaces =
        ThreadLocal.withInitial(() -> new FeatureRows(basis, radialBases));
    NormalEquations sums = NormalEquations.empty(features);
    try (Matrix rows = Matrix.zeros(features, 3 * ROWS)) {
      double[] targets = new double[3 * ROWS];
      int begin = 0;
      while (begin < pieces.size()) {
        int end = begin;
        int count = 0;
        int[] offsets = new int[ROWS];
        while (end < pieces.size() && count + pieces.get(end).size() <= ROWS) {
          offsets[end - begin] = count;
          count += pieces.get(end).size();
          end++;
        }
        int first = begin;
        pool.run(
            end - begin,
            i -> addRows(pieces.get(first + i), workspaces.get(), rows, targets, offsets[i]));
        sums.add(rows, targets, 3 * count, pool);
        progress.advance(pieces.subList(begin, end).stream().filter(Piece::isLast).count());
        begin = end;
      }
    } catch (RuntimeException | Error failed) {
      sums.close();
      throw failed;
    }
    return sums;
  }

  /** Large frames in pieces, so that memory does not grow with their size. */
  private List<Piece> pieces(List<Choice> choices) {
    List<Element> known = List.copyOf(elements);
    List<Piece> pieces = new ArrayList<>();
    for (Choice choice : choices) {
      Structure structure = choice.frame().structure();
      int[] wanted =
          IntStream.range(0, structure.size())
              .filter(i -> choice.elements()[known.indexOf(structure.element(i))])
              .toArray();
      for (int from = 0; from < wanted.length; from += PIECE) {
        pieces.add(new Piece(choice.frame(), wanted, from));
      }
    }
    return pieces;
  }

  private void addRows(
      Piece piece, FeatureRows workspace, Matrix rows, double[] targets, int offset) {
    Structure structure = piece.frame.structure();
    AtomBatch batch =
        new AtomBatch(List.of(structure), elements, basis.settings().cutoffAngstrom());
    int[] place = new int[structure.size()];
    Arrays.fill(place, -1);
    for (int row = 0; row < piece.size(); row++) {
      int atom = piece.atoms[piece.from + row];
      place[atom] = row;
      for (int axis = 0; axis < 3; axis++) {
        targets[3 * (offset + row) + axis] = piece.frame.force(atom, axis);
      }
    }
    int width = 3 * piece.size();
    double[] computed = workspace.of(batch, place, piece.size());
    for (int q = 0; q < features; q++) {
      rows.setRowPart(q, 3 * offset, width, computed, q * width);
    }
  }

  /** Some of the wanted atoms of a frame. */
  private static final class Piece {
    final LabelledStructure frame;
    final int[] atoms;
    final int from;

    Piece(LabelledStructure frame, int[] atoms, int from) {
      this.frame = frame;
      this.atoms = atoms;
      this.from = from;
    }

    int size() {
      return Math.min(PIECE, atoms.length - from);
    }

    boolean isLast() {
      return from + PIECE >= atoms.length;
    }
  }
}
