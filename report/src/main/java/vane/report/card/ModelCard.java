package vane.report.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vane.InputException;
import vane.PlainNumber;
import vane.PlainReason;
import vane.Plural;
import vane.equivariant.EquivariantPotential;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.io.output.PendingFile;
import vane.model.EquivariantForceModel;
import vane.model.ForceModel;
import vane.model.ForceModelReport;
import vane.model.OaMlmForceModel;
import vane.model.Provenance;
import vane.report.force.ForceErrorTable;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.MarkdownPage;
import vane.report.page.NumberFormats;
import vane.report.page.Page;
import vane.report.page.Table;
import vane.structure.Element;

/**
 * A page about a model for those who get it: what it is, where it comes from, how good it is and
 * where it ends. As far as they fit, its parts are those of the model cards of Hugging Face.
 */
public final class ModelCard {
  private static final String TITLE = "Model card of ";

  private final ForceModel model;
  private final Path file;
  private final String sha256;
  private final Optional<Evaluation> evaluation;
  private final Page page;

  private ModelCard(
      ForceModel model, Path file, String sha256, Optional<Evaluation> evaluation, Page page) {
    this.model = model;
    this.file = file;
    this.sha256 = sha256;
    this.evaluation = evaluation;
    this.page = page;
  }

  /**
   * Writes a card, over a file of that name if there is one.
   *
   * @param model the model
   * @param file its file
   * @param evaluation its errors on a test set, if they are known
   * @param card where to: HTML if the name ends in {@code .html}, Markdown otherwise
   * @throws InputException if the model file cannot be read
   * @throws vane.io.output.OutputFileException if the card cannot be written
   */
  public static void write(
      ForceModel model, Path file, Optional<Evaluation> evaluation, Path card) {
    boolean html = card.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    String title = TITLE + file.getFileName();
    Page page = html ? new HtmlPage(title) : new MarkdownPage(frontMatter(model), title);
    PendingFile.write(card, new ModelCard(model, file, sha256(file), evaluation, page).text());
  }

  private static String sha256(Path file) {
    try {
      return Provenance.DataFile.of(file, "", 0).sha256();
    } catch (IOException unreadable) {
      throw new InputException(file + ": " + PlainReason.ofSystem(unreadable), unreadable);
    }
  }

  /** The fields that the hub of Hugging Face reads. */
  private static List<String> frontMatter(ForceModel model) {
    List<String> lines = new ArrayList<>();
    lines.add("library_name: vane");
    lines.add("# Fill in: the licence of the training data decides.");
    lines.add("license: unknown");
    lines.add("tags:");
    lines.add("- chemistry");
    lines.add("- molecular-dynamics");
    lines.add("- interatomic-potential");
    lines.add("- " + model.method());
    return lines;
  }

  private String text() {
    summary();
    use();
    data();
    training();
    evaluation();
    range();
    limits();
    licence();
    citation();
    return page.text();
  }

  private String name() {
    return file.getFileName().toString();
  }

  private String elements() {
    return model.elements().stream().map(Element::symbol).collect(Collectors.joining(", "));
  }

  private void summary() {
    page.paragraph(
        model.potential().isPresent()
            ? "A machine-learned interatomic potential: forces that are the gradient of one learnt"
                + " energy, with an uncertainty for every atom."
            : "A machine-learned model of "
                + (givesForces() ? "the forces on atoms" : "the directions of the forces on atoms")
                + ", without an energy: the Orientation Adaptive Minimal Learning Machine.");
    page.definitions(
        new DefinitionList()
            .add("file", name())
            .add("SHA-256", sha256)
            .add("method", model.method())
            .add("elements", elements())
            .add("trained by", "Vane " + model.provenance().vaneVersion())
            .add("on Java", model.provenance().jdk()));
  }

  private boolean givesForces() {
    return !(model instanceof OaMlmForceModel mlm && mlm.givesDirectionsAlone());
  }

