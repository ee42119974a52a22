/**
 * Work on several threads with results that do not depend on how many there are.
 *
 * <p>{@link vane.parallel.WorkerPool} runs numbered tasks. Each task writes to places that its
 * number alone determines, so the schedule never shows in the result.
 */
package vane.parallel;
