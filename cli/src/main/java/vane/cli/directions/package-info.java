/** The commands {@code directions train}, {@code predict} and {@code evaluate}, on arrays. */
package vane.cli.directions;
