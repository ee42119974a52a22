import java.io.File;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual page of each command as AsciiDoc, from what its --help knows. */
final class ManPages {
  public static void main(String[] args) throws Exception {
    CommandLine commands = vane.cli.Main.commandLine();
    int status =
        ManPageGenerator.generateManPage(
            new File(args[0]), null, new boolean[] {}, true, commands.getCommandSpec());
    System.exit(status);
  }
}
