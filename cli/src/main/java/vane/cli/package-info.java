/** The {@code vane} command: one class a subcommand, exit status 0, 1 or 2. */
package vane.cli;
