package vane.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vane.audit.StructureFingerprints;
import vane.model.Provenance;

/** The provenance of a model as the JSON text of its file's metadata. */
final class ProvenanceMetadata {
  private ProvenanceMetadata() {}

  static String text(Provenance provenance) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode files = node.putArray("data");
    for (Provenance.DataFile data : provenance.data()) {
      ObjectNode entry = files.addObject();
      entry.put("name", data.name());
      entry.put("sha256", data.sha256());
      entry.put("frames", data.frames());
    }
    node.put("seed", provenance.seed());
    node.put("vane", provenance.vaneVersion());
    node.put("jdk", provenance.jdk());
    if (provenance.structures().size() > 0) {
      node.put("structures", provenance.structures().text());
    }
    return node.toString();
  }

  static Provenance read(Metadata metadata) {
    List<Provenance.DataFile> data = new ArrayList<>();
    for (Metadata entry : metadata.children("data")) {
      data.add(
          new Provenance.DataFile(entry.text("name"), entry.text("sha256"), entry.count("frames")));
    }
    StructureFingerprints structures =
        metadata.has("structures")
            ? metadata.checked(() -> StructureFingerprints.parse(metadata.text("structures")))
            : StructureFingerprints.NONE;
    return new Provenance(
        data,
        metadata.wholeNumber("seed"),
        metadata.text("vane"),
        metadata.text("jdk"),
        structures);
  }
}
