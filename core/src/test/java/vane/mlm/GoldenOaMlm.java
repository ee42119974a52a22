package vane.mlm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import vane.mlm.reference.Environments;

/** The golden file of the whole method, for one element; see golden/oa-mlm/README.md. */
final class GoldenOaMlm {
  final JsonNode node;

  private GoldenOaMlm(JsonNode node) {
    this.node = node;
  }

  static GoldenOaMlm of(String element) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            GoldenOaMlm.class.getResourceAsStream("/golden/oa-mlm/oa-mlm.json.gz"))) {
      return new GoldenOaMlm(new ObjectMapper().readTree(in).get("elements").get(element));
    }
  }

  Environments training() {
    return environments("train");
  }

  Environments test() {
    return environments("test");
  }

  private Environments environments(String prefix) {
    double[] forces = flat(prefix + "Forces");
    double[] vectors = new double[forces.length];
    for (int i = 0; i < forces.length; i += 3) {
      double norm = Math.hypot(Math.hypot(forces[i], forces[i + 1]), forces[i + 2]);
      for (int axis = 0; axis < 3; axis++) {
        vectors[i + axis] = forces[i + axis] / norm;
      }
    }
    double[] kinds = flat(prefix + "Z");
    int[] z = new int[kinds.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (int) kinds[i];
    }
    int features = node.get(prefix + "X").get(0).size();
    return Environments.of(features, 4, flat(prefix + "X"), flat(prefix + "Y"), z, vectors);
  }

  int[] references() {
    double[] rows = flat("references");
    int[] references = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      references[i] = (int) rows[i];
    }
    return references;
  }

  double[] flat(String name) {
    DoubleStream.Builder numbers = DoubleStream.builder();
    collect(node.get(name), numbers);
    return numbers.build().toArray();
  }

  private static void collect(JsonNode node, DoubleStream.Builder numbers) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, numbers));
    } else {
      numbers.add(node.asDouble());
    }
  }
}
