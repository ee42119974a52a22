package vane.engines.ipi;

/**
 * What a driver sends beyond what every server can take.
 *
 * @param withExtras whether a JSON text of uncertainties goes with the forces; some servers, such
 *     as ASE 3.22, take none
 * @param withoutEnergy whether zero may stand for an energy that the source does not have; if not,
 *     such a source is refused
 */
public record IpiSettings(boolean withExtras, boolean withoutEnergy) {}
