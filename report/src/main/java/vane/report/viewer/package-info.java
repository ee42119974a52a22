/**
 * Structures in a page: frames with their forces as arrows, beside a plot of their atoms.
 *
 * <p>Start at {@link vane.report.viewer.EvaluatedFrames} and {@link
 * vane.report.viewer.CheckedFrames}: each chooses the frames that matter and says why. {@code
 * StructureViewer} makes the part of a page of them: a table, which stands alone where scripts do
 * not run, numbers as JSON ({@code ViewerData}), and scripts. The page's own scripts are resources,
 * of which {@code viewer.js} ties the others together; what draws in three dimensions is 3Dmol.js,
 * whose licence and origin stand beside it.
 *
 * <p>A page holds {@value vane.report.viewer.StructureViewer#MOST_FRAMES} frames at most, and of a
 * frame {@value vane.report.viewer.StructureViewer#MOST_ATOMS} atoms, so that it stays below 10 MB.
 * The same frames give the same bytes.
 */
package vane.report.viewer;
