package vane.design;

/**
 * A candidate that was chosen.
 *
 * @param candidate its number, from zero
 * @param gain by how much it raises the logarithm of the determinant of the information, given
 *     those chosen before; zero or more, in nats
 */
public record Choice(int candidate, double gain) {}
