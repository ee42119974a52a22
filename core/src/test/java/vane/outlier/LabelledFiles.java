package vane.outlier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.TrajectoryPath;
import vane.structure.LabelledStructure;

/** Frames with their forces, and where they are from. */
record LabelledFiles(List<LabelledStructure> frames, List<FrameLocation> locations) {
  static LabelledFiles read(List<String> paths) {
    List<LabelledStructure> frames = new ArrayList<>();
    List<FrameLocation> locations = new ArrayList<>();
    for (int p = 0; p < paths.size(); p++) {
      int number = p;
      FrameBatches.readWithForces(
          TrajectoryPath.parse(paths.get(p)),
          ForceColumn.byDefault(),
          FrameChoices.AS_THEY_ARE,
          Optional.empty(),
          warning -> {},
          batch ->
              batch.forEach(
                  each -> {
                    frames.add(
                        new LabelledStructure(each.frame().structure(), each.forces(), number));
                    locations.add(each.frame().location());
                  }));
    }
    return new LabelledFiles(frames, locations);
  }
}
