/**
 * HTML pages that need nothing but themselves.
 *
 * <p>Start at {@link vane.report.page.HtmlPage}. A page has no scripts and loads nothing, which its
 * content security policy makes sure of; style and pictures are inside. Everything that comes from
 * outside is escaped.
 */
package vane.report.page;
