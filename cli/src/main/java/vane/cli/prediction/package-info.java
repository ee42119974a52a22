/**
 * Commands about a model and what it predicts: {@code predict}, {@code evaluate} and {@code info}.
 */
package vane.cli.prediction;
