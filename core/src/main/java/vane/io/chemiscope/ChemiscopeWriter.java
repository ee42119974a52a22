package vane.io.chemiscope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.zip.GZIPOutputStream;
import vane.io.output.DiskException;
import vane.io.output.PendingFile;
import vane.structure.Cell;
import vane.structure.Structure;

/** Writes datasets as JSON; gzipped when the name of the file ends in {@code .gz}. */
public final class ChemiscopeWriter {
  /** How far from an atom its neighbours are drawn as such, in Å. */
  private static final double ENVIRONMENT_ANGSTROM = 3.5;

  /**
   * The length in Å of an arrow without a length. Chemiscope divides by it; the arrow is hidden in
   * its atom.
   */
  private static final double NO_ARROW_ANGSTROM = 1e-6;

  /** The head of an arrow beside its shaft: twice as thick, and four times as long as thick. */
  private static final double HEAD_RADIUS = 2;

  private static final double HEAD_LENGTH = 4;

  /** Its numbers are the same on every Java. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final JsonGenerator json;
  private final ChemiscopeDataset dataset;

  private ChemiscopeWriter(JsonGenerator json, ChemiscopeDataset dataset) {
    this.json = json;
    this.dataset = dataset;
  }

  /**
   * Writes a dataset over a file of that name, if there is one.
   *
   * @param file where to; nothing is left there if it cannot be written
   * @param dataset what is written; all numbers with single precision
   * @throws vane.io.output.OutputFileException if the file cannot be made
   * @throws DiskException if the disk fails or is full
   */
  public static void write(Path file, ChemiscopeDataset dataset) {
    try (PendingFile pending = PendingFile.create(file)) {
      boolean gzipped = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      try (OutputStream plain = new BufferedOutputStream(pending.stream());
          OutputStream out = gzipped ? new GZIPOutputStream(plain) : plain;
          JsonGenerator json = FACTORY.createGenerator(out)) {
        new ChemiscopeWriter(json, dataset).write();
      } catch (IOException failed) {
        throw new DiskException(file, failed);
      }
      pending.commit();
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    writeMeta();
    json.writeArrayFieldStart("structures");
    for (Structure structure : dataset.structures()) {
      write(structure);
    }
    json.writeEndArray();
    writeEnvironments();
    json.writeObjectFieldStart("properties");
    for (ChemiscopeProperty property : dataset.properties()) {
      write(property);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("shapes");
    for (ChemiscopeArrows arrows : dataset.arrows()) {
      write(arrows);
    }
    json.writeEndObject();
    writeSettings(dataset.view());
    json.writeEndObject();
  }

  private void writeMeta() throws IOException {
    json.writeObjectFieldStart("meta");
    json.writeStringField("name", dataset.name());
    json.writeStringField("description", dataset.description());
    json.writeArrayFieldStart("references");
    for (String reference : dataset.references()) {
      json.writeString(reference);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Structure structure) throws IOException {
    json.writeStartObject();
    json.writeNumberField("size", structure.size());
    json.writeArrayFieldStart("names");
    for (int a = 0; a < structure.size(); a++) {
      json.writeString(structure.element(a).symbol());
    }
    json.writeEndArray();
    String[] axes = {"x", "y", "z"};
    for (int axis = 0; axis < 3; axis++) {
      int of = axis;
      writeNumbers(axes[axis], structure.size(), a -> structure.position(a, of));
    }
    if (structure.cell().filter(Cell::isPeriodic).isPresent()) {
      double[] vectors = structure.cell().get().completedVectors();
      writeNumbers("cell", vectors.length, i -> vectors[i]);
    }
    json.writeEndObject();
  }

  private void writeNumbers(String name, int count, IntToDoubleFunction numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < count; i++) {
      json.writeNumber((float) numbers.applyAsDouble(i));
    }
    json.writeEndArray();
  }

  private void writeEnvironments() throws IOException {
    json.writeArrayFieldStart("environments");
    for (int s = 0; s < dataset.structures().size(); s++) {
      int structure = s;
      for (int atom : dataset.points().get(structure).stream().toArray()) {
        json.writeStartObject();
        json.writeNumberField("structure", structure);
        json.writeNumberField("center", atom);
        json.writeNumberField("cutoff", ENVIRONMENT_ANGSTROM);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void write(ChemiscopeProperty property) throws IOException {
    json.writeObjectFieldStart(property.name());
    json.writeStringField("target", property.target().word());
    if (!property.units().isEmpty()) {
      json.writeStringField("units", property.units());
    }
    json.writeStringField("description", property.description());
    if (property.isNumeric()) {
      writeNumbers("values", property.size(), property::number);
    } else {
      json.writeArrayFieldStart("values");
      for (int i = 0; i < property.size(); i++) {
        json.writeString(property.word(i));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Chemiscope scales the thickness of arrows as it scales their length, so that is undone. */
  private void write(ChemiscopeArrows arrows) throws IOException {
    json.writeObjectFieldStart(arrows.name());
    json.writeStringField("kind", "arrow");
    json.writeObjectFieldStart("parameters");
    double scale = arrows.angstromPerUnit();
    double radius = arrows.radiusAngstrom() / scale;
    json.writeObjectFieldStart("global");
    json.writeNumberField("scale", (float) scale);
    json.writeNumberField("baseRadius", (float) radius);
    json.writeNumberField("headRadius", (float) (HEAD_RADIUS * radius));
    json.writeNumberField("headLength", (float) (HEAD_LENGTH * radius));
    json.writeStringField("color", arrows.colour());
    json.writeEndObject();
    json.writeArrayFieldStart("atom");
    for (int a = 0; a < arrows.atoms(); a++) {
      int atom = a;
      json.writeStartObject();
      boolean none =
          (float) arrows.component(a, 0) == 0
              && (float) arrows.component(a, 1) == 0
              && (float) arrows.component(a, 2) == 0;
      writeNumbers(
          "vector",
          3,
          axis ->
              none ? (axis == 2 ? NO_ARROW_ANGSTROM / scale : 0) : arrows.component(atom, axis));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeSettings(ChemiscopeView view) throws IOException {
    json.writeObjectFieldStart("settings");
    json.writeStringField("target", ChemiscopeTarget.ATOM.word());
    json.writeObjectFieldStart("map");
    writeAxis("x", view.x(), view.logarithmic());
    writeAxis("y", view.y(), view.logarithmic());
    json.writeObjectFieldStart("color");
    json.writeStringField("property", view.colour());
    json.writeEndObject();
    if (view.symbol().isPresent()) {
      json.writeStringField("symbol", view.symbol().get());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("structure");
    json.writeStartObject();
    json.writeStringField("shape", String.join(",", view.arrows()));
    json.writeBooleanField("unitCell", true);
    json.writeObjectFieldStart("environments");
    json.writeBooleanField("activated", true);
    json.writeStringField("bgStyle", "ball-stick");
    json.writeStringField("bgColor", "CPK");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeAxis(String axis, String property, boolean logarithmic) throws IOException {
    json.writeObjectFieldStart(axis);
    json.writeStringField("property", property);
    json.writeStringField("scale", logarithmic ? "log" : "linear");
    json.writeEndObject();
  }
}
