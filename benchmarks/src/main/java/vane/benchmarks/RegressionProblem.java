package vane.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import vane.alignment.FitRow;
import vane.descriptor.SoapSettings;
import vane.environment.DescriptorSettings;
import vane.environment.ElementEnvironments;
import vane.environment.EnvironmentExtractor;
import vane.experiment.AlkaneTrajectories;
import vane.io.npy.NpyReader;
import vane.io.npy.NpyType;
import vane.io.npy.NpyWriter;
import vane.linalg.Matrix;
import vane.mlm.CosineSettings;
import vane.mlm.CosineTrainer;
import vane.mlm.reference.Comparison;
import vane.mlm.reference.Environments;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/**
 * The regression that the paper's preset solves for one element: D_x as inputs, D_c and D_g side by
 * side as outputs, from runs 1 and 2 of the bundled trajectories.
 *
 * @param inputs D_x [K × K]
 * @param outputs D_c, then D_g [K × 2 K]
 */
record RegressionProblem(Matrix inputs, Matrix outputs) {

  static RegressionProblem of(Path trajectories, Element element, int references, WorkerPool pool) {
    AlkaneTrajectories read = AlkaneTrajectories.read(trajectories, List.of(1, 2), pool);
    SortedMap<Element, ElementEnvironments> described =
        new EnvironmentExtractor(
                new DescriptorSettings(
                    SoapSettings.paper(List.of(Element.of(1), Element.of(6))), 4))
            .extract(read.structures(), read.forces(), pool, ProgressListener.SILENT);
    ElementEnvironments rows = described.get(element);
    Environments all = rows.scaled(rows.fitScaler());
    CosineSettings settings = CosineSettings.paper(references);
    int[] chosen = new CosineTrainer(settings, pool, ProgressListener.SILENT).chooseReferences(all);
    Environments chosenRows = all.select(chosen);
    return compare(
        rows.select(chosen), chosenRows, new Comparison(chosenRows, settings.fit()), pool);
  }

  private static RegressionProblem compare(
      ElementEnvironments forces, Environments rows, Comparison comparison, WorkerPool pool) {
    int k = rows.size();
    Matrix inputs = Matrix.zeros(k, k);
    Matrix outputs = Matrix.zeros(k, 2 * k);
    pool.run(
        k,
        i -> {
          double[] row = new double[2 * k];
          comparison.distances(rows, i, i + 1, row);
          inputs.setRowPart(i, 0, k, row, 0);
          FitRow fits = comparison.newFitRow();
          comparison.fit(rows, i, fits);
          double scale = 1 / forces.forceNorm(i);
          for (int j = 0; j < k; j++) {
            row[j] =
                scale
                    * (forces.force(i, 0) * fits.rotatedX()[j]
                        + forces.force(i, 1) * fits.rotatedY()[j]
                        + forces.force(i, 2) * fits.rotatedZ()[j]);
          }
          System.arraycopy(fits.goodness(), 0, row, k, k);
          outputs.setRow(i, row, 0);
        });
    return new RegressionProblem(inputs, outputs);
  }

  static void write(Path file, Matrix matrix) {
    try (NpyWriter writer = NpyWriter.matrix(file, NpyType.FLOAT64, matrix.columns())) {
      double[] row = new double[matrix.columns()];
      for (int i = 0; i < matrix.rows(); i++) {
        matrix.getRow(i, row, 0);
        writer.writeRow(row);
      }
      writer.commit();
    }
  }

  static Matrix read(Path file) {
    var array = NpyReader.read(file);
    return Matrix.ofRows(array.toDoubles(), array.shape()[0], array.shape()[1]);
  }
}
