package vane.report.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import vane.experiment.AlkaneTrajectories;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ExperimentSettings;
import vane.io.output.EarlierOutput;
import vane.mlm.CosineSettings;
import vane.report.drawing.Drawing;
import vane.report.drawing.PngPainter;
import vane.report.drawing.SvgWriter;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.report.page.SoftwareVersions;

/** The page and the figure of the paper's experiment. */
public final class ExperimentReport {
  private static final String TITLE = "Directions of atomic forces: the alkane experiment";

  private static final double DOTS_PER_PX = 3;

  private final ExperimentResults results;
  private final Figure1 figure;
  private final HtmlPage page;

  private ExperimentReport(ExperimentResults results) {
    this.results = results;
    this.figure = new Figure1(results);
    this.page = new HtmlPage(TITLE + ", " + scaleWords(results));
  }

  /**
   * The files of the report, and how those of an earlier one are recognised.
   *
   * @param folder where the report will be
   * @return the page and the figures, in the order of writing
   */
  public static Map<Path, EarlierOutput> files(Path folder) {
    EarlierOutput page = EarlierOutput.page("a report of reproduce", TITLE);
    Map<Path, EarlierOutput> files = new LinkedHashMap<>();
    files.put(folder.resolve("figure1.svg"), page.beside(ReportFolder.PAGE));
    files.put(folder.resolve("figure1.png"), page.beside(ReportFolder.PAGE));
    files.put(ReportFolder.page(folder), page);
    return files;
  }

  /**
   * Writes {@code report.html}, {@code figure1.svg} and {@code figure1.png}. The same results give
   * the same files, on the same machine.
   *
   * @param results the results of the experiment
   * @param vaneVersion the version of Vane that made them
   * @param folder where to; it is made if it is not there
   * @return the page
   * @throws vane.io.output.OutputFileException if a file cannot be written
   */
  public static Path write(ExperimentResults results, String vaneVersion, Path folder) {
    ReportFolder target = ReportFolder.create(folder);
    ExperimentReport report = new ExperimentReport(results);
    Drawing drawing = report.figure.drawing();
    target.write("figure1.svg", SvgWriter.file(drawing, Figure1.WIDTH_MM));
    target.write("figure1.png", PngPainter.png(drawing, DOTS_PER_PX, Figure1.WIDTH_MM));
    target.write("report.html", report.html(vaneVersion));
    return target.page();
  }

  private static String scaleWords(ExperimentResults results) {
    return "scale "
        + results.settings().scale()
        + ", K = "
        + results.settings().mlm().sample().references();
  }

  private String html(String vaneVersion) {
    ExperimentTables tables = new ExperimentTables(results);
    page.paragraph(
        "The OA-MLM of Pihlajamäki et al. (ESANN 2021) learns the direction of the force on an atom"
            + " from its environment. One model per element is trained on runs 1 and 2 of six"
            + " alkanes, and tested on run 3. Angles are between predicted and true force, in"
            + " degrees. Averages are weighted by the squared norm of the true force, unless the"
            + " table says otherwise.");
    page.heading("Comparison with the paper");
    page.table(tables.besidePaper());
    page.remark(
        "The paper's numbers are for K = 7500 and all test environments. The paper calls least"
            + " squares regular and Huber regression robust.");
    page.heading("Figure 1");
    page.panels(figure.upper(), 3);
    page.panels(figure.lower(), 4);
    page.remark(figure.caption());
    figure.remarks().forEach(page::remark);
    page.remark(
        "The whole figure for print is in figure1.svg and figure1.png, in the same folder as this"
            + " page.");
    page.heading("All models");
    page.table(tables.allModels());
    page.remark(
        "Change: test angle minus that of least squares. Mean, median and cosine are"
            + " unweighted, on the test environments.");
    if (!results.settings().otherSolvers().isEmpty()) {
      page.heading("Other solvers");
      page.table(tables.solvers());
      page.remark("The same trained models. The first solver is that of all other tables.");
    }
    page.heading("Coverage and statuses of the predictions");
    page.table(tables.coverage());
    page.remark(
        "Coverage: the share of test environments for which Γ, the set of references that fit at"
            + " least as well as expected, is not empty. Size of Γ: the mean share of the"
            + " references in Γ. The last columns count test predictions by status.");
    page.heading("Regression");
    page.table(tables.regression());
    page.heading("Settings");
    page.definitions(settings());
    page.heading("Data");
    page.definitions(data());
    page.heading("Machine");
    page.definitions(machine(vaneVersion));
    page.heading("Time");
    page.table(tables.times());
    return page.html();
  }

  private DefinitionList settings() {
    ExperimentSettings experiment = results.settings();
    CosineSettings mlm = experiment.mlm();
    return new DefinitionList()
        .add("scale", experiment.scale())
        .add("references K per element", String.valueOf(mlm.sample().references()))
        .add(
            "training environments N per element",
            String.valueOf(mlm.sample().trainingEnvironments()))
        .add("choice of references", mlm.sample().selection().methodName())
        .add("fits", mlm.fit().rotations().label() + " matrices")
        .add("permutations", mlm.fit().permutations().label())
        .add("neighbours M", String.valueOf(experiment.descriptor().neighbours()))
        .add("loss", "σ₁ = " + mlm.loss().sigma1() + ", σ₂ = " + mlm.loss().sigma2())
        .add("solver", mlm.solver().name())
        .add("seed", String.valueOf(mlm.sample().seed()))
        .add(
            "SOAP",
            String.format(
                Locale.ROOT,
                "cutoff %s Å, n_max %d, l_max %d, σ %s Å",
                experiment.descriptor().soap().cutoffAngstrom(),
                experiment.descriptor().soap().nMax(),
                experiment.descriptor().soap().lMax(),
                experiment.descriptor().soap().sigmaAngstrom()))
        .add(
            "test environments per element",
            experiment.testEnvironments() == Integer.MAX_VALUE
                ? "all"
                : "at most " + experiment.testEnvironments());
  }

  private DefinitionList data() {
    DefinitionList data =
        new DefinitionList()
            .add("trajectories", String.join(", ", AlkaneTrajectories.MOLECULES))
            .add("training", "runs 1 and 2")
            .add("test", "run 3; for hydrogen every second configuration");
    for (ElementResult result : results.elements()) {
      data.add(
          result.element().symbol() + " environments",
          String.format(
              Locale.ROOT,
              "%d to choose references from, %d to test, %d tested",
              result.trainingPool(),
              result.testPool(),
              result.regular().test().environments()));
    }
    return data;
  }

  private DefinitionList machine(String vaneVersion) {
    return SoftwareVersions.addTo(new DefinitionList(), vaneVersion)
        .add(
            "system",
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + ", "
                + System.getProperty("os.arch"))
        .add("processors", String.valueOf(Runtime.getRuntime().availableProcessors()))
        .add("threads used", String.valueOf(results.threads()))
        .add("total time", NumberFormats.duration(results.totalSeconds()));
  }
}
