package vane.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against numpy: golden/alignment/README.md. */
class GoldenFitTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream in =
            GoldenFitTest.class.getResourceAsStream("/golden/alignment/alignment.json.gz");
        GZIPInputStream text = new GZIPInputStream(in)) {
      return StreamSupport.stream(
          new ObjectMapper().readTree(text).get("cases").spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainFitAgrees(JsonNode golden) {
    Fit fit =
        PlainFit.fit(
            rows(golden.get("y")),
            integers(golden.get("zy")),
            rows(golden.get("s")),
            integers(golden.get("zs")),
            settings(golden));
    if (golden.get("g").isNull()) {
      assertThat(fit.speciesMatched()).isFalse();
      return;
    }
    assertThat(fit.goodness()).isCloseTo(golden.get("g").asDouble(), within(TOLERANCE));
    assertThat(fit.rotation()).containsExactly(rows(golden.get("R")), within(TOLERANCE));
    assertThat(fit.permutation()).containsExactly(integers(golden.get("permutation")));
    assertThat(fit.rank()).isEqualTo(3);
    assertThat(fit.rotationUnique()).isTrue();
    assertThat(fit.speciesMatched()).isEqualTo(pairsOfOneSpecies(golden));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fittersAgree(JsonNode golden) {
    // Three references that carry the unit vectors show all of R.
    double[] s = rows(golden.get("s"));
    int[] species = integers(golden.get("zs"));
    double[] points = new double[3 * s.length];
    int[] labels = new int[3 * species.length];
    for (int j = 0; j < 3; j++) {
      System.arraycopy(s, 0, points, j * s.length, s.length);
      System.arraycopy(species, 0, labels, j * species.length, species.length);
    }
    ReferenceNeighbourhoods references =
        ReferenceNeighbourhoods.of(
            species.length, points, labels, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    FitSettings settings = settings(golden);
    for (NeighbourhoodFitter fitter :
        new NeighbourhoodFitter[] {
          new ScalarFitter(references, settings), NeighbourhoodFitter.create(references, settings)
        }) {
      FitRow row = new FitRow(3);
      fitter.fit(rows(golden.get("y")), 0, integers(golden.get("zy")), 0, 0, 3, row);
      for (int j = 0; j < 3; j++) {
        if (golden.get("g").isNull()) {
          assertThat(row.speciesMatched(j)).isFalse();
          continue;
        }
        JsonNode r = golden.get("R").get(j);
        assertThat(row.goodness()[j]).isCloseTo(golden.get("g").asDouble(), within(TOLERANCE));
        assertThat(row.rotatedX()[j]).isCloseTo(r.get(0).asDouble(), within(TOLERANCE));
        assertThat(row.rotatedY()[j]).isCloseTo(r.get(1).asDouble(), within(TOLERANCE));
        assertThat(row.rotatedZ()[j]).isCloseTo(r.get(2).asDouble(), within(TOLERANCE));
        assertThat(row.rotationUnique(j)).isTrue();
        assertThat(row.speciesMatched(j)).isEqualTo(pairsOfOneSpecies(golden));
      }
    }
  }

  private static boolean pairsOfOneSpecies(JsonNode golden) {
    for (int k = 0; k < golden.get("zy").size(); k++) {
      int l = golden.get("permutation").get(k).asInt();
      if (golden.get("zy").get(k).asInt() != golden.get("zs").get(l).asInt()) {
        return false;
      }
    }
    return true;
  }

  private static FitSettings settings(JsonNode golden) {
    return new FitSettings(
        golden.get("proper").asBoolean() ? RotationGroup.PROPER : RotationGroup.ORTHOGONAL,
        golden.get("sameSpeciesOnly").asBoolean()
            ? PermutationRule.SAME_SPECIES
            : PermutationRule.ALL);
  }

  private static double[] rows(JsonNode rows) {
    double[] flat = new double[3 * rows.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows.get(i / 3).get(i % 3).asDouble();
    }
    return flat;
  }

  private static int[] integers(JsonNode numbers) {
    int[] flat = new int[numbers.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = numbers.get(i).asInt();
    }
    return flat;
  }
}
