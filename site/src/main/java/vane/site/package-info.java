/**
 * The documentation site: pages in HTML from the Markdown files of the project, and from what the
 * commands say of themselves.
 *
 * <p>Start reading at {@link vane.site.SiteBuilder}. {@link vane.site.Contents} is what
 * docs/README.md lists, an {@link vane.site.Article} is one page before it has its frame, {@link
 * vane.site.MarkdownArticles} and {@link vane.site.CommandArticles} make them, {@link
 * vane.site.SourceArticles} adds the files that they link to. {@link vane.site.LinkCheck} reads the
 * finished pages.
 *
 * <p>It always holds: the pages link to each other by relative paths, and load nothing from
 * elsewhere, so that they work from a folder as from a server; the same files give the same pages.
 */
package vane.site;
