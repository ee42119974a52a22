/**
 * Structures to start from that need no file: {@link vane.engines.start.LinearAlkane}.
 *
 * <p>Their bonds have standard lengths and angles. They are near a minimum of the energy, not in
 * one.
 */
package vane.engines.start;
