/**
 * How a model in training is judged: which examples are held out, and how expected errors are set
 * by what was found on them.
 *
 * <p>Start at {@link vane.validation.HeldOutBlocks}. Every method of Vane holds out and calibrates
 * in this one way, so that the uncertainties of different methods mean the same. Arrays and numbers
 * only; nothing here knows of atoms.
 */
package vane.validation;
