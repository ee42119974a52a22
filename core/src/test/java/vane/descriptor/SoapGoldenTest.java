package vane.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/** Against DScribe: golden/soap/README.md. */
class SoapGoldenTest {
  /** Of the largest feature; the file promises 1e-6. */
  private static final double TOLERANCE = 1e-9;

  record Case(String label, JsonNode data) {
    @Override
    public String toString() {
      return label;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = SoapGoldenTest.class.getResourceAsStream("/golden/soap/soap.json.gz")) {
      JsonNode root = new ObjectMapper().readTree(new GZIPInputStream(in));
      List<Case> cases = new ArrayList<>();
      root.get("cases").forEach(node -> cases.add(new Case(node.get("label").asText(), node)));
      return cases.stream();
    }
  }

  private static Element element(String symbol) {
    return Element.parse(symbol).orElseThrow();
  }

  private static SoapSettings settings(JsonNode data) {
    JsonNode s = data.get("settings");
    List<Element> species = new ArrayList<>();
    data.get("species").forEach(symbol -> species.add(element(symbol.asText())));
    return new SoapSettings(
        s.get("r_cut").asDouble(),
        s.get("n_max").asInt(),
        s.get("l_max").asInt(),
        s.get("sigma").asDouble(),
        species,
        s.get("periodic").asBoolean(),
        SoapSettings.Average.valueOf(s.path("average").asText("off").toUpperCase(Locale.ROOT)));
  }

  private static double[] numbers(JsonNode nested) {
    List<Double> result = new ArrayList<>();
    for (JsonNode item : nested) {
      if (item.isArray()) {
        for (double value : numbers(item)) {
          result.add(value);
        }
      } else {
        result.add(item.asDouble());
      }
    }
    return result.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Structure structure(JsonNode data) {
    List<Element> elements = new ArrayList<>();
    data.get("symbols").forEach(symbol -> elements.add(element(symbol.asText())));
    JsonNode pbc = data.get("pbc");
    boolean[] periodic = {pbc.get(0).asBoolean(), pbc.get(1).asBoolean(), pbc.get(2).asBoolean()};
    double[] positions = numbers(data.get("positions"));
    boolean any = periodic[0] || periodic[1] || periodic[2];
    return any
        ? Structure.of(elements, positions, Cell.of(numbers(data.get("cell")), periodic))
        : Structure.of(elements, positions);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void featuresAreThoseOfDScribe(Case golden) {
    Soap soap = new Soap(settings(golden.data));
    for (int s = 0; s < golden.data.get("structures").size(); s++) {
      int[] atoms =
          DoubleStream.of(numbers(golden.data.get("atoms").get(s)))
              .mapToInt(a -> (int) a)
              .toArray();
      double[] expected = numbers(golden.data.get("features").get(s));
      double[] found = new double[expected.length];
      soap.computeAtoms(structure(golden.data.get("structures").get(s)), atoms, found, 0);
      double largest = 0;
      double error = 0;
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
        error = Math.max(error, Math.abs(expected[i] - found[i]));
      }
      assertThat(error / largest).as("structure %d", s).isCloseTo(0, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pairsAreWhereDScribeHasThem(Case golden) {
    Soap soap = new Soap(settings(golden.data));
    int end = 0;
    for (Map.Entry<String, JsonNode> location : golden.data.get("locations").properties()) {
      String[] pair = location.getKey().split("-");
      FeatureRange range = soap.location(element(pair[0]), element(pair[1]));
      assertThat(range.start()).isEqualTo(location.getValue().get(0).asInt());
      assertThat(range.end()).isEqualTo(location.getValue().get(1).asInt());
      end = Math.max(end, range.end());
    }
    assertThat(soap.features()).isEqualTo(end);
  }
}
