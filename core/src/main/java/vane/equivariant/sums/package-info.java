/**
 * What training asks of its frames, and what it adds up of them, wherever they are.
 *
 * <p>Start at {@link vane.equivariant.sums.TrainingFrames}: the frames in the memory of this
 * process or on many machines. A {@link vane.equivariant.sums.SectionTask} is asked of one section
 * of them at a time; what sections give is combined in their order, number by number, so that every
 * way of sharing the work gives the same bits. {@link vane.equivariant.sums.FrameSums} is what is
 * kept to go on learning: the {@link vane.equivariant.sums.AdditiveFit} of the forces, and what
 * energies and stresses add.
 *
 * <p>Always: memory does not grow with the number of frames, and no result depends on the number of
 * threads.
 */
package vane.equivariant.sums;
