package vane.spark.table;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Takes the values that Parquet hands over one by one. */
final class Values {
  private Values() {}

  static PrimitiveConverter whole(LongConsumer taker) {
    return new PrimitiveConverter() {
      @Override
      public void addLong(long value) {
        taker.accept(value);
      }

      @Override
      public void addInt(int value) {
        taker.accept(value);
      }
    };
  }

  static PrimitiveConverter text(Consumer<String> taker) {
    return new PrimitiveConverter() {
      @Override
      public void addBinary(Binary value) {
        taker.accept(value.toStringUsingUTF8());
      }
    };
  }

  static PrimitiveConverter real(DoubleConsumer taker) {
    return new PrimitiveConverter() {
      @Override
      public void addDouble(double value) {
        taker.accept(value);
      }
    };
  }

  static PrimitiveConverter flag(Consumer<Boolean> taker) {
    return new PrimitiveConverter() {
      @Override
      public void addBoolean(boolean value) {
        taker.accept(value);
      }
    };
  }

  /** A list: a group of a repeated group of one element each. */
  static GroupConverter list(Runnable begin, Converter element) {
    GroupConverter each = group(() -> {}, () -> {}, element);
    return group(begin, () -> {}, each);
  }

  static GroupConverter group(Runnable begin, Runnable end, Converter... fields) {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int field) {
        return fields[field];
      }

      @Override
      public void start() {
        begin.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }

  /** Real numbers, or none of them, not even a list. */
  static final class Reals {
    private double[] values = new double[256];
    private int size;
    private boolean there;

    void clear() {
      size = 0;
      there = false;
    }

    GroupConverter converter() {
      return list(() -> there = true, real(this::add));
    }

    private void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    boolean isThere() {
      return there;
    }

    double[] copy() {
      return Arrays.copyOf(values, size);
    }
  }
}
