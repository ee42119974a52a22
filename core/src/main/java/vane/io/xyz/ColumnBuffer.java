package vane.io.xyz;

import java.util.Arrays;
import java.util.Optional;
import vane.structure.Element;

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
      case REAL -> new Reals(property, atoms);
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
    private double[] values = new double[firstCapacity()];

    Reals(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      double value = Decimal.parseReal(text, from, to);
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
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
    private Element[] values = new Element[firstCapacity()];

    Elements(FrameHeader.Property property, int atoms) {
      super(property, atoms);
    }

    @Override
    boolean add(byte[] text, int from, int to) {
      if (size == values.length) {
        values = Arrays.copyOf(values, nextCapacity());
      }
      Optional<Element> element = Element.parse(LineSource.text(text, from, to));
      element.ifPresent(known -> values[size++] = known);
      return element.isPresent();
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
