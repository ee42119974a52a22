package vane.engines.ipi;

/**
 * What a driver did.
 *
 * @param structures how many structures it evaluated for the server
 * @param extrapolating how many of them had atoms outside of what the source knows
 */
public record IpiSummary(long structures, long extrapolating) {}
