package vane.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import vane.Version;

/** Makes the whole site. */
final class SiteBuilder {
  private static final List<String> ASSETS =
      List.of("site.css", "site.js", "minisearch.js", "minisearch-LICENSE.txt");

  /** The chapter behind which the commands stand. */
  private static final String REFERENCE = "Reference";

  /** The chapter that most people who search do not mean. */
  private static final String DEVELOPING = "Developing";

  private final Path root;
  private final Path site;
  private final Templates templates = new Templates();

  /**
   * A site to make.
   *
   * @param root the folder of the project
   * @param site the folder of the site; what is in it is removed, but for the Javadoc
   */
  SiteBuilder(Path root, Path site) {
    this.root = root;
    this.site = site;
  }

  /**
   * Writes all pages and checks them.
   *
   * @param programs the command lines
   * @param javadoc whether the Javadoc lies in the folder {@code api} of the site
   * @return links to other sites, one line each
   * @throws BrokenSiteException if a link leads nowhere, or a document is listed nowhere; the pages
   *     are written all the same, to look at
   */
  List<String> write(List<CommandLine> programs, boolean javadoc) throws IOException {
    removeEarlierPages();
    Contents contents = Contents.of(MarkdownArticles.parse(read(Contents.FILE)));
    Set<String> files = new LinkedHashSet<>(contents.files());
    List<String> faults = new ArrayList<>(unlisted(files));
    LinkTargets targets = new LinkTargets(root, files);
    CommandArticles commands = new CommandArticles(programs, templates);
    List<Frame.Chapter> chapters = chapters(contents, commands.paths(), javadoc);
    CrossLinks links = new CrossLinks(commands.paths(), labels(chapters), targets);
    List<Article> articles = new ArrayList<>();
    MarkdownArticles markdown = new MarkdownArticles(targets);
    for (String file : files) {
      articles.add(links.inDocument(markdown.article(file, read(file))));
    }
    commands.articles().forEach(article -> articles.add(links.inCommand(article)));
    String index = SearchIndex.script(articles, forFew(chapters));
    for (String file : targets.sources()) {
      articles.add(SourceArticles.article(file, read(file)));
    }
    Frame frame = new Frame(chapters, Version.text(), templates);
    Map<String, String> sources = new LinkedHashMap<>();
    for (Article article : articles) {
      write(article.path(), frame.page(article));
      sources.put(article.path(), article.source());
    }
    writeBesides(targets.pictures(), index);
    LinkCheck check = new LinkCheck(site, sources);
    faults.addAll(targets.faults());
    faults.addAll(check.faults());
    if (!faults.isEmpty()) {
      throw new BrokenSiteException(faults);
    }
    return check.elsewhere();
  }

  /** What pages show and load. */
  private void writeBesides(Set<String> pictures, String index) throws IOException {
    for (String picture : pictures) {
      Path copy = site.resolve(SitePath.ofPicture(picture));
      Files.createDirectories(copy.getParent());
      Files.write(copy, Files.readAllBytes(root.resolve(picture)));
    }
    for (String asset : ASSETS) {
      write("assets/" + asset, Templates.resource(asset));
    }
    write("assets/sections.js", index);
  }

  private void removeEarlierPages() throws IOException {
    if (!Files.exists(site)) {
      return;
    }
    try (Stream<Path> earlier = Files.walk(site)) {
      List<Path> files =
          earlier
              .filter(path -> !path.equals(site) && !path.startsWith(site.resolve("api")))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private List<Frame.Chapter> chapters(
      Contents contents, Map<String, String> commands, boolean javadoc) {
    List<Frame.Chapter> chapters = new ArrayList<>();
    for (Contents.Chapter chapter : contents.chapters()) {
      List<Frame.Entry> entries = new ArrayList<>();
      chapter
          .entries()
          .forEach(
              entry ->
                  entries.add(
                      new Frame.Entry(entry.label(), SitePath.ofMarkdown(entry.file()), false)));
      boolean reference = chapter.title().equals(REFERENCE);
      if (reference && javadoc) {
        entries.add(new Frame.Entry("Java interfaces (Javadoc)", "api/apidocs/index.html", false));
      }
      chapters.add(new Frame.Chapter(chapter.title(), entries));
      if (reference) {
        List<Frame.Entry> pages = new ArrayList<>();
        commands.forEach((name, path) -> pages.add(new Frame.Entry(name, path, true)));
        chapters.add(new Frame.Chapter("Commands", pages));
      }
    }
    return chapters;
  }

  private static Map<String, String> labels(List<Frame.Chapter> chapters) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Frame.Chapter chapter : chapters) {
      chapter.entries().forEach(entry -> labels.put(entry.path(), entry.label()));
    }
    return labels;
  }

  private static Set<String> forFew(List<Frame.Chapter> chapters) {
    Set<String> paths = new HashSet<>();
    chapters.stream()
        .filter(chapter -> chapter.title().equals(DEVELOPING))
        .forEach(chapter -> chapter.entries().forEach(entry -> paths.add(entry.path())));
    return paths;
  }

  /** Documents that nobody would find. */
  private List<String> unlisted(Set<String> files) throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve("docs"))) {
      return found
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !files.contains(file))
          .sorted()
          .map(file -> file + ": found no link to it in " + Contents.FILE + ", expected one")
          .toList();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  private void write(String path, String text) throws IOException {
    Path file = site.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
