/*
 * The frames of the page: what ViewerData.java wrote, with the numbers that follow from it.
 * An atom is meant by its index in the lists of its frame; its number in the file is numberOf(frame, index).
 */
const Frames = (() => {
  'use strict';

  const { angle, minus, norm, quantile, roundDown } = Numbers;
  const FORCE_UNIT = 'eV/Å';
  const USUAL_ARROW = 2; // Å: nine of ten arrows are no longer

  const statusOf = (frame, i) => frame.statuses[i] ?? 'ok';
  const isCompared = (frame, i) => !['held', 'unknown-element'].includes(statusOf(frame, i));
  const numberOf = (frame, i) => (frame.numbers ? frame.numbers[i] : i);
  const indexOf = (frame, number) => (frame.numbers ? frame.numbers.indexOf(number) : number);
  const vector = (list, i) => list.slice(3 * i, 3 * i + 3);
  const place = (frame, i) => vector(frame.positions, i);
  const indices = (frame) => Array.from({ length: frame.size }, (none, i) => i);

  /** The same with norms, and errors (or angles) where there is something to compare with. */
  function derived(frame, directions) {
    const size = frame.elements.length;
    const known = [], predicted = [], error = [];
    for (let i = 0; i < size; i++) {
      const f = vector(frame.known, i);
      known.push(norm(f));
      if (frame.predicted) {
        const p = vector(frame.predicted, i);
        predicted.push(norm(p));
        error.push(directions ? angle(f, p) : norm(minus(p, f)));
      }
    }
    return { ...frame, size, norms: { known, predicted }, error: frame.predicted ? error : null };
  }

  /** What the viewer shows: {words, elements, frames} of the page, units, and scales that hold for all frames. */
  function read(text) {
    const { words, elements, frames: read } = JSON.parse(text);
    const frames = read.map((frame) => derived(frame, words.directions));
    const all = (list) => frames.flatMap((frame) => (list(frame) ?? []).filter((x, i) => x !== null && isCompared(frame, i)));
    const highest = (list) => {
      const high = quantile(all(list), 0.995);
      return high > 0 ? Number(high.toPrecision(2)) : 1;
    };
    const lists = { force: (frame) => frame.norms.known, error: (frame) => frame.error, uncertainty: (frame) => frame.uncertainty };
    const hasErrors = frames.some((frame) => frame.error);
    const scale = roundDown(USUAL_ARROW / quantile(all(lists.force), 0.9));
    return {
      words, elements, frames, hasErrors,
      hasUncertainties: frames.some((frame) => frame.uncertainty),
      hasStatuses: frames.some((frame) => Object.keys(frame.statuses).length),
      hasErrorVectors: hasErrors && !words.directions,
      errorUnit: words.directions ? '°' : ` ${FORCE_UNIT}`,
      /** Å of arrow per eV/Å, as the page begins. */
      scale,
      /** Å of arrow for a direction. */
      directionLength: USUAL_ARROW,
      /** How many times longer the arrows of errors are. */
      errorFactor: hasErrors && !words.directions ? Math.max(1, roundDown(1 / (scale * quantile(all(lists.error), 0.9)))) : 1,
      /** The values by which atoms are coloured, and where their scale ends. */
      values: (frame, name) => lists[name](frame),
      highest: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, highest(list)])),
      symbolOf: (frame, i) => elements[frame.elements[i]].symbol,
    };
  }

  return { FORCE_UNIT, read, statusOf, isCompared, numberOf, indexOf, vector, place, indices };
})();
