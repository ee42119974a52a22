/**
 * Which frames of a pool are worth most to a model, before an engine has calculated their forces:
 * {@link vane.engines.selection.InformativeFrames}.
 *
 * <p>The choice is {@link vane.design.DOptimalDesign} in the measure of the model's training. It
 * depends neither on the number of threads nor on which frames are described together.
 */
package vane.engines.selection;
