package vane.report.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import vane.audit.AuditReport;
import vane.audit.DataAudit;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.TrajectoryPath;
import vane.outlier.AtomOutlier;
import vane.outlier.FrameOutlier;
import vane.outlier.OutlierReport;

/** Checks of bundled and of bad files, and outliers that nobody found. */
public final class MadeUpChecks {
  private MadeUpChecks() {}

  public static AuditReport audit(String path) {
    DataAudit audit = new DataAudit(true);
    FrameBatches.readWithForces(
        TrajectoryPath.parse(path),
        ForceColumn.byDefault(),
        FrameChoices.AS_THEY_ARE,
        Optional.empty(),
        audit,
        batch -> {});
    return audit.report();
  }

  public static OutlierReport outliers(int count) {
    List<FrameOutlier> outliers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outliers.add(
          new FrameOutlier(
              new FrameLocation(Path.of("a-file-whose-name-has-no-end".repeat(3)), 10 * i, 0),
              8,
              1,
              i % 3 == 1,
              i % 3 == 2,
              new AtomOutlier(i, "C", List.of(1.0, -2.0, 0.5), List.of(-1.0, 2.25, 0.0), 30.0 - i),
              Collections.nCopies(24, 0.25)));
    }
    return new OutlierReport(500, 250, 3, 0.0625, 0.05, outliers);
  }

  public static CheckReport report(Optional<OutlierReport> outliers) {
    List<String> paths =
        List.of(
            "../data/alkanes/ethane-run1.xyz.gz@::20",
            "../data/alkanes/heptane-run1.xyz.gz@::20",
            "../core/src/test/resources/cases/c46-drift.xyz");
    return new CheckReport(
        paths,
        paths.stream().map(MadeUpChecks::audit).toList(),
        List.of("two <b> alike"),
        outliers);
  }
}
