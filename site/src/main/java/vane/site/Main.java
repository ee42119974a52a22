package vane.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the documentation site: the build runs it. */
public final class Main {
  private Main() {}

  /**
   * Makes the site.
   *
   * @param args the folder of the project, the folder to write to, and whether the Javadoc lies in
   *     its folder {@code api}
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path site = Path.of(args[1]);
    List<String> elsewhere =
        new SiteBuilder(Path.of(args[0]).toRealPath(), site)
            .write(
                List.of(vane.cli.Main.commandLine(), vane.spark.Main.commandLine()),
                Boolean.parseBoolean(args[2]));
    Files.write(site.resolveSibling("external-links.txt"), elsewhere);
  }
}
