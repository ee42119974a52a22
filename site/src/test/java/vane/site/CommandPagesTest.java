package vane.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of commands say what {@code --help} says. */
class CommandPagesTest {
  private static final Path SITE = Path.of("target", "site");

  private static Document page(String name) throws IOException {
    return Jsoup.parse(Files.readString(SITE.resolve("commands/" + name + ".html")));
  }

  private static void leaves(CommandLine command, List<CommandLine> into) {
    into.add(command);
    command.getSubcommands().values().forEach(sub -> leaves(sub, into));
  }

  @Test
  void everyOptionOfEveryCommandIsOnItsPage() throws IOException {
    List<CommandLine> commands = new ArrayList<>();
    leaves(vane.cli.Main.commandLine(), commands);
    assertThat(commands).hasSizeGreaterThan(15);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      Document page = page(name.replace(' ', '-'));
      for (OptionSpec option : command.getCommandSpec().options()) {
        Element line = page.getElementById(CommandArticles.anchor(option.longestName()));
        assertThat(line).as("%s %s", name, option.longestName()).isNotNull();
        assertThat(line.text()).contains(option.names());
        assertThat(line.nextElementSibling().text()).isNotBlank().doesNotContain("${", "@|", "%n");
      }
    }
  }

  @Test
  void trainIsShownWithItsParts() throws IOException {
    Document page = page("vane-train");
    assertThat(
            page.select("h2").eachText().stream()
                .map(text -> text.replace(" #", "").replace("#", "")))
        .containsExactly(
            "Examples", "Arguments", "Options", "Options of every command", "Exit status");
    assertThat(page.select(".synopsis").text())
        .isEqualTo("vane train [OPTIONS] --out=MODEL TRAIN.xyz...");
    assertThat(page.select("#examples + .code pre, #examples + pre").text())
        .startsWith("vane train data/alkanes/*-run[12].xyz.gz --out alkanes.vane")
        .doesNotContain("Examples");
    assertThat(page.getElementById("option-out").select(".required").text()).isEqualTo("required");
    assertThat(page.getElementById("option-seed").nextElementSibling().text())
        .contains("(default: 0)");
    assertThat(page.select("#exit-status + p").text()).contains("2 bad input or usage");
  }

  @Test
  void programsListTheirCommands() throws IOException {
    assertThat(page("vane").select("td:first-child").eachText())
        .containsExactlyElementsOf(
            vane.cli.Main.commandLine().getSubcommands().keySet().stream()
                .map(name -> "vane " + name)
                .toList());
    assertThat(page("vane-spark").select("td:first-child").eachText())
        .contains("vane-spark train", "vane-spark predict");
  }
}
