package vane.spark;

import org.apache.spark.package$;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vane.Version;

/** The root of the command line: shows help and the version, and leaves the work to subcommands. */
@Command(
    name = "vane-spark",
    description = {
      "Works on trajectories that are larger than one machine holds, on Apache Spark: on this",
      "machine alone, or on a cluster."
    },
    versionProvider = VaneSparkCommand.VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Options of Spark may stand anywhere: --master, --conf, --executor-memory, --executor-cores,",
      "--total-executor-cores, --num-executors, --driver-memory, --deploy-mode, --queue, --name,",
      "--properties-file. Without --master Spark works on all processors of this machine.",
      "",
      "Examples:",
      "  vane-spark convert 'runs/*.xyz' --out frames.parquet",
      "  vane-spark predict run.vane frames.parquet --out predicted",
      "  vane-spark --master spark://host:7077 predict run.vane hdfs://host/frames.parquet \\",
      "      --out hdfs://host/predicted --executor-memory 8g",
      "",
      "Exit status: 0 done, 1 failed, 2 bad input or usage."
    })
final class VaneSparkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Vane, Spark and Java, and exit.")
  private boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What {@code vane-spark --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "vane-spark " + Version.text(),
        "Spark " + package$.MODULE$.SPARK_VERSION(),
        "Java " + Runtime.version()
      };
    }
  }
}
