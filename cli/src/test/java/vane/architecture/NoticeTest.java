package vane.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** NOTICE names the libraries that the command runs with. */
class NoticeTest {
  private static final Path ROOT = Path.of("..");

  private static Set<String> libraries() throws IOException {
    Set<String> libraries = new TreeSet<>();
    for (String module : List.of("core", "engines", "report", "cli")) {
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
          .matcher(pom)
          .results()
          .map(match -> match.group(1))
          .filter(text -> !text.contains("<scope>test</scope>") && !text.contains("vane-"))
          .map(text -> text.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
          .forEach(libraries::add);
    }
    return libraries;
  }

  @Test
  void everyLibraryOfTheCommandIsNamed() throws IOException {
    String notice = Files.readString(ROOT.resolve("NOTICE")).toLowerCase(Locale.ROOT);
    List<String> entries = Arrays.stream(notice.split("\n- ")).skip(1).toList();
    assertThat(libraries()).contains("commons-csv", "openblas", "jna", "picocli");
    assertThat(libraries())
        .allSatisfy(
            library ->
                assertThat(entries)
                    .as("entries of NOTICE on %s", library)
                    .anyMatch(
                        entry -> Arrays.stream(library.split("-")).allMatch(entry::contains)));
  }
}
