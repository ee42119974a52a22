/** The command {@code reproduce}: the paper's experiment. */
package vane.cli.experiment;
