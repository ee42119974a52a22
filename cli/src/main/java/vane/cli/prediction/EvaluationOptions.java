package vane.cli.prediction;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import vane.cli.program.ForceOption;
import vane.cli.program.MessageOptions;
import vane.cli.program.OutputPath;
import vane.cli.program.UsageException;
import vane.evaluation.EnergyComparison;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationAccumulator;
import vane.evaluation.EvaluationJson;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.StressKeys;
import vane.model.ForceModel;
import vane.model.Potential;

/** Options of what predictions are compared with, and where the figures go. */
public final class EvaluationOptions {
  private static final EarlierOutput FIGURES =
      EarlierOutput.json(
          "the figures of evaluate", "frames", "skippedAtoms", "netForceRemoved", "elements");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      converter = OutputPath.class,
      description = "Write the figures to a JSON file too; - for standard output.")
  private Path json;

  @Option(
      names = "--energy-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the energy of each frame in eV, such as REF_energy",
        "(default: energy, for the frames that have it)."
      })
  private String energyKey;

  @Option(
      names = "--stress-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the stress of each periodic frame in eV/Å³, such as REF_stress, or its",
        "virial in eV, such as REF_virials (default: stress or virial, for the frames that have it)."
      })
  private String stressKey;

  /** Options as picocli fills them in. */
  public EvaluationOptions() {}

  /**
   * Makes sure that the figures may be written.
   *
   * @param force whether files that are there may be replaced
   * @param read all files that the command reads
   * @return the check, for further outputs
   * @throws vane.InputException if they must not or cannot be written
   */
  public WriteCheck requireJson(ForceOption force, List<Path> read) {
    if (json == null) {
      return force.check(read);
    }
    WriteCheck check = force.check("--json", json, FIGURES, read);
    PendingFile.requireWritable(json);
    return check;
  }

  /**
   * How energies and stresses are compared.
   *
   * @param model the model
   * @param file its file, for messages
   * @return the keys, and what the model's energies mean
   * @throws vane.InputException if a key is given for what the model does not predict
   */
  public EnergyComparison comparison(ForceModel model, Path file) {
    if (model.potential().isEmpty() && (energyKey != null || stressKey != null)) {
      throw new UsageException(
          (energyKey != null ? "--energy-key" : "--stress-key")
              + ": the model "
              + file
              + " predicts no "
              + (energyKey != null ? "energies" : "stresses")
              + ", expected an equivariant model");
    }
    return comparison(
        energyKey, stressKey, model.potential().map(Potential::hasLearntEnergies).orElse(false));
  }

  /**
   * How energies and stresses are compared.
   *
   * @param energyKey the key of the energies; null for the usual one
   * @param stressKey the key of the stresses; null for the usual ones
   * @param absolute whether the zero of the predicted energies means something
   * @return the comparison
   */
  public static EnergyComparison comparison(String energyKey, String stressKey, boolean absolute) {
    return new EnergyComparison(
        energyKey == null ? EnergyKey.byDefault() : EnergyKey.named(energyKey),
        stressKey == null ? StressKeys.byDefault() : StressKeys.named(stressKey),
        absolute);
  }

  /**
   * The key of the energies.
   *
   * @return null for the usual one
   */
  public String energyKey() {
    return energyKey;
  }

  /**
   * The key of the stresses.
   *
   * @return null for the usual ones
   */
  public String stressKey() {
    return stressKey;
  }

  /**
   * Tells what was found, with warnings, as JSON where that is asked for, and as a table.
   *
   * @param accumulator has taken all frames
   * @param model the name of the model
   * @param messages where the table and warnings go
   */
  public void tell(EvaluationAccumulator accumulator, String model, MessageOptions messages) {
    accumulator.warnings().forEach(messages::warning);
    Evaluation evaluation = accumulator.evaluation(model);
    if (json != null) {
      PendingFile.write(json, EvaluationJson.text(evaluation));
    }
    ErrorTable.print(evaluation, messages.out());
  }
}