  private void use() {
    page.heading("How to use it");
    String quoted = Quoting.shell(name());
    List<String> lines = new ArrayList<>();
    lines.add("vane predict " + quoted + " new.xyz --out predicted.xyz");
    lines.add("vane evaluate " + quoted + " test.xyz --report errors");
    if (givesForces()) {
      lines.add("vane relax " + quoted + " start.xyz --out relaxed.xyz");
    }
    if (model.potential().isPresent()) {
      lines.add("vane md " + quoted + " start.xyz --steps 10000 --out run.xyz");
    }
    page.code("sh", String.join("\n", lines));
    if (model.potential().isPresent()) {
      page.paragraph("In Python, by the calculator for ASE that comes with Vane:");
      page.code(
          "python",
          String.join(
              "\n",
              "from ase.io import read",
              "from vane_ase import Vane",
              "",
              "atoms = read('start.xyz')",
              "with Vane(" + Quoting.python(name()) + ") as atoms.calc:",
              "    print(atoms.get_potential_energy())            # eV",
              "    print(atoms.get_forces())                      # eV/Å",
              "    print(atoms.calc.results['vane_uncertainty'])  # eV/Å, one per atom"));
    }
    page.paragraph("Positions are in Å, energies in eV and forces in eV/Å.");
  }

  private void data() {
    page.heading("Training data");
    Table files = new Table("file", "frames", "SHA-256");
    for (Provenance.DataFile each : model.provenance().data()) {
      files.row(each.name(), String.valueOf(each.frames()), each.sha256());
    }
    if (files.isEmpty()) {
      page.paragraph("The model names no files: it was trained in a program.");
    } else {
      page.table(files);
    }
    Table environments = new Table("element", "atoms learnt from");
    model
        .report()
        .trainingEnvironments()
        .forEach((element, count) -> environments.row(element.symbol(), String.valueOf(count)));
    page.table(environments);
    page.notice(
        "Fill in: where the structures come from, and how their forces were calculated (program,"
            + " method, basis set, charge and spin). The model cannot be better than they are, and"
            + " the file does not say it.");
  }

  private void training() {
    page.heading("Settings and training");
    DefinitionList list = new DefinitionList();
    String before = "";
    for (ForceModelReport.Detail detail : model.report().details()) {
      before = detail.name().isEmpty() ? before : detail.name();
      list.add(before, detail.text());
    }
    list.add("seed", String.valueOf(model.provenance().seed()));
    page.definitions(list);
  }

  private void evaluation() {
    page.heading("Errors");
    if (model.report().heldOutRmseEvPerAngstrom().isPresent()) {
      page.paragraph(
          "On frames of the training files that were held out, the root mean square error of a"
              + " force component was "
              + NumberFormats.decimals(model.report().heldOutRmseEvPerAngstrom(), 4)
              + " eV/Å. Such frames are much like those learnt from: expect larger errors for other structures.");
    } else {
      page.paragraph(
          "The file gives no error of all elements together on held-out data; what it knows is among"
              + " the settings above.");
    }
    if (evaluation.isEmpty()) {
      page.notice(
          "Fill in: the errors on frames that are not related to the training data (vane evaluate"
              + " MODEL test.xyz --json errors.json, then vane info MODEL --card FILE --evaluation"
              + " errors.json).");
      return;
    }
    Evaluation found = evaluation.get();
    page.paragraph("On a test set of " + Plural.of(found.frames(), "frame") + ":");
    Table table =
        new Table(
            "element", "atoms", "force RMSE (eV/Å)", "force MAE (eV/Å)", "weighted mean angle (°)");
    found.elements().forEach((element, summary) -> table.row(row(element.symbol(), summary)));
    table.row(row("all", found.all()));
    page.table(table);
    if (found.all().largestError().isPresent()) {
      ForceErrorTable.add(page, found);
    }
    if (found.energies().rmseMevPerAtom().isPresent()) {
      page.paragraph(
          "The root mean square error of the energy is "
              + NumberFormats.decimals(found.energies().rmseMevPerAtom(), 3)
              + " meV/atom ("
              + Plural.of(found.energies().frames(), "frame")
              + "), after the mean difference of each chemical formula was taken off.");
    }
    if (found.stresses().rmseGpa().isPresent()) {
      page.paragraph(
          "The root mean square error of a component of the stress is "
              + NumberFormats.decimals(found.stresses().rmseGpa(), 4)
              + " GPa.");
    }
    if (found.netForceRemoved()) {
      page.paragraph("The net force was removed from the predictions (--remove-net-force).");
    }
  }

