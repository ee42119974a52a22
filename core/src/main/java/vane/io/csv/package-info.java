/**
 * Tables of numbers as text: comma-separated values.
 *
 * <p>Start at {@link vane.io.csv.CsvTable}. Quotes and line ends are as in RFC 4180, read by Apache
 * Commons CSV; every value must be a finite number, and every row must have as many as the first.
 */
package vane.io.csv;
