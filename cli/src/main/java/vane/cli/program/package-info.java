/**
 * What every command has, whatever it is about, {@code vane-spark}'s too: how it is run and how it
 * fails, the options of threads, seed and messages, progress, and the question whether it may write
 * where it shall.
 *
 * <p>{@link vane.cli.program.Program} runs a command line. A command takes {@link
 * vane.cli.program.RunOptions}, asks {@link vane.cli.program.ForceOption} before it writes, and
 * throws a {@link vane.cli.program.UsageException} where an option is not what it must be.
 */
package vane.cli.program;
