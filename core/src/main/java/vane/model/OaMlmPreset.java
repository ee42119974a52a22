package vane.model;

import java.util.OptionalInt;
import vane.descriptor.SoapParameters;
import vane.direction.ClosedForm;
import vane.mlm.CosineSettings;
import vane.mlm.ProjectionSettings;

/** Settings of the OA-MLM that belong together. */
public enum OaMlmPreset {
  /** The method as published: directions, K = N = 7500, or what there is. */
  PAPER,
  /** Whole forces with their uncertainty, K = 1000 and N = 30 000. */
  ACCURATE,
  /**
   * Directions as published and norms by distance-based regression, as in the paper's follow-up on
   * metal clusters (arXiv:2203.09788): K = N = 1000, or what there is, the sharper SOAP of {@link
   * #ACCURATE} and the closed form.
   */
  CLUSTERS;

  /** The paper's number of references and training environments. */
  public static final int PAPER_REFERENCES = 7500;

  /** The paper's number of nearest neighbours. */
  public static final int PAPER_NEIGHBOURS = 4;

  static final int CLUSTERS_REFERENCES = 1000;
  static final int ACCURATE_REFERENCES = 1000;
  static final int ACCURATE_ENVIRONMENTS = 30_000;
  private static final int ACCURATE_NEIGHBOURS = 5;

  /**
   * The settings.
   *
   * @param seed the seed of every random choice
   * @return the settings of this preset
   */
  public OaMlmForceSettings settings(long seed) {
    if (this == ACCURATE) {
      ProjectionSettings usual =
          ProjectionSettings.accurate(ACCURATE_REFERENCES, ACCURATE_ENVIRONMENTS, seed);
      return new OaMlmForceSettings(
          SoapParameters.ACCURATE,
          ACCURATE_NEIGHBOURS,
          OptionalInt.empty(),
          OptionalInt.empty(),
          usual.sample().selection(),
          usual.fit(),
          usual.sigma2(),
          new OaMlmForceSettings.WholeForces(),
          seed);
    }
    CosineSettings usual = CosineSettings.paper(PAPER_REFERENCES);
    OaMlmForceSettings.Directions directions =
        new OaMlmForceSettings.Directions(
            usual.regression(), usual.loss().sigma1(), usual.solver());
    if (this == CLUSTERS) {
      return new OaMlmForceSettings(
          SoapParameters.ACCURATE,
          PAPER_NEIGHBOURS,
          OptionalInt.empty(),
          OptionalInt.empty(),
          usual.sample().selection(),
          usual.fit(),
          usual.loss().sigma2(),
          new OaMlmForceSettings.DirectionsAndNorms(
              new OaMlmForceSettings.Directions(
                  directions.regression(), directions.sigma1(), new ClosedForm())),
          seed);
    }
    return new OaMlmForceSettings(
        SoapParameters.PAPER,
        PAPER_NEIGHBOURS,
        OptionalInt.empty(),
        OptionalInt.empty(),
        usual.sample().selection(),
        usual.fit(),
        usual.loss().sigma2(),
        directions,
        seed);
  }
}
