package vane.outlier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Outliers as JSON. */
public final class OutlierJson {
  private OutlierJson() {}

  /**
   * Puts a report into JSON.
   *
   * @param report what was found
   * @return a new node; forces in eV/Å
   */
  public static ObjectNode of(OutlierReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("frames", report.frames());
    root.put("learnt_frames", report.learntFrames());
    root.put("frames_not_compared", report.notCompared());
    root.put("force_rmse_ev_per_angstrom", report.rmseEvPerAngstrom());
    root.put("relative_force_rmse", report.relativeError());
    ArrayNode frames = root.putArray("outliers");
    for (FrameOutlier outlier : report.outliers()) {
      ObjectNode node = frames.addObject();
      node.put("file", outlier.location().file().toString());
      node.put("frame", outlier.location().frame());
      node.put("finding", outlier.isUnlike() ? "unlike" : "disagrees");
      node.put("atoms", outlier.atoms());
      node.put("odd_atoms", outlier.oddAtoms());
      node.put("whole_frame", outlier.isWhole());
      AtomOutlier worst = outlier.worst();
      ObjectNode atom = node.putObject("worst_atom");
      atom.put("atom", worst.atom());
      atom.put("element", worst.element());
      worst.read().forEach(atom.putArray("read_ev_per_angstrom")::add);
      worst.expected().forEach(atom.putArray("expected_ev_per_angstrom")::add);
      atom.put("ratio", worst.ratio());
    }
    return root;
  }
}
