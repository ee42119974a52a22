/**
 * Pages that need no other file: headings, tables, definition lists, code and, in HTML, panels.
 *
 * <p>Start at {@link vane.report.page.Page}, which is built from top to bottom, in HTML or in
 * Markdown. An HTML page has no scripts and loads nothing; its content security policy makes sure
 * of that. Style and pictures are inside. All text is escaped. The same results give the same
 * bytes.
 */
package vane.report.page;
