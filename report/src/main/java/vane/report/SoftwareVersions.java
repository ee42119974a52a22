package vane.report;

import vane.report.page.DefinitionList;

/** The versions of the software that made a report. */
final class SoftwareVersions {
  private SoftwareVersions() {}

  /** Adds them to a list, and gives this list back. */
  static DefinitionList addTo(DefinitionList list, String vaneVersion) {
    return list.add("Vane", vaneVersion)
        .add(
            "Java",
            System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name"));
  }
}
