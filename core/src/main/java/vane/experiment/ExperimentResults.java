package vane.experiment;

import java.util.List;
import java.util.Map;

/**
 * What the experiment gave.
 *
 * @param settings its settings
 * @param threads the number of threads
 * @param elements the results of each element
 * @param modelsFromCheckpoints how many models were not trained but taken from an earlier run
 * @param dataSeconds the time for reading and describing in seconds
 * @param totalSeconds the time of it all in seconds
 */
public record ExperimentResults(
    ExperimentSettings settings,
    int threads,
    List<ElementResult> elements,
    int modelsFromCheckpoints,
    Map<String, Double> dataSeconds,
    double totalSeconds) {}
