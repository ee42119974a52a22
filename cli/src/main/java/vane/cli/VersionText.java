package vane.cli;

import picocli.CommandLine.IVersionProvider;
import vane.Version;

/** What {@code vane --version} prints: what a report of a problem must name. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String coreType = System.getenv("OPENBLAS_CORETYPE");
    return new String[] {
      "vane " + Version.text(),
      "Java "
          + Runtime.version()
          + " ("
          + System.getProperty("java.vm.name")
          + ") on "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
          + ", "
          + Runtime.getRuntime().availableProcessors()
          + " processors",
      "OpenBLAS kernels: " + (coreType == null ? "chosen by OpenBLAS" : coreType),
      "Vector API: "
          + (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
              ? "yes"
              : "no, plain Java instead")
    };
  }
}
