package vane.io.xyz;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import vane.structure.Element;
import vane.structure.Isotope;

/** The values of one column while a frame is read. It grows with what is read, not with claims. */
abstract sealed class ColumnBuffer {
  private final FrameHeader.Property property;
  private final int length;
  int size;

  private ColumnBuffer(FrameHeader.Property property, int atoms) {
    this.property = property;
    this.length = atoms * property.width();
  }

  static ColumnBuffer of(FrameHeader.Property property, int atoms) {
    return switch (property.type()) {
      case REAL -> new Reals(property, atoms, true);
      case INTEGER -> new Integers(property, atoms);
      case LOGICAL -> new Logicals(property, atoms);
      case STRING -> new Strings(property, atoms);
    };
  }

  FrameHeader.Property property() {
    return property;
  }

  /** Takes a word of the file, or says that it does not fit. */
  abstract boolean add(byte[] text, int from, int to);

  /** What a word that does not fit should have been. */
  abstract String expected();

  /** The values, an array of the type of the column. */
  abstract Object values();

  Column column() {
    return Column.over(property.name(), property.type(), property.width(), values(), size);
  }

  int firstCapacity() {
    return Math.min(length, 1024);
  }

  int nextCapacity() {
    return (int) Math.min(length, 2L * size);
  }

  static final class Reals extends ColumnBuffer {
    private final boolean unknownAllowed;
    private double[] values = new double[firstCapacity()];

    /**
     * An empty buffer.
     *
     * @param property the column
     * @param atoms how many atoms are announced
     * @param unknownAllowed whether NaN and infinity are taken, as in columns that nobody may need
     */
    Reals(FrameHeader.Property property, int atoms, boolean unknownAllowed) {
      super(property, atoms);
      this.unknownAllowed = unknownAllowed;
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      double value = Decimal.parseReal(text, from, to);
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      if (Double.isNaN(value) && unknownAllowed) {
        OptionalDouble notFinite = Decimal.parseNotFinite(LineSource.text(text, from, to));
        values[size++] = notFinite.orElse(Double.NaN);
        return notFinite.isPresent();
      }
      values[size++] = value;
      return !Double.isNaN(value);
    }

    @Override
    String expected() {
      return "a finite real number";
    }

    @Override
    double[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Integers extends ColumnBuffer {
    private long[] values = new long[firstCapacity()];

    Integers(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      try {
        values[size++] = Long.parseLong(LineSource.text(text, from, to));
        return true;
      } catch (NumberFormatException notWhole) {
        return false;
      }
    }

    @Override
    String expected() {
      return "a whole number";
    }

    @Override
    long[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Logicals extends ColumnBuffer {
    private boolean[] values = new boolean[firstCapacity()];

    Logicals(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      Optional<Boolean> value = Logical.parse(LineSource.text(text, from, to));
      values[size++] = value.orElse(false);
      return value.isPresent();
    }

    @Override
    String expected() {
      return "T, F, True or False";
    }

    @Override
    boolean[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Strings extends ColumnBuffer {
    private String[] values = new String[firstCapacity()];

    Strings(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      values[size++] = LineSource.text(text, from, to);
      return true;
    }

    @Override
    String expected() {
      return "a word";
    }

    @Override
    String[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Elements extends ColumnBuffer {
    private final Map<Integer, Isotope> isotopes = new TreeMap<>();
    private Element[] values = new Element[firstCapacity()];
    private int numbers;

    Elements(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      String word = LineSource.text(text, from, to);
      Optional<Isotope> isotope = Isotope.parse(word);
      Optional<Element> element = isotope.map(Isotope::element).or(() -> Element.parse(word));
      isotope.ifPresent(found -> isotopes.put(size, found));
      numbers += Character.isDigit(word.charAt(0)) ? 1 : 0;
      element.ifPresent(known -> values[size++] = known);
      return element.isPresent();
    }

    /** The atoms that were named as an isotope. */
    Map<Integer, Isotope> isotopes() {
      return isotopes;
    }

    /**
     * Whether the words are numbers from 1 on without a gap, as the types of a simulation program
     * are, and not the atomic numbers of elements that come together.
     */
    boolean looksLikeTypes() {
      if (numbers < size || size == 0) {
        return false;
      }
      int highest = 0;
      Set<Element> found = new HashSet<>();
      for (Element element : values()) {
        highest = Math.max(highest, element.atomicNumber());
        found.add(element);
      }
      return highest == found.size();
    }

    @Override
    String expected() {
      return "an element's symbol or atomic number";
    }

    @Override
    Element[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }
}
