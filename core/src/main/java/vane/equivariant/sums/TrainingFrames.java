package vane.equivariant.sums;

import java.util.Set;
import java.util.SortedSet;
import vane.equivariant.fit.ChosenFrames;
import vane.parallel.ProgressListener;
import vane.structure.Element;
import vane.validation.ExampleUses;
import vane.validation.HeldOutBlocks.Use;

/**
 * The frames that a potential is trained on, wherever they are: in memory ({@link FramesInMemory})
 * or on many machines. Training asks them nothing but what can be found section by section, and for
 * a sample that fits in memory.
 */
public interface TrainingFrames {
  /**
   * The elements.
   *
   * @return by atomic number
   */
  SortedSet<Element> elements();

  /**
   * Which frames are used, and what for.
   *
   * @return the uses
   */
  ExampleUses uses();

  /**
   * How many of the frames that are used have a known energy.
   *
   * @return zero or more
   */
  long energies();

  /**
   * How many of the frames that are used have a known stress.
   *
   * @return zero or more
   */
  long stresses();

  /**
   * Asks all frames of some uses, section by section ({@link ExampleUses#sections}), and combines
   * what is found in the order of the sections.
   *
   * @param task what is asked
   * @param uses whose frames are asked
   * @param stage what a person is told
   * @param <R> what is found
   * @return what was found, to be closed by the caller; {@link SectionTask#empty} if there are no
   *     such frames
   * @throws vane.structure.StructureException if a frame is not as it must be, with its number
   *     among all frames
   */
  <R extends SectionSums> R gather(SectionTask<R> task, Set<Use> uses, String stage);

  /**
   * A sample of the frames, those of each use apart ({@link ExampleUses#sample}).
   *
   * @param atoms how many atoms may be learnt from in the frames of one use
   * @return the frames, in order
   */
  ChosenFrames sample(long atoms);

  /**
   * A listener that hears of frames done, but not of the stages of what is asked of a section.
   *
   * @param progress hears of the frames
   * @return the listener
   */
  static ProgressListener framesAlone(ProgressListener progress) {
    return new ProgressListener() {
      @Override
      public void stage(String name, long total) {}

      @Override
      public void advance(long steps) {
        progress.advance(steps);
      }
    };
  }
}
