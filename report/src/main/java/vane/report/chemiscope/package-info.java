/** Predictions as datasets for chemiscope. */
package vane.report.chemiscope;
