/**
 * Plots with axes: histograms in one and two dimensions, lines, ticks and colour scales.
 *
 * <p>Start at {@link vane.report.plot.Panel}, which is one plot with a title, to be drawn at any
 * size. {@link vane.report.plot.HistogramPanel}, {@link vane.report.plot.DensityPanel} and {@link
 * vane.report.plot.LinePanel} are three kinds; {@link vane.report.plot.PlotArea} turns values into
 * places. Nothing here knows of atoms. Values outside the axes are counted, never moved inside.
 */
package vane.report.plot;
