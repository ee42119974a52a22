/*
 * What can be plotted of atoms: {name: {title, x, y, log, diagonal, zero, points}}. points(frame, i) gives the
 * points [x, y] of an atom; log: both axes are logarithmic; zero: the axes begin at zero.
 */
const plotsOf = (data) => {
  'use strict';

  const { words, errorUnit } = data;
  const unit = Frames.FORCE_UNIT;
  const plots = {};
  if (data.hasErrors && data.hasUncertainties) {
    plots.uncertainty = {
      title: `${words.error} against uncertainty`,
      x: `uncertainty (${unit})`, y: `${words.error} (${unit})`, log: true, diagonal: true,
      points: (frame, i) => frame.error ? [[frame.uncertainty?.[i], frame.error[i]]] : [],
    };
  }
  if (data.hasErrorVectors) {
    plots.components = {
      title: `components: ${words.predicted} against ${words.known}`,
      x: `${words.known}, component (${unit})`, y: `${words.predicted}, component (${unit})`, diagonal: true,
      points: (frame, i) => frame.predicted ? [0, 1, 2].map((k) => [frame.known[3 * i + k], frame.predicted[3 * i + k]]) : [],
    };
    plots.norms = {
      title: `norms: ${words.predicted} against ${words.known}`,
      x: `${words.known}, norm (${unit})`, y: `${words.predicted}, norm (${unit})`, diagonal: true, zero: true,
      points: (frame, i) => frame.predicted ? [[frame.norms.known[i], frame.norms.predicted[i]]] : [],
    };
  }
  if (data.hasErrors) {
    plots.error = {
      title: `${words.error} against ${words.known}`,
      x: `${words.known}, norm (${unit})`, y: `${words.error} (${errorUnit.trim()})`, zero: true,
      points: (frame, i) => frame.error ? [[frame.norms.known[i], frame.error[i]]] : [],
    };
  }
  if (data.frames.some((frame) => frame.nearest)) {
    plots.nearest = {
      title: `${words.known} against distance to the nearest atom`,
      x: 'distance to the nearest atom (Å)', y: `${words.known}, norm (${unit})`,
      points: (frame, i) => [[frame.nearest?.[i], frame.norms.known[i]]],
    };
  }
  return plots;
};
