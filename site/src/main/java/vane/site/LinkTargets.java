package vane.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What links in files of the project become on the site. It notes what they need there. */
final class LinkTargets {
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");

  /** What a link that leads to no file becomes, so that it is told of once. */
  private static final String NOWHERE = "";

  private final Path root;
  private final Set<String> pages;
  private final Set<String> sources = new TreeSet<>();
  private final Set<String> pictures = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * Nothing is noted yet.
   *
   * @param root the folder of the project
   * @param pages the Markdown files that have a page, from the root of the project
   */
  LinkTargets(Path root, Set<String> pages) {
    this.root = root;
    this.pages = Set.copyOf(pages);
  }

  static boolean isElsewhere(String link) {
    return ELSEWHERE.matcher(link).matches();
  }

  /** The link from a page to what a link of its file means. */
  String page(String file, String path, String link) {
    if (isElsewhere(link) || link.startsWith("#")) {
      return link;
    }
    int hash = link.indexOf('#');
    String anchor = hash < 0 ? "" : link.substring(hash);
    String target = SitePath.resolve(file, hash < 0 ? link : link.substring(0, hash));
    return here(file, path, link, target, anchor);
  }

  /** The link from the page of a command to a document that it names. */
  String document(String command, String path, String document) {
    return here(command, path, document, document, "");
  }

  private String here(String source, String path, String link, String file, String anchor) {
    String target = Files.isDirectory(root.resolve(file)) ? file + "/README.md" : file;
    if (pages.contains(target)) {
      return SitePath.relative(path, SitePath.ofMarkdown(target)) + anchor;
    }
    if (target.endsWith(".md")) {
      String missing = Files.exists(root.resolve(target)) ? "" : "does not exist or ";
      faults.add(
          source
              + ": found a link to "
              + link
              + ", which "
              + missing
              + "is not listed in "
              + Contents.FILE);
      return NOWHERE;
    }
    if (!isFile(target)) {
      faults.add(source + ": found a link to " + link + ", expected a file of the project");
      return NOWHERE;
    }
    sources.add(target);
    return SitePath.relative(path, SitePath.ofSource(target)) + anchor;
  }

  /** The link from a page to a picture that its file shows. */
  String picture(String file, String path, String link) {
    String target = SitePath.resolve(file, link);
    if (isElsewhere(link) || !isFile(target)) {
      faults.add(file + ": found the picture " + link + ", expected one of the project");
      return NOWHERE;
    }
    pictures.add(target);
    return SitePath.relative(path, SitePath.ofPicture(target));
  }

  private boolean isFile(String target) {
    return Files.isRegularFile(root.resolve(target)) && !target.startsWith("..");
  }

  /** Text files that pages link to. */
  Set<String> sources() {
    return sources;
  }

  /** Pictures that pages show. */
  Set<String> pictures() {
    return pictures;
  }

  /** Links that lead to no file. */
  List<String> faults() {
    return faults;
  }
}
