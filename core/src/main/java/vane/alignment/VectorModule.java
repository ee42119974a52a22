package vane.alignment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this JVM was started with the Vector API; found out once. */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";
  static final boolean PRESENT = ModuleLayer.boot().findModule(NAME).isPresent();

  static {
    Logger log = LoggerFactory.getLogger(NeighbourhoodFitter.class);
    if (PRESENT) {
      log.debug("neighbourhoods are fitted by the Vector API");
    } else {
      log.debug("neighbourhoods are fitted by scalar code: module {} is not there", NAME);
    }
  }

  private VectorModule() {}
}
