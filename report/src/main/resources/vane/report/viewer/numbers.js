/* Vectors, scales and the text of numbers. */
const Numbers = (() => {
  'use strict';

  const plus = (a, b) => a.map((x, k) => x + b[k]);
  const minus = (a, b) => a.map((x, k) => x - b[k]);
  const times = (a, x) => a.map((each) => each * x);
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const norm = (a) => Math.hypot(a[0], a[1], a[2]);

  /** In degrees; null if one of the vectors is zero. */
  function angle(a, b) {
    const cosine = dot(a, b) / (norm(a) * norm(b));
    return Number.isFinite(cosine) ? (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI : null;
  }

  function quantile(values, share) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted.length ? sorted[Math.floor(share * (sorted.length - 1))] : 0;
  }

  /** The largest of 1, 2 and 5 times a power of ten that is not larger. */
  function roundDown(x) {
    if (!(x > 0 && x < Infinity)) return 1;
    const power = Math.floor(Math.log10(x));
    const first = x / 10 ** power;
    return Number(`${first >= 5 ? 5 : first >= 2 ? 2 : 1}e${power}`);
  }

  /** Three digits, as in the tables of the page. */
  function digits(x) {
    if (x === null || x === undefined) return '–';
    if (x === 0) return '0';
    const size = Math.abs(x);
    return size < 1e-3 || size >= 1e5 ? x.toExponential(1) : size >= 1000 ? x.toFixed(0) : x.toPrecision(3);
  }

  /** The same without zeros at the end. */
  const shortest = (x) => String(Number(digits(x)));

  /** The rotation that lays places across the view, as a quaternion: their longest axis along x, their shortest along z. */
  function broadside(places) {
    const middle = times(places.reduce(plus), 1 / places.length);
    const spread = [0, 1, 2].map((k) => [0, 1, 2].map((l) =>
      places.reduce((sum, p) => sum + (p[k] - middle[k]) * (p[l] - middle[l]), 0)));
    const without = (v, u) => minus(v, times(u, dot(v, u)));
    const unit = (v) => times(v, 1 / norm(v));
    const longest = (start, others) => {
      let v = unit(others.reduce(without, start));
      for (let round = 0; round < 60; round++) {
        const next = others.reduce(without, spread.map((row) => dot(row, v)));
        if (norm(next) < 1e-9) break;
        v = unit(next);
      }
      return v;
    };
    const x = longest([1, 0.2, 0.1], []);
    const y = longest(Math.abs(x[1]) < 0.9 ? [0.1, 1, 0.2] : [0.2, 0.1, 1], [x]);
    return quaternion([x, y, cross(x, y)]);
  }

  /** Of a rotation matrix, by rows; x, y, z, w. */
  function quaternion([[a, b, c], [d, e, f], [g, h, i]]) {
    const largest = Math.max(a, e, i, a + e + i);
    const q = largest === a + e + i ? [h - f, c - g, d - b, 1 + a + e + i]
      : largest === a ? [1 + a - e - i, b + d, c + g, h - f]
        : largest === e ? [b + d, 1 + e - a - i, f + h, c - g]
          : [c + g, f + h, 1 + i - a - e, d - b];
    const size = Math.hypot(...q);
    return q.map((each) => each / size);
  }

  return { plus, minus, times, dot, cross, norm, angle, quantile, roundDown, digits, shortest, broadside };
})();
