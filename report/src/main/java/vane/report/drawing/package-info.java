/**
 * Drawings made of lines, boxes, discs and words, written as SVG or painted as PNG.
 *
 * <p>Start at {@link vane.report.drawing.Drawing}. Plots draw on a {@link
 * vane.report.drawing.Canvas}, which collects {@link vane.report.drawing.Mark marks}; {@link
 * vane.report.drawing.SvgWriter} and {@link vane.report.drawing.PngPainter} show the same drawing.
 * Lengths are CSS pixels, y grows downwards. Words are set in Arimo, whose outlines are part of
 * Vane ({@link vane.report.drawing.Typeface}): so pictures look the same on machines without fonts,
 * and there is nothing to install.
 */
package vane.report.drawing;
