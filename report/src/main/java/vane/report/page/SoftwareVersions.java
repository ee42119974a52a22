package vane.report.page;

/** The versions of the software that made a report. */
public final class SoftwareVersions {
  private SoftwareVersions() {}

  /**
   * Adds them to a list.
   *
   * @param list the list
   * @param vaneVersion the version of Vane
   * @return the same list
   */
  public static DefinitionList addTo(DefinitionList list, String vaneVersion) {
    return list.add("Vane", vaneVersion)
        .add(
            "Java",
            System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name"));
  }
}
