package vane.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a look at trajectories found, as JSON. */
public final class AuditJson {
  private AuditJson() {}

  /**
   * Puts reports into JSON.
   *
   * @param names of the trajectories
   * @param reports one for each
   * @param warnings what looks wrong when they are seen together
   * @return a new node; lengths in Å, forces in eV/Å
   */
  public static ObjectNode of(
      List<String> names, List<AuditReport> reports, List<String> warnings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("kind", "vane check");
    ArrayNode files = root.putArray("trajectories");
    for (int i = 0; i < names.size(); i++) {
      add(files.addObject(), names.get(i), reports.get(i));
    }
    ArrayNode together = root.putArray("warnings");
    warnings.forEach(together::add);
    return root;
  }

  private static void add(ObjectNode node, String name, AuditReport report) {
    node.put("trajectory", name);
    node.put("frames", report.frames());
    node.put("left_out", report.leftOut());
    node.put("atoms", report.atoms());
    node.put("periodic_frames", report.periodicFrames());
    report.columns().forEach(node.putObject("columns")::put);
    report.keys().forEach(node.putObject("keys")::put);
    report.formulas().forEach(node.putObject("formulas")::put);
    ArrayNode elements = node.putArray("forces");
    for (AuditReport.ElementForces element : report.elements()) {
      ObjectNode each = elements.addObject();
      each.put("element", element.element());
      each.put("atoms", element.atoms());
      each.put("zeros", element.zeros());
      each.put("rms_ev_per_angstrom", element.rmsEvPerAngstrom());
      each.put("largest_ev_per_angstrom", element.largestEvPerAngstrom());
    }
    node.put("force_rms_ev_per_angstrom", report.forceRmsEvPerAngstrom());
    report.largestForce().ifPresent(place -> node.put("largest_force", place));
    node.put("mean_net_force_ev_per_angstrom", report.meanNetForceEvPerAngstrom());
    node.put("mean_torque_ev", report.meanTorqueEv());
    ArrayNode contacts = node.putArray("closest_contacts");
    for (AuditReport.Contact contact : report.contacts()) {
      ObjectNode each = contacts.addObject();
      each.put("elements", contact.elements());
      each.put("distance_angstrom", contact.distanceAngstrom());
      each.put("place", contact.place());
    }
    ArrayNode warnings = node.putArray("warnings");
    report.warnings().forEach(warnings::add);
  }
}
