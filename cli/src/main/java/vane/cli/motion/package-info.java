/**
 * Commands that move atoms by a model's forces: {@code relax} and {@code md}; where a motion
 * starts, what it is told, and the file that keeps its frames.
 */
package vane.cli.motion;
