/**
 * Commands that meet other programs: {@code sample} and {@code learn} take forces from an engine,
 * {@code drive} gives a model's forces to a program that moves the atoms.
 */
package vane.cli.engine;
