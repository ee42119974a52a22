package vane.regression.huber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import vane.linalg.Matrix;

/** Golden files of the Huber regression: see their README. */
final class GoldenHuber {
  private GoldenHuber() {}

  static JsonNode read(String name) throws IOException {
    try (InputStream file = GoldenHuber.class.getResourceAsStream("/golden/huber/" + name)) {
      return new ObjectMapper().readTree(new GZIPInputStream(file));
    }
  }

  static Matrix matrix(JsonNode rows) {
    Matrix matrix = Matrix.zeros(rows.size(), rows.get(0).size());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, rows.get(i).get(j).asDouble());
      }
    }
    return matrix;
  }

  static Matrix column(JsonNode values) {
    Matrix matrix = Matrix.zeros(values.size(), 1);
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.set(i, 0, values.get(i).asDouble());
    }
    return matrix;
  }
}
