package vane.model.file;

import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.TensorType;
import vane.linalg.Matrix;

/** The tensors of a model file, each checked for its shape and for finite numbers. */
final class Tensors {
  private Tensors() {}

  static double[] doubles(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.F64, shape);
    double[] values = tensors.readDoubles(name);
    requireFinite(tensors, name, values);
    return values;
  }

  static float[] singles(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.F32, shape);
    double[] values = tensors.readDoubles(name);
    requireFinite(tensors, name, values);
    float[] singles = new float[values.length];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  static int[] ints(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.I32, shape);
    return tensors.readInts(name);
  }

  /** A matrix of its own memory, to be closed by the caller. */
  static Matrix matrix(SafetensorsFile tensors, String name, int rows, int columns) {
    tensors.require(name, TensorType.F64, rows, columns);
    Matrix matrix = Matrix.zeros(rows, columns);
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      tensors.readRows(name, i, 1, row, 0);
      requireFinite(tensors, name + " row " + i, row);
      matrix.setRow(i, row, 0);
    }
    return matrix;
  }

  private static void requireFinite(SafetensorsFile tensors, String what, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new ModelFormatException(tensors.path(), what + " with " + value, "finite numbers");
      }
    }
  }
}
