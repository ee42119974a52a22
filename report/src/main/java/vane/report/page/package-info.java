/**
 * HTML pages that need no other file: headings, tables, definition lists and panels.
 *
 * <p>Start at {@link vane.report.page.HtmlPage}, which builds a page from top to bottom. A page has
 * no scripts and loads nothing; its content security policy makes sure of that. Style and pictures
 * are inside. All text is escaped.
 */
package vane.report.page;
