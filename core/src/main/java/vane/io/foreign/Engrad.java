package vane.io.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code .engrad} of ORCA, which xTB writes, too: the number of atoms, the energy, the
 * gradient, and a line per atom {@code number x y z}, with remarks behind #.
 */
final class Engrad {
  private final GradientWords words;

  Engrad(GradientWords words) {
    this.words = words;
  }

  CalculatedStructure read() throws IOException {
    String count = one("the number of atoms");
    if (!count.matches("[1-9][0-9]{0,8}")) {
      throw words.expected("the number of atoms");
    }
    int size = Integer.parseInt(count);
    long first = words.number();
    double energy = words.real(one("the energy in hartree"));
    GradientAtoms atoms = new GradientAtoms(energy, first);
    List<Double> gradient = new ArrayList<>();
    for (int i = 0; i < 3L * size; i++) {
      gradient.add(words.real(one("component " + i + " of the gradient of " + size + " atoms")));
    }
    for (int i = 0; i < size; i++) {
      String expected = "the number of the element, x, y and z of atom " + i + " of " + size;
      String[] line = line(expected);
      if (line.length != 4) {
        throw words.expected(expected);
      }
      atoms.atom(
          words.element(line[0]), words.real(line[1]), words.real(line[2]), words.real(line[3]));
    }
    gradient.forEach(atoms::gradient);
    return atoms.inElectronVoltsAndAngstrom();
  }

  private String one(String expected) throws IOException {
    String[] line = line(expected);
    if (line.length != 1) {
      throw words.expected(expected);
    }
    return line[0];
  }

  private String[] line(String expected) throws IOException {
    do {
      if (!words.advance()) {
        throw words.expected(expected);
      }
    } while (words.line().startsWith("#"));
    return words.words();
  }
}
