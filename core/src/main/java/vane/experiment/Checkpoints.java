package vane.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vane.PlainReason;
import vane.io.output.OutputFileException;
import vane.io.output.PendingFile;
import vane.mlm.Regression;
import vane.structure.Element;

/**
 * The results of finished models, one file each, so that a run that was stopped goes on where it
 * was.
 *
 * <p>A file is used only if the settings, the data and the code of Vane are the same.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Optional<Path> folder;
  private final String conditions;

  private Checkpoints(Optional<Path> folder, String conditions) {
    this.folder = folder;
    this.conditions = conditions;
  }

  /**
   * No checkpoints: nothing is written, and nothing found.
   *
   * @return checkpoints that keep nothing
   */
  public static Checkpoints none() {
    return new Checkpoints(Optional.empty(), "");
  }

  /**
   * Checkpoints in a folder.
   *
   * @param folder the folder, made when the first checkpoint is written
   * @param settings the settings of the experiment
   * @param dataSha256 the SHA-256 of each data file
   * @return the checkpoints
   */
  public static Checkpoints in(Path folder, ExperimentSettings settings, List<String> dataSha256) {
    // What other models are trained does not matter for a model.
    return new Checkpoints(
        Optional.of(folder),
        String.join(
            "; ",
            CodeChecksum.text(),
            settings.descriptor().toString(),
            settings.mlm().toString(),
            "other solvers " + settings.otherSolvers(),
            "tests " + settings.testEnvironments(),
            dataSha256.toString()));
  }

  /**
   * The files in a folder of checkpoints that a run may replace.
   *
   * @param folder the folder, which need not be there
   * @return all that are there and bear the name of a checkpoint
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException refused) {
      throw new OutputFileException(folder, PlainReason.ofSystem(refused), refused);
    }
  }

  /** The results of a model, if they were written under the same conditions. */
  Optional<ModelResult> read(Element element, Regression regression) {
    if (folder.isEmpty() || !Files.isRegularFile(file(element, regression))) {
      return Optional.empty();
    }
    Path file = file(element, regression);
    try {
      JsonNode node = MAPPER.readTree(file.toFile());
      if (!node.path("conditions").asText().equals(conditions(regression))) {
        LOG.warn("{}: made with other settings, data or code; trained again", file);
        return Optional.empty();
      }
      return Optional.of(ModelResultJson.read(node, regression));
    } catch (IOException broken) {
      LOG.warn("{}: cannot be read ({}); trained again", file, PlainReason.ofSystem(broken));
      return Optional.empty();
    }
  }

  /** Keeps the results of a model. */
  void write(Element element, Regression regression, ModelResult result) {
    if (folder.isEmpty()) {
      return;
    }
    makeFolder(folder.get());
    ObjectNode node = MAPPER.createObjectNode();
    node.put("conditions", conditions(regression));
    node.setAll(ModelResultJson.nodeWithSamples(result));
    try (PendingFile pending = PendingFile.create(file(element, regression))) {
      pending.append(ByteBuffer.wrap(node.toString().getBytes(StandardCharsets.UTF_8)));
      pending.commit();
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new OutputFileException(folder, "it cannot be made", refused);
    }
  }

  private String conditions(Regression regression) {
    return conditions + "; " + regression;
  }

  private Path file(Element element, Regression regression) {
    String name =
        regression instanceof Regression.Huber robust
            ? "huber-" + robust.settings().epsilon()
            : regression.label();
    return folder.orElseThrow().resolve(element.symbol() + "-" + name + ".json");
  }
}
