package vane.report.viewer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.audit.CovalentRadii;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * The frames of a page as JSON, for {@code frames.js}:
 *
 * <pre>
 * words     as {@link ViewerWords} has them
 * elements  [{symbol, radius, metal}], by atomic number; radius: covalent, in Å
 * frames    [{file, frame, reason, sentence, focus,
 *             total, radius, numbers,       if some atoms are left out: how many there are, how far
 *                                           away those shown are, and their numbers in the frame
 *             elements                      an index into the list above for each atom
 *             positions, known, predicted   three numbers per atom, in Å and eV/Å
 *             uncertainty, nearest          one per atom, in eV/Å and Å
 *             statuses                      {index: word} of atoms with a status beside ok
 *             cell, periodic}]              if it is periodic: nine numbers in Å, the lattice vectors,
 *                                           and along which of them it repeats
 * </pre>
 *
 * What a frame does not have is not there.
 */
final class ViewerData {
  private static final double DIGITS = 1e5;

  /** So far away there may be no other atom, in Å. */
  private static final double NEAREST_WITHIN = 5;

  private final List<ShownFrame> frames;
  private final ViewerWords words;
  private final boolean withNearest;
  private final int mostAtoms;
  private final List<Element> elements;

  /**
   * Frames.
   *
   * @param frames at least one
   * @param words what their forces are called
   * @param withNearest whether the distance of each atom to its nearest one is worth a look
   * @param mostAtoms how many atoms of a frame are shown at most
   */
  ViewerData(List<ShownFrame> frames, ViewerWords words, boolean withNearest, int mostAtoms) {
    this.frames = frames;
    this.words = words;
    this.withNearest = withNearest;
    this.mostAtoms = mostAtoms;
    SortedSet<Element> found = new TreeSet<>();
    frames.forEach(frame -> found.addAll(frame.known().structure().composition()));
    this.elements = List.copyOf(found);
  }

  /** The JSON, in a form that can stand inside of a page. */
  String text() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("words")
        .put("known", words.known())
        .put("predicted", words.predicted())
        .put("error", words.error())
        .put("errors", words.errors())
        .put("directions", words.directions());
    ArrayNode kinds = root.putArray("elements");
    for (Element element : elements) {
      double radius = CovalentRadii.angstrom(element);
      kinds
          .addObject()
          .put("symbol", element.symbol())
          .put("radius", Double.isNaN(radius) ? 1.6 : radius)
          .put("metal", isMetal(element));
    }
    ArrayNode list = root.putArray("frames");
    frames.forEach(frame -> add(frame, list.addObject()));
    return inline(root.toString());
  }

  /**
   * JSON in which nothing ends a script or begins a comment, and which JavaScript reads, too.
   *
   * @param json any JSON; these characters stand in its strings alone
   */
  static String inline(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void add(ShownFrame frame, ObjectNode node) {
    Structure structure = frame.known().structure();
    ShownAtoms atoms = ShownAtoms.of(structure, frame.focus(), mostAtoms);
    node.put("file", frame.location().file().toString());
    node.put("frame", frame.location().frame());
    node.put("reason", frame.reason());
    node.put("sentence", frame.sentence());
    node.put("focus", frame.focus());
    if (atoms.radius().isPresent()) {
      node.put("total", structure.size());
      node.put("radius", rounded(atoms.radius().getAsDouble()));
    }
    Optional<double[]> nearest = withNearest ? nearest(structure) : Optional.empty();
    Lists lists = new Lists(node, frame, atoms.radius().isPresent(), nearest.isPresent());
    for (int s = 0; s < atoms.size(); s++) {
      int atom = atoms.number(s);
      lists.numbers.ifPresent(numbers -> numbers.add(atom));
      lists.elements.add(elements.indexOf(structure.element(atom)));
      for (int axis = 0; axis < 3; axis++) {
        lists.positions.add(rounded(atoms.position(s, axis)));
        lists.known.add(rounded(frame.known().force(atom, axis)));
        if (frame.isPredicted()) {
          lists.predicted.orElseThrow().add(rounded(frame.predicted(atom, axis)));
        }
      }
      if (frame.isUncertain()) {
        lists.uncertainty.orElseThrow().add(rounded(frame.uncertainty(atom)));
      }
      if (nearest.isPresent()) {
        double distance = nearest.get()[atom];
        lists.nearest.orElseThrow().add(distance <= NEAREST_WITHIN ? rounded(distance) : null);
      }
      if (!frame.status(atom).equals(ShownFrame.OK)) {
        lists.statuses.put(String.valueOf(s), frame.status(atom));
      }
    }
    structure.cell().filter(Cell::isPeriodic).ifPresent(cell -> add(cell, node));
  }

  /** The lists of numbers of one frame; those that it has. */
  private static final class Lists {
    final Optional<ArrayNode> numbers;
    final ArrayNode elements;
    final ArrayNode positions;
    final ArrayNode known;
    final Optional<ArrayNode> predicted;
    final Optional<ArrayNode> uncertainty;
    final Optional<ArrayNode> nearest;
    final ObjectNode statuses;

    Lists(ObjectNode node, ShownFrame frame, boolean isCut, boolean hasNearest) {
      numbers = isCut ? Optional.of(node.putArray("numbers")) : Optional.empty();
      elements = node.putArray("elements");
      positions = node.putArray("positions");
      known = node.putArray("known");
      predicted = frame.isPredicted() ? Optional.of(node.putArray("predicted")) : Optional.empty();
      uncertainty =
          frame.isUncertain() ? Optional.of(node.putArray("uncertainty")) : Optional.empty();
      nearest = hasNearest ? Optional.of(node.putArray("nearest")) : Optional.empty();
      statuses = node.putObject("statuses");
    }
  }

  private static void add(Cell cell, ObjectNode node) {
    ArrayNode vectors = node.putArray("cell");
    for (double each : cell.completedVectors()) {
      vectors.add(rounded(each));
    }
    ArrayNode periodic = node.putArray("periodic");
    for (int vector = 0; vector < 3; vector++) {
      periodic.add(cell.isPeriodic(vector));
    }
  }

  /** The distance of each atom to the nearest one, infinite for those far from all. */
  private static Optional<double[]> nearest(Structure structure) {
    NeighbourList neighbours = NeighbourList.within(structure, NEAREST_WITHIN);
    double[] nearest = new double[structure.size()];
    for (int a = 0; a < nearest.length; a++) {
      nearest[a] = Double.POSITIVE_INFINITY;
      for (int n = neighbours.start(a); n < neighbours.start(a + 1); n++) {
        nearest[a] = Math.min(nearest[a], neighbours.distance(n));
      }
    }
    return Optional.of(nearest);
  }

  /** Between metals no sticks are drawn. */
  private static boolean isMetal(Element element) {
    return !NONMETALS.contains(element.symbol());
  }

  private static final List<String> NONMETALS =
      List.of("H He B C N O F Ne Si P S Cl Ar Ge As Se Br Kr Te I Xe At Rn Ts Og".split(" "));

  private static double rounded(double value) {
    // Adding zero makes a negative zero positive.
    return Math.rint(value * DIGITS) / DIGITS + 0.0;
  }
}
