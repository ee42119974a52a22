package vane.io.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code gradient} of Turbomole, which xTB writes, too: for each cycle a line with the
 * energy, a line per atom {@code x y z symbol}, and a line per atom with its gradient.
 */
final class TurbomoleGradient {
  private static final Pattern CYCLE =
      Pattern.compile("cycle\\s*=\\s*[0-9]+\\s.*?energy\\s*=\\s*(\\S+)\\s.*");

  private final GradientWords words;

  TurbomoleGradient(GradientWords words) {
    this.words = words;
  }

  List<CalculatedStructure> read() throws IOException {
    words.advance();
    if (!words.line().startsWith("$grad")) {
      throw words.expected("$grad");
    }
    words.advance();
    List<CalculatedStructure> calculations = new ArrayList<>();
    while (!words.line().startsWith("$")) {
      Matcher cycle = CYCLE.matcher(words.line() + " ");
      if (!cycle.matches()) {
        throw words.expected("cycle = N … energy = E, or $end");
      }
      GradientAtoms atoms = new GradientAtoms(words.real(cycle.group(1)), words.number());
      words.advance();
      calculations.add(cycle(atoms));
    }
    if (calculations.isEmpty()) {
      throw words.expected("at least one cycle");
    }
    return calculations;
  }

  private CalculatedStructure cycle(GradientAtoms atoms) throws IOException {
    String[] line = words.words();
    for (; line.length == 4; line = next()) {
      atoms.atom(
          words.element(line[3]), words.real(line[0]), words.real(line[1]), words.real(line[2]));
    }
    if (atoms.atoms() == 0) {
      throw words.expected("x, y, z and the element of an atom");
    }
    for (int i = 0; i < atoms.atoms(); i++, line = next()) {
      if (line.length != 3) {
        throw words.expected("the gradient of atom " + i + " of " + atoms.atoms());
      }
      for (String word : line) {
        atoms.gradient(words.real(word));
      }
    }
    return atoms.inElectronVoltsAndAngstrom();
  }

  private String[] next() throws IOException {
    words.advance();
    return words.words();
  }
}
