package vane.io.xyz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vane.structure.Element;
import vane.structure.Structure;

/** The lines of the atoms of one frame, taken apart into columns. */
final class AtomTable {
  private static final String ATOMIC_NUMBERS = "Z";
  static final String UNNAMED = "extra";
  private static final FrameHeader.Property SPECIES =
      new FrameHeader.Property(Frame.SPECIES, ColumnType.STRING, 1);
  private static final FrameHeader.Property POSITIONS =
      new FrameHeader.Property(Frame.POSITIONS, ColumnType.REAL, 3);

  private final FrameLocation location;
  private final List<FrameHeader.Property> properties;
  private final int wordsPerLine;
  private final ColumnBuffer[] buffers;
  private final ColumnBuffer.Elements elements;
  private final ColumnBuffer.Reals positions;

  /**
   * An empty table.
   *
   * @param properties the columns
   * @param atoms how many atoms are announced
   * @param location the frame
   * @throws XyzFormatException if species or positions are not among the columns
   */
  AtomTable(List<FrameHeader.Property> properties, int atoms, FrameLocation location) {
    this.location = location;
    this.properties = properties;
    this.wordsPerLine = properties.stream().mapToInt(FrameHeader.Property::width).sum();
    if ((long) atoms * wordsPerLine > Integer.MAX_VALUE - 16) {
      throw XyzFormatException.atLine(
          location,
          location.line(),
          atoms + " atoms of " + wordsPerLine + " values",
          "a frame of at most two thousand million values");
    }
    FrameHeader.Property species = species(atoms);
    this.elements = new ColumnBuffer.Elements(species, atoms);
    this.positions = new ColumnBuffer.Reals(positions(), atoms, false);
    this.buffers = new ColumnBuffer[properties.size()];
    for (int i = 0; i < buffers.length; i++) {
      FrameHeader.Property property = properties.get(i);
      if (property.name().equals(species.name())) {
        buffers[i] = elements;
      } else if (property.name().equals(positions.property().name())) {
        buffers[i] = positions;
      } else {
        buffers[i] = ColumnBuffer.of(property, atoms);
      }
    }
  }

  /**
   * The columns of a frame that does not name them: species and positions. Words beyond the fourth
   * are kept as a column of strings without a meaning.
   *
   * @param words how many words the first atom's line holds
   * @return the columns
   */
  static List<FrameHeader.Property> withoutProperties(int words) {
    return words <= 4
        ? List.of(SPECIES, POSITIONS)
        : List.of(
            SPECIES, POSITIONS, new FrameHeader.Property(UNNAMED, ColumnType.STRING, words - 4));
  }

  private Optional<FrameHeader.Property> find(String name) {
    return properties.stream()
        .filter(property -> property.name().equals(name))
        .findFirst()
        .or(
            () ->
                properties.stream()
                    .filter(property -> property.name().equalsIgnoreCase(name))
                    .findFirst());
  }

  private FrameHeader.Property species(int atoms) {
    FrameHeader.Property species =
        find(Frame.SPECIES)
            .or(() -> find(ATOMIC_NUMBERS))
            .orElseThrow(() -> headerError("no species", "species:S:1 or Z:I:1"));
    boolean named =
        species.type() == ColumnType.STRING
            || species.type() == ColumnType.INTEGER
            // ASE calls the column real when there is no atom to show what it holds.
            || atoms == 0;
    if (!named || species.width() != 1) {
      throw headerError("'" + species + "'", "species:S:1 or Z:I:1");
    }
    return species;
  }

  private FrameHeader.Property positions() {
    FrameHeader.Property found =
        find(Frame.POSITIONS).orElseThrow(() -> headerError("no positions", "pos:R:3"));
    if (found.type() != ColumnType.REAL || found.width() != 3) {
      throw headerError("'" + found + "'", "pos:R:3");
    }
    return found;
  }

  private XyzFormatException headerError(String found, String expected) {
    return XyzFormatException.atLine(
        location, location.line() + 1, found + " in Properties", expected);
  }

