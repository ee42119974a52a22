/**
 * What several pages show of forces: their errors as a table, angles against norms, and how an
 * element looks in figures.
 */
package vane.report.force;
