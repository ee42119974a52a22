package vane.report.page;

import vane.report.plot.Panel;

/**
 * A panel on a page.
 *
 * @param panel the panel
 * @param caption how to read it; empty for no caption
 */
public record CaptionedPanel(Panel panel, String caption) {}
