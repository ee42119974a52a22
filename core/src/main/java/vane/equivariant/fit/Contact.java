package vane.equivariant.fit;

import vane.structure.LabelledStructure;

/**
 * Two molecules that touch, as far as they matter there, with the forces that are believed in.
 *
 * @param frame both molecules; the forces are those inside of each, and the repulsion between them
 * @param atoms the atoms that feel the other molecule; of large ones those near the touch;
 *     ascending
 * @param uncertainties how far the forces on these may be off, in eV/Å
 */
record Contact(LabelledStructure frame, int[] atoms, double[] uncertainties) {}
