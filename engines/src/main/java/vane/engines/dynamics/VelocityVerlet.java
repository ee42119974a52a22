package vane.engines.dynamics;

/**
 * Newton's equations by velocity Verlet (Swope and others 1982, DOI 10.1063/1.442716): half a kick,
 * a drift, half a kick. Energy is conserved up to an error that oscillates and falls with the
 * square of the time step.
 */
public record VelocityVerlet() implements Integrator {}