  private static List<String> row(String name, ErrorSummary summary) {
    return List.of(
        name,
        String.valueOf(summary.environments()),
        NumberFormats.decimals(summary.forceRmseEvPerAngstrom(), 4),
        NumberFormats.decimals(summary.forceMaeEvPerAngstrom(), 4),
        NumberFormats.decimals(summary.weightedMeanAngleDeg(), 2));
  }

  private void range() {
    page.heading("Range of the training data");
    if (!(model instanceof EquivariantForceModel equivariant)) {
      page.paragraph(
          "Models of this method keep no distances."
              + (givesForces()
                  ? " The longest force of each element is among the settings above."
                  : ""));
      return;
    }
    EquivariantPotential potential = equivariant.equivariantPotential();
    double cutoff = potential.settings().cutoffAngstrom();
    List<Element> known = List.copyOf(potential.parts().keySet());
    Table distances = new Table("pair", "shortest distance (Å)");
    double[] shortest = potential.shortestDistances();
    for (int i = 0; i < known.size(); i++) {
      for (int j = i; j < known.size(); j++) {
        double distance = Math.min(shortest[i * known.size() + j], shortest[j * known.size() + i]);
        distances.row(
            known.get(i) + "–" + known.get(j),
            distance < cutoff
                ? NumberFormats.decimals(distance, 3)
                : "none within " + PlainNumber.of(cutoff));
      }
    }
    page.table(distances);
    Table forces = new Table("element", "largest force (eV/Å)");
    potential
        .parts()
        .forEach(
            (element, part) ->
                forces.row(element.symbol(), NumberFormats.decimals(part.largestForce(), 2)));
    page.table(forces);
    page.remark(
        "Shorter distances than these are flagged, and a repulsion is added below. Forces that are"
            + " larger than any in training are bounded in predictions, not in dynamics.");
  }

  private void limits() {
    page.heading("Limits");
    List<String> limits = new ArrayList<>();
    limits.add("It knows " + elements() + ". Atoms of other elements are refused.");
    limits.add(
        "It knows structures like those of its training data. Atoms outside of their range have the"
            + " status extrapolating, where the method has one; their forces are damped or bounded"
            + " and their uncertainties are less reliable. No flag does not mean no error.");
    if (model instanceof EquivariantForceModel equivariant) {
      limits.add(
          "Atoms see each other up to a distance of "
              + PlainNumber.of(equivariant.equivariantPotential().settings().cutoffAngstrom())
              + " Å. There is no interaction over longer distances: no electrostatics and no"
              + " dispersion beyond."
              + equivariant
                  .equivariantPotential()
                  .networks()
                  .map(
                      committee ->
                          " Neural networks see up to "
                              + PlainNumber.of(committee.cutoffAngstrom())
                              + " Å and pass messages from atom to atom.")
                  .orElse(""));
    } else {
      limits.add(
          "Atoms see their neighbourhood alone (the cutoff is among the settings). There is no"
              + " interaction over longer distances.");
      limits.add(
          givesForces()
              ? "Forces are not the gradient of an energy, so dynamics with them conserve none."
              : "It predicts directions alone, not how strong a force is.");
    }
    limits.add(
        "Elements and positions are all it sees. It knows no charge, no spin and no external field:"
            + " those of the training data are in its forces.");
    model
        .potential()
        .filter(potential -> !potential.hasLearntEnergies())
        .ifPresent(
            potential ->
                limits.add(
                    "It was trained on forces alone: the zero of its energy is arbitrary, and only"
                        + " differences between structures of the same atoms mean something."));
    page.list(limits);
  }

  private void licence() {
    page.heading("Licence");
    page.notice(
        "Fill in: the licence of the training data decides under which licence the model may be"
            + " passed on.");
    page.paragraph("Vane itself is under the Apache License, Version 2.0.");
  }

  private void citation() {
    page.heading("How to cite");
    page.paragraph(
        "Name the file by its checksum, and cite those who made the training data, and Vane:");
    page.code("text", name() + "\nSHA-256 " + sha256);
    page.code("yaml", citationFile());
  }

  /** The CITATION.cff of this version of Vane. */
  private static String citationFile() {
    try (InputStream in = ModelCard.class.getResourceAsStream("CITATION.cff")) {
      if (in == null) {
        throw new IllegalStateException("the file CITATION.cff is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("CITATION.cff cannot be read from the jar", broken);
    }
  }
}
