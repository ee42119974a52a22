/**
 * Datasets for chemiscope, which shows structures beside a map of their properties in a browser.
 *
 * <p>Start at {@link vane.io.chemiscope.ChemiscopeDataset}, which holds what is shown, and {@link
 * vane.io.chemiscope.ChemiscopeWriter}, which writes it. The format is that of chemiscope 1.1, as
 * its documentation describes it (<a
 * href="https://chemiscope.org/docs/getting-started/json-format.html">JSON file format</a>): JSON
 * without missing values. G. Fraux, R. K. Cersonsky and M. Ceriotti, <a
 * href="https://doi.org/10.21105/joss.02117">doi:10.21105/joss.02117</a>.
 */
package vane.io.chemiscope;
