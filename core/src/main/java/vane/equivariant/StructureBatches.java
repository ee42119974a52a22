package vane.equivariant;

import java.util.ArrayList;
import java.util.List;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ElementBasis;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.CoincidentAtomsException;
import vane.structure.NeighbourList;
import vane.structure.NeighbourSource;
import vane.structure.Structure;
import vane.structure.StructureException;

/** Works on many structures, a few at a time, on several threads. Immutable and thread-safe. */
final class StructureBatches {
  /** Structures are worked on together until they have so many atoms. */
  private static final int BATCH_ATOMS = 128;

  private final ElementBasis basis;
  private final NeighbourSource neighbours;

  StructureBatches(ElementBasis basis, NeighbourSource neighbours) {
    this.basis = basis;
    this.neighbours = neighbours;
  }

  /** What is done with a batch. */
  interface Work {
    /**
     * Works on a batch.
     *
     * @param batch the atoms of some structures and their neighbours
     * @param first the place of the first of these structures among all
     * @param members these structures
     */
    void accept(AtomBatch batch, int first, List<Structure> members);
  }

  /**
   * Works on all structures.
   *
   * @param structures the structures; their elements must be those of the functions
   * @param pool the threads
   * @param progress hears of the atoms done
   * @param work hears of each batch, of several at the same time
   * @throws StructureException if two atoms of a structure are at the same place
   */
  void run(List<Structure> structures, WorkerPool pool, ProgressListener progress, Work work) {
    List<int[]> batches = batches(structures);
    pool.run(
        batches.size(),
        b -> {
          int first = batches.get(b)[0];
          List<Structure> members = structures.subList(first, batches.get(b)[1]);
          AtomBatch batch = batch(members, first);
          work.accept(batch, first, members);
          progress.advance(batch.size());
        });
  }

  private static List<int[]> batches(List<Structure> structures) {
    List<int[]> batches = new ArrayList<>();
    int begin = 0;
    while (begin < structures.size()) {
      int end = begin + 1;
      int atoms = structures.get(begin).size();
      while (end < structures.size() && atoms + structures.get(end).size() <= BATCH_ATOMS) {
        atoms += structures.get(end).size();
        end++;
      }
      batches.add(new int[] {begin, end});
      begin = end;
    }
    return batches;
  }

  private AtomBatch batch(List<Structure> structures, int offset) {
    try {
      return basis.batch(structures, neighbours, offset);
    } catch (CoincidentAtomsException error) {
      for (int s = 0; s < structures.size(); s++) {
        requireApart(structures.get(s), offset + s);
      }
      throw error;
    }
  }

  /** Says which structure it is that holds two atoms at the same place. */
  private void requireApart(Structure structure, int index) {
    try {
      NeighbourList.within(structure, basis.settings().cutoffAngstrom());
    } catch (CoincidentAtomsException error) {
      throw new StructureException(index, error);
    }
  }
}
