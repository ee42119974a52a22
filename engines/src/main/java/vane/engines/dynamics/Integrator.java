package vane.engines.dynamics;

/** By which equations atoms move. */
public sealed interface Integrator permits VelocityVerlet, Langevin {}
