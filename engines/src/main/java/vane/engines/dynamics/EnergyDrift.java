package vane.engines.dynamics;

/**
 * How a total energy drifts: the slope of the line that fits it best over time.
 *
 * <p>Mutable; takes one point after the other and keeps none.
 */
public final class EnergyDrift {
  private long points;
  private double firstEnergy;
  private double lastEnergy;
  private double meanTime;
  private double meanEnergy;
  private double timeTime;
  private double timeEnergy;

  /** Nothing yet. */
  public EnergyDrift() {}

  /**
   * Takes a point.
   *
   * @param timeFs its time in fs
   * @param energy its total energy in eV
   */
  public void add(double timeFs, double energy) {
    if (points == 0) {
      firstEnergy = energy;
    }
    lastEnergy = energy - firstEnergy;
    points++;
    double fromMean = timeFs - meanTime;
    meanTime += fromMean / points;
    meanEnergy += (lastEnergy - meanEnergy) / points;
    timeTime += fromMean * (timeFs - meanTime);
    timeEnergy += fromMean * (lastEnergy - meanEnergy);
  }

  /**
   * The change from the first point to the last.
   *
   * @return in eV
   */
  public double change() {
    return lastEnergy;
  }

  /**
   * The slope by least squares.
   *
   * @return in eV/fs; zero for fewer than two points
   */
  public double slope() {
    return timeTime > 0 ? timeEnergy / timeTime : 0;
  }
}
