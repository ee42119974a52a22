package vane.cli.training;

import java.util.Optional;
import picocli.CommandLine.Option;
import vane.cli.program.UsageException;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;

/** What {@code train --method equivariant} learns from besides forces. */
public final class ObservationOptions {
  /** Options as picocli fills them in. */
  public ObservationOptions() {}

  @Option(
      names = "--energy-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the energy of each frame in eV, such as REF_energy",
        "(equivariant; default: energy, for the frames that have it)."
      })
  private String energyKey;

  @Option(
      names = "--stress-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the stress of each periodic frame in eV/Å³, such as REF_stress, or its",
        "virial in eV, such as REF_virials (equivariant; default: stress or virial, for the frames",
        "that have it)."
      })
  private String stressKey;

  @Option(
      names = "--forces-only",
      description = "Learn from forces alone, not from energies and stresses (equivariant).")
  private boolean forcesOnly;

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
   * Whether energies and stresses are left.
   *
   * @return whether {@code --forces-only} was given
   * @throws UsageException if it was given with a key
   */
  public boolean forcesOnly() {
    if (forcesOnly && (energyKey != null || stressKey != null)) {
      throw new UsageException(
          "--forces-only: found with "
              + (energyKey != null ? "--energy-key" : "--stress-key")
              + ", expected only one of them");
    }
    return forcesOnly;
  }

  /**
   * Where the frames have what is learnt.
   *
   * @param forces the column of the forces
   * @return the labels
   */
  FrameLabels labels(ForceColumn forces) {
    if (forcesOnly()) {
      return FrameLabels.forcesAlone(forces);
    }
    return FrameLabels.named(
        forces, Optional.ofNullable(energyKey), Optional.ofNullable(stressKey));
  }
}
