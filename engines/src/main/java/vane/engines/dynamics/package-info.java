/**
 * Molecular dynamics: moves atoms in time by the forces of any {@link vane.engines.ForceSource}.
 *
 * <p>{@link vane.engines.dynamics.Dynamics} runs it, for one structure or several replicas of it
 * that are evaluated together. An {@link vane.engines.dynamics.Integrator} says by which equations:
 * velocity Verlet conserves energy, Langevin dynamics holds a temperature.
 *
 * <p>Lengths are in Å, energies in eV, masses in u, and momenta in √(u·eV), as in ASE: a momentum
 * over a mass is then in Å per √(u/eV) Å, see {@link vane.engines.dynamics.DynamicsUnits}. Times
 * that come from outside are in fs.
 *
 * <p>A point of the motion is its positions, its momenta and the number of its step. What follows
 * depends on it, the settings and the seed alone. So a run goes on from any of its points, bit for
 * bit as if it had not ended, a replica moves as it would alone, and threads do not show.
 */
package vane.engines.dynamics;
