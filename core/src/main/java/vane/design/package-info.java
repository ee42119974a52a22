/**
 * Which examples of many are worth most to learn from, before anyone knows their answers.
 *
 * <p>Start at {@link vane.design.DOptimalDesign}, which chooses {@link vane.design.Candidate}s one
 * after the other, each for what it adds to those before. Arrays and numbers only; nothing here
 * knows of atoms. The same candidates give the same choice, whatever the number of threads.
 *
 * <p>The criterion is D-optimality (V. V. Fedorov, <i>Theory of Optimal Experiments</i>, Academic
 * Press, 1972), the search is lazy and greedy (M. Minoux, Lecture Notes in Control and Information
 * Sciences 7, 234–243 (1978), doi:10.1007/BFb0006528).
 */
package vane.design;
