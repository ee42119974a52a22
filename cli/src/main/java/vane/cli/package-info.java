/**
 * The {@code vane} command: one class a subcommand, on top of the library.
 *
 * <p>Start reading at {@link vane.cli.Main}, which holds the list of commands; {@link
 * vane.cli.program.Program} turns every failure into one line and an exit status; {@link
 * vane.cli.CompletionCommand} is the smallest command to take as a pattern. A command lives in the
 * room of what it is about, such as {@code vane.cli.training}, with the options that it takes.
 *
 * <p>What always holds: exit status 0 means done, 1 failed, 2 bad input or usage; a failure is one
 * line on standard error, with no stack trace unless {@code --debug} asks for it; results go to
 * standard output or to files, progress and warnings to standard error; every command has help with
 * examples.
 */
package vane.cli;
