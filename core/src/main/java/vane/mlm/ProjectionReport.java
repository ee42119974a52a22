package vane.mlm;

import java.util.OptionalDouble;

/**
 * How the training of a {@link ProjectionMlm} went.
 *
 * @param trainingEnvironments the number of training environments N, those held out included
 * @param heldOut how many of them chose λ and the scale of the errors
 * @param references the number of references K
 * @param lambda the λ of the ridge regression, relative to the mean diagonal
 * @param heldOutError the root mean square error of a component on those held out; none where
 *     nothing could be held out
 */
public record ProjectionReport(
    int trainingEnvironments,
    int heldOut,
    int references,
    double lambda,
    OptionalDouble heldOutError) {}
