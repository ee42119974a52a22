package vane.equivariant.fit;

import java.util.List;
import vane.equivariant.invariant.ElementBasis;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.structure.LabelledStructure;

/**
 * Adds what is known of frames to normal equations, as {@link ObservedRows}: one equation per force
 * component or component of a virial, with its {@link FeatureRows}.
 *
 * <p>Frames are worked on side by side, some hundred rows at a time, so memory does not grow with
 * their number. The result does not depend on the number of threads.
 */
public final class ObservationEquations {
  /** Rows worked on together. */
  private static final int ROWS = 3 * 1024;

  private final ElementBasis basis;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private final ThreadLocal<FeatureRows> workspaces;

  /**
   * Equations for some functions.
   *
   * @param basis the functions
   * @param pool the threads
   * @param progress hears of the frames done
   */
  public ObservationEquations(ElementBasis basis, WorkerPool pool, ProgressListener progress) {
    this.basis = basis;
    this.pool = pool;
    this.progress = progress;
    this.workspaces = ThreadLocal.withInitial(() -> new FeatureRows(basis));
  }

  /**
   * Adds the equations of some frames.
   *
   * @param choices the frames, each with the elements wanted
   * @param sums normal equations of {@link ElementBasis#features} features; modified
   */
  public void addTo(List<ChosenFrame> choices, NormalEquations sums) {
    add(choices.stream().flatMap(choice -> ForceRows.of(basis, choice).stream()).toList(), sums);
  }

  /**
   * Adds the equations of the virials of those frames whose stress is known.
   *
   * @param choices the frames
   * @param sums normal equations of {@link ElementBasis#features} features; modified
   */
  public void addVirials(List<ChosenFrame> choices, NormalEquations sums) {
    add(VirialRows.of(basis, choices), sums);
  }

  /**
   * Adds what is believed of contacts between molecules: they repel each other ({@link
   * ScreenedRepulsion}), about as much as atoms that are not bonded do. Errors are in units of the
   * uncertainty of this belief.
   *
   * @param frames the frames, whose molecules are brought together; periodic ones give none
   * @param sums normal equations of {@link ElementBasis#features} features; modified
   */
  public void addContacts(List<LabelledStructure> frames, NormalEquations sums) {
    List<Contact> contacts =
        MolecularContacts.of(frames, basis.elements(), basis.settings().cutoffAngstrom());
    progress.stage("contacts of molecules", contacts.size());
    add(contacts.stream().flatMap(contact -> ForceRows.of(basis, contact).stream()).toList(), sums);
  }

  private void add(List<ObservedRows> pieces, NormalEquations sums) {
    try (Matrix rows = Matrix.zeros(basis.features(), ROWS)) {
      double[] targets = new double[ROWS];
      int begin = 0;
      while (begin < pieces.size()) {
        int end = begin;
        int count = 0;
        int[] columns = new int[ROWS];
        while (end < pieces.size() && count + pieces.get(end).rows() <= ROWS) {
          columns[end - begin] = count;
          count += pieces.get(end).rows();
          end++;
        }
        List<ObservedRows> block = pieces.subList(begin, end);
        pool.run(
            block.size(), i -> block.get(i).write(workspaces.get(), rows, targets, columns[i]));
        sums.add(rows, targets, count, pool);
        progress.advance(block.stream().filter(ObservedRows::endsFrame).count());
        begin = end;
      }
    }
  }
}
