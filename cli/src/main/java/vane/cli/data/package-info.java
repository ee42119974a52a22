/**
 * Commands about trajectories: {@code check}, {@code describe} and {@code select}; and how commands
 * are told which trajectories to read, and how.
 */
package vane.cli.data;
