/**
 * Active learning: from one structure and an engine to a potential, with few calls of the engine.
 *
 * <p>{@link vane.engines.learning.ActiveLearning} goes round by round. Replicas move by the forces
 * of the model of the moment until they leave what it knows; frames of theirs are chosen, the
 * engine labels them, the model learns them, until no replica leaves any more or the calls are
 * spent. Start reading there, and at {@link vane.engines.learning.LearningSettings}.
 *
 * <p>What a round does depends on the settings, the start and the frames labelled in the rounds
 * before alone. So a run that was stopped goes on from its {@link vane.engines.learning.FrameStore}
 * as if it had not been, no frame is labelled twice, and the number of threads does not show.
 */
package vane.engines.learning;
