package vane.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small project, and what is wrong with others like it. */
class SiteBuilderTest {
  @TempDir Path root;

  /** A program with one command. */
  @Command(
      name = "vane",
      subcommands = Train.class,
      footer = {"", "Exit status: 0 done."})
  private static final class Program {}

  /** A command that names an option, a document, and nothing that is there. */
  @Command(
      name = "train",
      description = "Trains (docs/first.md).",
      footer = {
        "",
        "First words.",
        "More of them.",
        "",
        "  a table",
        "",
        "Examples:",
        "  vane train"
      })
  private static final class Train {
    @Option(names = "--out", required = true, description = "Where to, without --other.")
    private String out;

    @Option(
        names = {"-f", "--force"},
        description = "Needs --out.")
    private boolean force;
  }

  @BeforeEach
  void aSmallProject() throws IOException {
    write(
        "docs/README.md",
        """
        # Home

        ## Guides

        | page | what |
        |---|---|
        | [First](first.md) | the first |
        | [Project](../README.md) | the project |
        """);
    write(
        "docs/first.md",
        """
        # The first page

        See [the project](../README.md#a-part) and [a script](../build), and `vane train`.

        | command | does |
        |---|---|
        | `train` | what `train` does |

        ## A part of it

        ```console
        $ ./vane train
        done
        ```
        """);
    write("README.md", "# Project\n\n## A part\n\n[first.md](docs/first.md) and [here](#a-part)\n");
    write("build", "#!/bin/sh\necho \"<b>\"\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<String> build() throws IOException {
    return new SiteBuilder(root, root.resolve("site"))
        .write(List.of(new CommandLine(new Program())), false);
  }

  private Document page(String path) throws IOException {
    return Jsoup.parse(Files.readString(root.resolve("site").resolve(path)));
  }

  private void assertFaults(String... faults) {
    assertThatThrownBy(this::build)
        .isInstanceOfSatisfying(
            BrokenSiteException.class,
            broken -> assertThat(broken.faults()).containsExactlyInAnyOrder(faults));
  }

  @Test
  void linksBetweenFilesAreLinksBetweenPages() throws IOException {
    assertThat(build()).isEmpty();
    Document first = page("first.html");
    assertThat(first.title()).isEqualTo("The first page – Vane");
    assertThat(first.select("article a[href]").eachAttr("href"))
        .containsExactly(
            "project/index.html#a-part",
            "files/build.html",
            "commands/vane-train.html",
            "commands/vane-train.html",
            "#a-part-of-it");
    assertThat(page("project/index.html").select("article p a").first().text()).isEqualTo("First");
    assertThat(page("files/build.html").select("pre").text()).isEqualTo("#!/bin/sh\necho \"<b>\"");
    assertThat(first.select(".command").eachText()).containsExactly("./vane train");
    assertThat(first.select(".output").eachText()).containsExactly("done");
  }

  @Test
  void commandsHaveLinksToOptionsAndDocuments() throws IOException {
    build();
    Document train = page("commands/vane-train.html");
    assertThat(train.select("article a[href]").eachAttr("href"))
        .containsExactly(
            "../first.html",
            "#examples",
            "#options-of-every-command",
            "#option-out",
            "#exit-status");
    assertThat(train.select("article > p").eachText())
        .containsExactly("Trains (First).", "First words. More of them.", "0 done.");
    assertThat(train.select("article pre").eachText())
        .containsExactly("vane train [OPTIONS] --out=<out>", "a table", "vane train");
  }

  @Test
  void aLinkToNoFileIsAFault() throws IOException {
    write("README.md", "# Project\n\n## A part\n\n[x](docs/none.md) [y](none.txt) ![z](z.png)\n");
    assertFaults(
        "README.md: found a link to docs/none.md, which does not exist or is not listed in"
            + " docs/README.md",
        "README.md: found a link to none.txt, expected a file of the project",
        "README.md: found the picture z.png, expected one of the project");
  }

  @Test
  void aLinkToNoHeadingIsAFault() throws IOException {
    write("README.md", "# Project\n\n[x](docs/first.md#nothing) [y](#nothing)\n");
    assertFaults(
        "docs/first.md: found a link to project/index.html#a-part, expected a heading with this"
            + " anchor in README.md",
        "README.md: found a link to ../first.html#nothing, expected a heading with this anchor in"
            + " docs/first.md",
        "README.md: found a link to #nothing, expected a heading with this anchor in README.md");
  }

  @Test
  void aPictureNeedsWordsAndAPlaceInTheProject() throws IOException {
    write("docs/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write(
        "README.md", "# Project\n\n## A part\n\n![](docs/a.svg) ![b](https://example.org/b.svg)\n");
    assertFaults(
        "README.md: found a picture without words for it",
        "README.md: found the picture https://example.org/b.svg, expected one of the project");
  }

  @Test
  void aDocumentThatIsNotListedIsAFault() throws IOException {
    write("docs/more/second.md", "# Second\n");
    assertFaults("docs/more/second.md: found no link to it in docs/README.md, expected one");
  }

  @Test
  void aPageHasOneHeadingOfTheFirstLevel() throws IOException {
    write("docs/first.md", "# One\n\n# Two\n");
    assertFaults("docs/first.md: found 2 headings of the first level, expected one");
  }

  @Test
  void linksToOtherSitesAreListed() throws IOException {
    write("README.md", "# Project\n\n## A part\n\n[x](https://example.org/x)\n");
    assertThat(build()).containsExactly("https://example.org/x README.md");
  }

  @Test
  void earlierPagesAreRemovedButNotTheJavadoc() throws IOException {
    write("site/old.html", "old");
    write("site/api/index.html", "Javadoc");
    build();
    assertThat(root.resolve("site/old.html")).doesNotExist();
    assertThat(root.resolve("site/api/index.html")).exists();
  }
}
