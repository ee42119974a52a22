package vane.design;

import java.util.List;

/** Candidates that need not all be in memory. */
public interface CandidatePool {
  /**
   * How many candidates there are.
   *
   * @return zero or more
   */
  int size();

  /**
   * What each candidate would tell.
   *
   * @param known what is known already
   * @return {@code [size]}: {@link Information#gain} of each candidate, a new array
   */
  double[] gains(Information known);

  /**
   * Some candidates themselves.
   *
   * @param numbers their numbers, at least one
   * @return those of the first of these numbers, in order: at least one, and as many as are not too
   *     many at once
   */
  List<Candidate> candidates(int[] numbers);

  /**
   * How many numbers the rows of candidates that are kept may hold, about. With less memory
   * candidates are asked for again; the choice is the same.
   *
   * @return above zero
   */
  long mostNumbers();
}
