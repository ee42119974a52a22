/**
 * Pages that need no other file: headings, tables, definition lists, code and, in HTML, panels.
 *
 * <p>Start at {@link vane.report.page.Page}, which is built from top to bottom, in HTML or in
 * Markdown. An HTML page loads nothing, and lets no script run but those of its {@link
 * vane.report.page.ScriptedPart}s; its content security policy makes sure of that. Style, pictures
 * and scripts are inside. All text is escaped. The same results give the same bytes.
 */
package vane.report.page;
