package vane.experiment;

import vane.structure.Element;

/**
 * The experiment for one element.
 *
 * @param element the element
 * @param trainingPool the number of environments that references were chosen from
 * @param testPool the number of test environments that there are
 * @param regular the regular model, trained by least squares
 */
public record ElementResult(Element element, int trainingPool, int testPool, ModelResult regular) {}
