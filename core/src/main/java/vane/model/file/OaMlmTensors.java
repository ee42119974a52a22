package vane.model.file;

import vane.descriptor.MinMaxScaler;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.linalg.FactoredMatrix;
import vane.linalg.Matrix;
import vane.mlm.CosineAndLengthReading;
import vane.mlm.OaMlm;
import vane.mlm.Reading;
import vane.mlm.reference.Environments;
import vane.mlm.reference.ReferenceMap;

/** One OA-MLM with its scaler as tensors, whose names begin with a prefix. */
final class OaMlmTensors {
  /** What comes after the prefix in the name of the left factor of the weights. */
  private static final String DIRECTIONS = ".weight_directions";

  private OaMlmTensors() {}

  /** Adds all tensors of 64-bit numbers. */
  static void addDoubles(SafetensorsWriter writer, String prefix, MinMaxScaler scaler, OaMlm mlm) {
    ReferenceMap map = mlm.map();
    Environments references = map.references();
    int k = references.size();
    int d = references.features();
    int m = references.neighbours();
    writer.add(prefix + ".scaler_minimum", scaler.minimum(), d);
    writer.add(prefix + ".scaler_range", scaler.range(), d);
    writer.add(prefix + ".reference_descriptions", references.descriptions(), k, d);
    if (m > 0) {
      writer.add(prefix + ".reference_points", references.points(), k, m, 3);
    }
    writer.add(prefix + ".reference_vectors", references.vectors(), k, 3);
    OaMlmOutputs outputs = OaMlmOutputs.of(mlm.reading());
    if (outputs.fromDistances()) {
      writer.add(prefix + ".intercepts", map.intercepts(), map.outputs());
    }
    if (mlm.reading() instanceof CosineAndLengthReading both) {
      writer.add(prefix + ".reference_lengths", both.lengths().values(), k);
    }
    FactoredMatrix weights = map.weights();
    weights.left().ifPresent(left -> add(writer, prefix + DIRECTIONS, left));
    add(writer, weightsName(prefix, outputs), weights.right());
  }

  private static void add(SafetensorsWriter writer, String name, Matrix matrix) {
    writer.add(
        name,
        TensorType.F64,
        (first, rows, destination) -> matrix.getRows((int) first, rows, destination, 0),
        matrix.rows(),
        matrix.columns());
  }

  /** Adds the tensor of 32-bit numbers, after all wider ones. */
  static void addKinds(SafetensorsWriter writer, String prefix, OaMlm mlm) {
    Environments references = mlm.map().references();
    if (references.neighbours() > 0) {
      writer.add(
          prefix + ".reference_kinds",
          references.kinds(),
          references.size(),
          references.neighbours());
    }
  }

  private static String weightsName(String prefix, OaMlmOutputs outputs) {
    return prefix + (outputs.fromDistances() ? ".weights" : ".projection_weights");
  }

  static MinMaxScaler scaler(SafetensorsFile tensors, String prefix, int features) {
    return MinMaxScaler.of(
        Tensors.doubles(tensors, prefix + ".scaler_minimum", features),
        Tensors.doubles(tensors, prefix + ".scaler_range", features));
  }

  /**
   * Reads an OA-MLM.
   *
   * @param metadata its settings
   * @param d the number of features
   * @param m the number of points, which may be 0
   * @param outputs what it gives
   */
  static OaMlm mlm(
      SafetensorsFile tensors,
      String prefix,
      Metadata metadata,
      int d,
      int m,
      OaMlmOutputs outputs) {
    String name = prefix + ".reference_vectors";
    int k = (int) tensors.require(name, TensorType.F64, -1, 3).rows();
    if (k < 1) {
      throw new ModelFormatException(tensors.path(), k + " references in " + name, "1 or more");
    }
    Reading reading = reading(tensors, prefix, metadata, k, outputs);
    int count = reading.outputs(k);
    ReferenceMap map =
        ReferenceMap.of(
            Environments.of(
                d,
                m,
                Tensors.doubles(tensors, prefix + ".reference_descriptions", k, d),
                m == 0
                    ? new double[0]
                    : Tensors.doubles(tensors, prefix + ".reference_points", k, m, 3),
                m == 0 ? new int[0] : Tensors.ints(tensors, prefix + ".reference_kinds", k, m),
                Tensors.doubles(tensors, name, k, 3)),
            OaMlmSettingsMetadata.fit(metadata),
            reading.inputs(),
            weights(tensors, prefix, reading.inputs().count(d, k), count, outputs),
            outputs.fromDistances()
                ? Tensors.doubles(tensors, prefix + ".intercepts", count)
                : new double[count]);
    return new OaMlm(map, reading, OaMlmSettingsMetadata.report(metadata, k));
  }

  /** The weights; the left factor is there only if they were kept as a product. */
  private static FactoredMatrix weights(
      SafetensorsFile tensors, String prefix, int inputs, int count, OaMlmOutputs outputs) {
    String directions = prefix + DIRECTIONS;
    String name = weightsName(prefix, outputs);
    if (!tensors.tensors().containsKey(directions)) {
      return FactoredMatrix.whole(Tensors.matrix(tensors, name, inputs, count));
    }
    int rank = (int) tensors.require(name, TensorType.F64, -1, count).rows();
    return FactoredMatrix.product(
        Tensors.matrix(tensors, directions, inputs, rank),
        Tensors.matrix(tensors, name, rank, count));
  }

  private static Reading reading(
      SafetensorsFile tensors, String prefix, Metadata metadata, int k, OaMlmOutputs outputs) {
    switch (outputs) {
      case COSINES:
        return OaMlmSettingsMetadata.cosines(metadata);
      case COSINES_AND_LENGTHS:
        double[] lengths = Tensors.doubles(tensors, prefix + ".reference_lengths", k);
        return OaMlmSettingsMetadata.cosinesAndLengths(metadata, lengths);
      default:
        return OaMlmSettingsMetadata.projections(metadata);
    }
  }
}
