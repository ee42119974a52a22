package vane.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads the finished pages: every link and picture must lead somewhere, and every page has one
 * heading of the first level. Links to other sites are listed and not followed.
 */
final class LinkCheck {
  private static final String API = "api/";

  private final Path site;
  private final Map<String, String> sources;
  private final Map<String, Set<String>> anchors = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Set<String>> elsewhere = new TreeMap<>();

  /**
   * Reads the pages.
   *
   * @param site the folder of the site
   * @param sources what each page was made from: errors name it
   */
  LinkCheck(Path site, Map<String, String> sources) throws IOException {
    this.site = site;
    this.sources = sources;
    Map<String, Document> pages = new TreeMap<>();
    for (String path : sources.keySet()) {
      Document page = Jsoup.parse(Files.readString(site.resolve(path)));
      pages.put(path, page);
      anchors.put(path, ids(path, page));
    }
    pages.forEach(this::check);
  }

  private Set<String> ids(String path, Document page) {
    List<String> ids = page.select("[id]").eachAttr("id");
    Set<String> different = new TreeSet<>(ids);
    if (different.size() < ids.size()) {
      faults.add(sources.get(path) + ": found an anchor twice");
    }
    return different;
  }

  private void check(String path, Document page) {
    int headings = page.select("h1").size();
    if (headings != 1) {
      faults.add(sources.get(path) + ": found " + headings + " elements h1, expected one");
    }
    page.select("img:not([alt]), img[alt='']")
        .forEach(image -> faults.add(sources.get(path) + ": found a picture without words for it"));
    for (Element element : page.select("[href], [src]")) {
      String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
      if (!LinkTargets.isElsewhere(link)) {
        checkHere(path, link);
      } else if (element.tagName().equals("a")) {
        elsewhere.computeIfAbsent(link, each -> new TreeSet<>()).add(sources.get(path));
      } else {
        faults.add(sources.get(path) + ": found " + link + ", which is loaded from elsewhere");
      }
    }
  }

  private void checkHere(String path, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash + 1);
    String target = file.isEmpty() ? path : SitePath.resolve(path, file);
    if (!Files.isRegularFile(site.resolve(target))) {
      faults.add(sources.get(path) + ": found a link to " + link + ", which leads to no page");
    } else if (!anchor.isEmpty()
        && !target.startsWith(API)
        && !anchors.getOrDefault(target, Set.of()).contains(anchor)) {
      faults.add(
          sources.get(path)
              + ": found a link to "
              + link
              + ", expected a heading with this anchor in "
              + sources.getOrDefault(target, target));
    }
  }

  /** One line for each fault, empty if there is none. */
  List<String> faults() {
    return faults;
  }

  /** One line for each link to another site, with the files that have it. */
  List<String> elsewhere() {
    return elsewhere.entrySet().stream()
        .map(
            link -> link.getKey() + " " + link.getValue().stream().collect(Collectors.joining(" ")))
        .toList();
  }
}
