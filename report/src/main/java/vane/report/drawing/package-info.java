/**
 * Drawings made of lines, boxes, discs and words, written as SVG or painted as PNG.
 *
 * <p>Start at {@link vane.report.drawing.Drawing}. A {@link vane.report.drawing.Sketch} collects
 * the marks; {@link vane.report.drawing.SvgWriter} and {@link vane.report.drawing.PngPainter} show
 * the same drawing. Lengths are CSS pixels, y grows downwards. Words are set in Arimo, whose
 * outlines are part of Vane ({@link vane.report.drawing.Typeface}): so pictures look the same on
 * machines without fonts, and there is nothing to install.
 */
package vane.report.drawing;
