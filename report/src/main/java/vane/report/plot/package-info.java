/**
 * Plots with axes: counts in one and two dimensions, scales, ticks and colours.
 *
 * <p>Start at {@link vane.report.plot.Panel}, which is one plot with a letter and a title at any
 * size; {@link vane.report.plot.DensityPanel} and {@link vane.report.plot.BarPanel} are two. Values
 * outside the axes are counted and said, never moved inside.
 */
package vane.report.plot;
