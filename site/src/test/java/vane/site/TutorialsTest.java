package vane.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import vane.site.Sandbox.Run;
import vane.site.Tutorial.Step;

/**
 * Every command of the tutorials is run as it stands there, and prints what they show. With {@code
 * -Dvane.tutorials=write} what it prints is written into them, where they leave nothing out. All
 * output is kept in site/target/commands.log, and the files in site/target/tutorials.
 */
class TutorialsTest {
  private static final boolean WRITES = "write".equals(System.getProperty("vane.tutorials"));

  @Test
  @Tag("slow")
  @Follows("first-potential")
  void firstPotential(TestInfo test) throws Exception {
    follow(test);
  }

  @Test
  @Tag("slow")
  @Follows("your-own-data")
  void yourOwnData(TestInfo test) throws Exception {
    follow(test);
  }

  @Test
  @Tag("xtb")
  // Atoms that move for long go another way on another machine.
  @Follows(value = "from-xtb-to-md", tolerance = 0.7)
  void fromXtbToDynamics(TestInfo test) throws Exception {
    follow(test);
  }

  @Test
  @Tag("slow")
  @Follows("paper")
  void paper(TestInfo test) throws Exception {
    follow(test);
  }

  @Test
  @Tag("slow")
  @Follows("java")
  void java(TestInfo test) throws Exception {
    follow(test);
  }

  /** Which tutorial a test follows. */
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Follows {
    String value();

    /** By how much numbers may differ from those shown, relative to the larger ones. */
    double tolerance() default 0.3;
  }

  @Test
  void everyTutorialHasATest() throws IOException {
    List<String> followed =
        Arrays.stream(TutorialsTest.class.getDeclaredMethods())
            .map((Method test) -> test.getAnnotation(Follows.class))
            .filter(Objects::nonNull)
            .map(tutorial -> tutorial.value() + ".md")
            .toList();
    try (Stream<Path> files = Files.list(Tutorial.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(followed);
    }
  }

  private void follow(TestInfo test) throws Exception {
    Follows followed = test.getTestMethod().orElseThrow().getAnnotation(Follows.class);
    String name = followed.value();
    ShownOutput comparison = new ShownOutput(followed.tolerance());
    Tutorial tutorial = Tutorial.read(name);
    assertThat(tutorial.steps()).as("commands of %s", name).isNotEmpty();
    Sandbox sandbox = new Sandbox(name);
    for (var program : tutorial.programs().entrySet()) {
      sandbox.write(program.getKey(), program.getValue());
    }
    for (int i = 0; i < tutorial.steps().size(); i++) {
      Step step = tutorial.steps().get(i);
      Run run = sandbox.run(step.command());
      boolean mayFail =
          i + 1 < tutorial.steps().size()
              && tutorial.steps().get(i + 1).command().equals("echo $?");
      String printed = String.join("\n", run.lines());
      if (!mayFail) {
        assertThat(run.status())
            .as("status of %s, which printed%n%s", step.command(), printed)
            .isZero();
      }
      if (WRITES && !step.shown().contains(ShownOutput.ANYTHING)) {
        write(name, step, run.lines());
      } else {
        assertThat(comparison.matches(step.shown(), run.lines()))
            .as(
                "%s.md shows of %s%n%s%n%nbut it printed%n%s",
                name, step.command(), String.join("\n", step.shown()), printed)
            .isTrue();
      }
    }
  }

  private static void write(String name, Step step, List<String> lines) throws IOException {
    Path file = Tutorial.FOLDER.resolve(name + ".md");
    String text = Files.readString(file);
    String command = "$ " + step.command().replace("\n", "\n> ") + "\n";
    int begin = text.indexOf(command + String.join("", shown(step)));
    assertThat(begin).as("place of %s in %s", command, file).isNotNegative();
    int output = begin + command.length();
    int end = output + String.join("", shown(step)).length();
    StringBuilder printed = new StringBuilder();
    lines.forEach(line -> printed.append(line).append('\n'));
    Files.writeString(file, text.substring(0, output) + printed + text.substring(end));
  }

  private static List<String> shown(Step step) {
    return step.shown().stream().map(line -> line + "\n").toList();
  }
}
