/** The page of a check of trajectories. */
package vane.report.check;