  /**
   * Takes the line of the next atom.
   *
   * @param text bytes that hold the line
   * @param from first byte
   * @param to past the last byte
   * @param atom the number of the atom
   * @throws XyzFormatException if the line does not fit the columns
   */
  void add(byte[] text, int from, int to, int atom) {
    int at = from;
    for (ColumnBuffer buffer : buffers) {
      for (int i = 0; i < buffer.property().width(); i++) {
        int start = skipSpace(text, at, to);
        if (start == to) {
          throw wrongCount(text, from, to, atom);
        }
        at = skipWord(text, start, to);
        if (!buffer.add(text, start, at)) {
          throw XyzFormatException.atAtom(
              location,
              line(atom),
              atom,
              buffer.property().name(),
              XyzFormatException.quote(LineSource.text(text, start, at)),
              buffer.expected());
        }
      }
    }
    if (skipSpace(text, at, to) < to) {
      throw wrongCount(text, from, to, atom);
    }
  }

  private long line(int atom) {
    return location.line() + 2 + atom;
  }

  private XyzFormatException wrongCount(byte[] text, int from, int to, int atom) {
    StringBuilder columns = new StringBuilder();
    for (FrameHeader.Property property : properties) {
      columns.append(columns.length() == 0 ? "" : ":").append(property);
    }
    int words = words(text, from, to);
    return XyzFormatException.atAtom(
        location,
        line(atom),
        atom,
        words == 0 ? "a blank line" : words + (words == 1 ? " value" : " values"),
        wordsPerLine + " (" + columns + ")");
  }

  /** The number of words on a line. */
  static int words(byte[] text, int from, int to) {
    int words = 0;
    for (int at = skipSpace(text, from, to); at < to; at = skipSpace(text, at, to)) {
      at = skipWord(text, at, to);
      words++;
    }
    return words;
  }

  private static int skipSpace(byte[] text, int from, int to) {
    int at = from;
    // Bytes below zero belong to characters beyond ASCII.
    while (at < to && text[at] <= ' ' && text[at] >= 0) {
      at++;
    }
    return at;
  }

  private static int skipWord(byte[] text, int from, int to) {
    int at = from;
    while (at < to && (text[at] > ' ' || text[at] < 0)) {
      at++;
    }
    return at;
  }

  /**
   * The frame, once every atom has been added.
   *
   * @param header what the comment line said
   * @return the frame
   * @throws XyzFormatException if species and atomic numbers contradict each other
   */
  Frame frame(FrameHeader header) {
    List<Element> species = Arrays.asList(elements.values());
    if (elements.looksLikeTypes() && find(ATOMIC_NUMBERS).isEmpty()) {
      throw XyzFormatException.atAtom(
          location,
          line(0),
          0,
          Frame.SPECIES,
          "numbers from 1 on (" + words(species) + "), which look like types, not elements",
          "the symbols of elements; LAMMPS writes them with dump_modify ID element C H …");
    }
    double[] coordinates = positions.values();
    Structure structure =
        header.cell().isPresent()
            ? Structure.of(species, coordinates, header.cell().get())
            : Structure.of(species, coordinates);
    List<Column> columns = new ArrayList<>();
    for (ColumnBuffer buffer : buffers) {
      if (buffer != elements && buffer != positions) {
        columns.add(buffer.column());
        if (buffer.property().name().equals(ATOMIC_NUMBERS)) {
          checkAtomicNumbers(buffer, species);
        }
      }
    }
    return Frame.of(structure, columns, header.info(), location).with(elements.isotopes());
  }

  private static String words(List<Element> species) {
    return species.stream()
        .map(Element::atomicNumber)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private void checkAtomicNumbers(ColumnBuffer numbers, List<Element> species) {
    if (numbers.property().type() != ColumnType.INTEGER || numbers.property().width() != 1) {
      return;
    }
    long[] values = (long[]) numbers.values();
    for (int atom = 0; atom < values.length; atom++) {
      Element element = species.get(atom);
      if (values[atom] != element.atomicNumber()) {
        throw XyzFormatException.atAtom(
            location,
            line(atom),
            atom,
            ATOMIC_NUMBERS,
            "'" + values[atom] + "'",
            element.atomicNumber() + ", as the species is " + element);
      }
    }
  }
}
