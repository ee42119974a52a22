/** The command {@code train}, and the options of models, of what they learn from, and of sums. */
package vane.cli.training;
