package vane.io.chemiscope;

/** An arrow on every atom. Immutable. */
public final class ChemiscopeArrows {
  private final String name;
  private final double[] vectors;
  private final double angstromPerUnit;
  private final double radiusAngstrom;
  private final String colour;

  /**
   * Arrows.
   *
   * @param name how they are called in the settings of the viewer
   * @param vectors {@code [nAtoms × 3]} of all atoms of all structures, in their own unit; copied
   * @param angstromPerUnit how long an arrow of the length one is drawn, in Å
   * @param radiusAngstrom how thick the arrows are drawn, in Å
   * @param colour as {@code #RRGGBB}, or {@code #RRGGBBAA} for arrows that others shine through
   * @throws IllegalArgumentException if a component is not finite, or the sizes are not positive
   */
  public ChemiscopeArrows(
      String name, double[] vectors, double angstromPerUnit, double radiusAngstrom, String colour) {
    if (!(angstromPerUnit > 0 && radiusAngstrom > 0)) {
      throw new IllegalArgumentException(
          "arrows "
              + name
              + ": found the scale "
              + angstromPerUnit
              + " and the radius "
              + radiusAngstrom
              + ", expected numbers above 0");
    }
    for (double component : vectors) {
      if (!Float.isFinite((float) component)) {
        throw new IllegalArgumentException(
            "arrows "
                + name
                + ": found "
                + component
                + ", expected finite numbers of single precision");
      }
    }
    this.name = name;
    this.vectors = vectors.clone();
    this.angstromPerUnit = angstromPerUnit;
    this.radiusAngstrom = radiusAngstrom;
    this.colour = colour;
  }

  /**
   * How they are called.
   *
   * @return their name
   */
  public String name() {
    return name;
  }

  int atoms() {
    return vectors.length / 3;
  }

  double component(int atom, int axis) {
    return vectors[3 * atom + axis];
  }

  double angstromPerUnit() {
    return angstromPerUnit;
  }

  double radiusAngstrom() {
    return radiusAngstrom;
  }

  String colour() {
    return colour;
  }
}
