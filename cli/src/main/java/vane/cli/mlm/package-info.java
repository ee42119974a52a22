/**
 * Options of the OA-MLM, which knows no atoms: fits, references, regression, solvers. Commands of
 * forces, of directions and of the paper's experiment share them.
 */
package vane.cli.mlm;
