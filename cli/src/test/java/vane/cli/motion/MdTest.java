package vane.cli.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.PythonScript;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;

/** {@code vane md}. */
class MdTest {
  @TempDir static Path shared;
  private static String model;
  private static final String ETHANE = Bundled.trajectory("ethane", 1, "100");

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane").toString();
    CommandLineRun.done(
        "train", Bundled.trajectory("ethane", 1, "::5"), "--preset", "fast", "-q", "-o", model);
  }

  private static double real(Frame frame, String key) {
    return frame.info().get(key).real().orElseThrow();
  }

  private CommandLineRun md(Path out, String... options) {
    return CommandLineRun.of(
        CommandLineRun.join(
            new String[] {"md", model, ETHANE, "--seed", "4", "-o", out.toString()}, options));
  }

  private Path done(String name, String... options) {
    Path out = folder.resolve(name);
    CommandLineRun run = md(out, options);
    assertThat(run.status()).as(run.err()).isZero();
    return out;
  }

  @Test
  void framesHoldWhatIsNeededAndTheEnergyIsConserved() {
    Path out = folder.resolve("run.xyz");
    CommandLineRun run = md(out, "--thermostat", "nve", "--timestep", "0.25", "--steps", "400");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().toList())
        .satisfiesExactly(
            steps -> assertThat(steps).matches("400 steps of 0.25 fs, [0-9.e+]+ a second"),
            mean -> assertThat(mean).matches("mean temperature \\d+\\.\\d K"),
            drift -> assertThat(drift).matches("drift of the total energy \\S+ meV/atom/ps"));
    List<Frame> frames = frames(out);
    assertThat(frames).hasSize(41);
    double first = Double.NaN;
    for (int f = 0; f < frames.size(); f++) {
      Frame frame = frames.get(f);
      assertThat(frame.columns().stream().map(Column::property))
          .containsExactly("vane_forces:R:3", "vane_uncertainty:R:1", "momenta:R:3");
      assertThat(frame.info()).containsKeys("molecule", "vane_energy", "md");
      assertThat(frame.info()).doesNotContainKeys("energy", "replica");
      assertThat(real(frame, "step")).isEqualTo(10.0 * f);
      assertThat(real(frame, "time_fs")).isEqualTo(2.5 * f);
      double kinetic = real(frame, "temperature_K") * 21 * 8.617330337217213e-05 / 2;
      double total = real(frame, "vane_energy") + kinetic;
      first = f == 0 ? total : first;
      assertThat(total).isCloseTo(first, within(0.01));
    }
  }

  @Test
  void aRunThatWasStoppedAnywhereGoesOnToTheSameBytes() throws IOException {
    for (String[] kind :
        new String[][] {{"--thermostat", "nve"}, {"--temperature", "200", "--replicas", "3"}}) {
      String[] shorter = CommandLineRun.join(kind, "--force", "--stride", "5", "--steps", "10");
      String[] longer = CommandLineRun.join(kind, "--stride", "5", "--steps", "25");
      Path whole = done("whole.xyz", CommandLineRun.join(longer, "--force"));
      byte[] expected = Files.readAllBytes(whole);
      Path out = done("stopped.xyz", shorter);
      assertThat(Files.size(out)).isLessThan(expected.length);
      CommandLineRun on = md(out, CommandLineRun.join(longer, "--resume"));
      assertThat(on.status()).as(on.err()).isZero();
      assertThat(on.err()).contains("going on from step 10");
      assertThat(out).hasBinaryContent(expected);
      for (int cut = 0; cut < expected.length; cut += expected.length / 7) {
        Files.write(out, Arrays.copyOf(expected, cut));
        assertThat(md(out, CommandLineRun.join(longer, "--resume")).status()).isZero();
        assertThat(out).as("cut at %d", cut).hasBinaryContent(expected);
      }
      CommandLineRun again = md(out, CommandLineRun.join(longer, "--resume"));
      assertThat(again.status()).isZero();
      assertThat(again.err()).contains("is at step 25 already");
      assertThat(out).hasBinaryContent(expected);
    }
  }

  @Test
  void replicasMoveAsAloneAndThreadsDoNotShow() throws IOException {
    Path one = done("one.xyz", "--steps", "20", "--threads", "1");
    Path many = done("many.xyz", "--steps", "20", "--replicas", "20", "--threads", "1");
    Path threads = done("threads.xyz", "--steps", "20", "--replicas", "20", "--threads", "3");
    assertThat(threads).hasSameBinaryContentAs(many);
    List<Frame> alone = frames(one);
    List<Frame> together = frames(many);
    assertThat(together).hasSize(20 * alone.size());
    for (int f = 0; f < alone.size(); f++) {
      Frame same = together.get(20 * f);
      assertThat(real(same, "replica")).isZero();
      assertThat(same.structure().positions())
          .containsExactly(alone.get(f).structure().positions());
      assertThat(same.vectors("momenta")).containsExactly(alone.get(f).vectors("momenta"));
      Frame other = together.get(20 * f + 1);
      assertThat(real(other, "replica")).isEqualTo(1);
      assertThat(other.vectors("momenta")).isNotEqualTo(same.vectors("momenta"));
    }
  }

  @Test
  void onlyTheNumberOfStepsMayChangeWhenARunGoesOn() throws IOException {
    Path out = done("run.xyz", "--steps", "20", "--fix", "0,2-3");
    byte[] before = Files.readAllBytes(out);
    String[][] changes = {
      {"--fix", "0,2-3", "--timestep", "1"},
      {"--fix", "0,2"},
      {"--fix", "0,2-3", "--replicas", "2"},
      {"--fix", "0,2-3", "--thermostat", "nve"},
    };
    String[] expected = {
      "found a run with timestep=0.5, expected timestep=1.0: only --steps may change",
      "found a run with fixed=0,2-3, expected fixed=0,2:",
      "found a run with replicas=1, expected replicas=2",
      "found a run with thermostat=langevin, expected thermostat=nve",
    };
    for (int c = 0; c < changes.length; c++) {
      CommandLineRun run = md(out, CommandLineRun.join(changes[c], "--steps", "40", "--resume"));
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("run.xyz: frame 2").contains(expected[c]);
      assertThat(out).hasBinaryContent(before);
    }
    CommandLineRun back = md(out, "--fix", "0,2-3", "--steps", "10", "--resume");
    assertThat(back.status()).isEqualTo(2);
    assertThat(back.err()).contains("found step 20, expected at most the 10 of --steps");
    CommandLineRun over = md(out, "--steps", "10");
    assertThat(over.status()).isEqualTo(2);
    assertThat(over.err()).contains("--resume goes on with it, --force writes over it");
    assertThat(out).hasBinaryContent(before);
  }

  @Test
  void aRunEndsBeforeTheFirstStepThatItMustNotComeTo() {
    Path out = folder.resolve("run.xyz");
    CommandLineRun run =
        md(out, "--steps", "4000", "--temperature", "1000", "--stop-when", "extrapolating");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .containsPattern(
            "vane: the run ended at step \\d+ by --stop-when: at step \\d+ \\d+ atoms? (is|are)"
                + " outside of the training range");
    List<Frame> frames = frames(out);
    Frame last = frames.get(frames.size() - 1);
    assertThat(run.err()).contains("ended at step " + (long) real(last, "step") + " by");
    assertThat(run.out()).contains((long) real(last, "step") + " steps of 0.5 fs");

    Path uncertain = folder.resolve("uncertain.xyz");
    double limit =
        1.5
            * Arrays.stream(last.column("vane_uncertainty").orElseThrow().reals())
                .max()
                .orElseThrow();
    CommandLineRun other =
        md(
            uncertain,
            "--steps",
            "4000",
            "--temperature",
            "1000",
            "--stop-when",
            "uncertainty>" + limit);
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).containsPattern("the uncertainty of atom \\d is \\S+ eV/Å, above");
    for (Frame frame : frames(uncertain)) {
      assertThat(frame.column("vane_uncertainty").orElseThrow().reals())
          .satisfies(each -> assertThat(Arrays.stream(each).max().orElseThrow() <= limit).isTrue());
    }
  }

  @Test
  void anExplosionIsOneLineAndWhatWasWrittenStays() {
    Path out = folder.resolve("run.xyz");
    CommandLineRun run = md(out, "--steps", "100", "--timestep", "60", "--stride", "1", "-q");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .containsPattern(
            "vane: step \\d+: atom \\d .*the motion explodes, use a smaller time step");
    List<Frame> frames = frames(out);
    assertThat(run.err())
        .contains("step " + ((long) real(frames.get(frames.size() - 1), "step") + 1) + ":");
  }

  @Test
  void aRunGoesOnInAnotherFileWithTheVelocitiesOfTheFirst() {
    Path first = done("first.xyz", "--thermostat", "nve", "--steps", "20");
    Path second = folder.resolve("second.xyz");
    String[] both = {"--thermostat", "nve", "--steps", "20", "-o", second.toString()};
    CommandLineRun.done(
        CommandLineRun.join(new String[] {"md", model, first + "@1", "--keep-velocities"}, both));
    List<Frame> here = frames(first);
    List<Frame> there = frames(second);
    assertThat(there.get(1).structure().positions())
        .containsExactly(here.get(2).structure().positions());
    assertThat(there.get(1).vectors("momenta")).containsExactly(here.get(2).vectors("momenta"));
    CommandLineRun none =
        CommandLineRun.of(
            "md",
            model,
            ETHANE,
            "--keep-velocities",
            "--steps",
            "10",
            "--force",
            "-o",
            second.toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("momenta");
  }

  @Test
  void badInputIsOneLineAndNothingIsWritten() throws IOException {
    String directions = Bundled.smallModel(folder, "directions.vane").toString();
    Path heavy = folder.resolve("heavy.xyz");
    Files.writeString(heavy, "1\nProperties=species:S:1:pos:R:3:masses:I:1\nH 0 0 0 2\n");
    String[][] runs = {
      {directions, ETHANE},
      {model, ETHANE, "--fix", "8"},
      {model, ETHANE, "--steps", "15"},
      {model, ETHANE, "--timestep", "0"},
      {model, ETHANE, "--temperature", "-3"},
      {model, ETHANE, "--thermostat", "nose"},
      {model, ETHANE, "--thermostat", "nve", "--friction", "0.1"},
      {model, ETHANE, "--replicas", "0"},
      {model, ETHANE, "--stop-when", "tired"},
      {model, ETHANE, "--resume", "--force"},
      {model, heavy.toString()},
    };
    String[] expected = {
      "expected one that predicts forces",
      "found atom 8 among the fixed ones, expected 0 to 7",
      "--steps: found 15, expected a multiple of --stride 10",
      "found a time step of 0.0 fs",
      "found a temperature of -3.0 K",
      "--thermostat: found 'nose', expected langevin or nve",
      "--friction: found with nve",
      "--replicas: found 0",
      "found 'tired', expected extrapolating, or uncertainty>E",
      "--force: found with --resume",
      "found the column masses:I:1, expected masses:R:1 in u",
    };
    Path out = folder.resolve("never.xyz");
    for (int r = 0; r < runs.length; r++) {
      String[] arguments = CommandLineRun.join(new String[] {"md", "--steps", "10"}, runs[r]);
      if (List.of(runs[r]).contains("--steps")) {
        arguments = CommandLineRun.join(new String[] {"md"}, runs[r]);
      }
      CommandLineRun run = CommandLineRun.of(CommandLineRun.join(arguments, "-o", out.toString()));
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains(expected[r]);
      assertThat(out).doesNotExist();
    }
    Path notes = Files.writeString(folder.resolve("notes.txt"), "not a run");
    assertThat(md(notes, "--steps", "10", "--resume").status()).isEqualTo(2);
    assertThat(notes).hasContent("not a run");
  }

  @Test
  void modelsWithoutAnEnergyMoveAtomsToo() {
    String clusters = folder.resolve("clusters.vane").toString();
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::10"),
        "--method",
        "oa-mlm",
        "--preset",
        "clusters",
        "-q",
        "-o",
        clusters);
    Path out = folder.resolve("run.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            "md", clusters, ETHANE, "--thermostat", "nve", "--steps", "10", "-o", out.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("warning: nve with a model without an energy");
    assertThat(run.out()).doesNotContain("drift");
    assertThat(frames(out).get(1).info()).doesNotContainKey("vane_energy");
  }

  /** ASE reads momenta, and integrates Newton's equations to the same place. */
  @Test
  @Tag("python")
  void aseSeesTheSameMotion() throws IOException, InterruptedException {
    done("run.xyz", "--thermostat", "nve", "--steps", "10", "--stride", "1");
    String script =
        """
        import numpy as np
        from ase import units
        from ase.io import read
        frames = read('run.xyz', index=':')
        assert len(frames) == 11
        dt = 0.5 * units.fs
        for before, after in zip(frames, frames[1:]):
            masses = before.get_masses()[:, None]
            start = before.get_momenta()
            half = start + before.arrays['vane_forces'] * dt / 2
            where = before.positions + half / masses * dt
            end = half + after.arrays['vane_forces'] * dt / 2
            assert np.allclose(after.positions, where, atol=1e-10, rtol=0)
            assert np.allclose(after.get_momenta(), end, atol=1e-10, rtol=0)
            kelvin = before.get_kinetic_energy() / (1.5 * (len(before) - 1) * units.kB)
            assert np.isclose(before.info['temperature_K'], kelvin)
            assert isinstance(before.info['md'], str), before.info['md']
        assert np.abs(frames[0].get_velocities()).max() > 0.01
        """;
    try (PythonScript python = PythonScript.start(folder, script)) {
      assertThat(python.lines()).isEmpty();
    }
  }
}
