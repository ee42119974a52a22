package vane.model.file;

import java.util.Arrays;
import java.util.stream.Collectors;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.mlm.CosineAndLengthReading;
import vane.mlm.CosineReading;
import vane.mlm.ProjectionReading;
import vane.mlm.Reading;

/** What an OA-MLM in a file gives: its kind of reading. */
enum OaMlmOutputs {
  COSINES("cosines", CosineReading.class),
  COSINES_AND_LENGTHS("cosines-and-lengths", CosineAndLengthReading.class),
  PROJECTIONS("projections", ProjectionReading.class);

  /** Models of cosines have no such entry. */
  private static final String ENTRY = "outputs";

  private final String label;
  private final Class<? extends Reading> readings;

  OaMlmOutputs(String label, Class<? extends Reading> readings) {
    this.label = label;
    this.readings = readings;
  }

  static OaMlmOutputs of(Reading reading) {
    return Arrays.stream(values())
        .filter(outputs -> outputs.readings.isInstance(reading))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the linear map takes distances, and has intercepts. */
  boolean fromDistances() {
    return this != PROJECTIONS;
  }

  void addTo(SafetensorsWriter writer) {
    if (this != COSINES) {
      writer.metadata(ENTRY, label);
    }
  }

  static OaMlmOutputs in(SafetensorsFile tensors) {
    String found = tensors.metadata().getOrDefault(ENTRY, COSINES.label);
    return Arrays.stream(values())
        .filter(outputs -> outputs.label.equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFormatException(
                    tensors.path(),
                    "a model of " + found,
                    Arrays.stream(values())
                        .map(outputs -> outputs.label)
                        .collect(Collectors.joining(" or "))));
  }
}
