/*
 * The structures of a report: frames with forces as arrows, beside a plot of their atoms.
 *
 * It reads the JSON in the page (ViewerData.java says what is in it), fills viewer.html, and needs
 * 3Dmol.js before it. Tests and consoles find it at document.getElementById('structures').viewer:
 *   state()            {frame, atom, plot, colour, webgl}: what is shown; atoms by number in their frame
 *   open(frame, atom)  shows a frame of the page, and one of its atoms
 *   points()           what is on the plot: [{frame, atom, x, y}], x and y in pixels of the canvas
 *   drawn()            {atoms, arrows: {known, predicted, difference}, cellEdges}: counts of what is drawn
 *   places()           the atoms of the drawn structure: [{atom, x, y}], x and y in pixels of the page
 */
(() => {
  'use strict';

  const FORCE_UNIT = 'eV/Å';
  const KNOWN = '#0070d8';
  const PREDICTED = '#f07000';
  const DIFFERENCE = '#009e73';
  const MARK = '#f0c800';
  const STATUS_COLOURS = { ok: '#c8c8c8', extrapolating: '#d55e00', held: '#56b4e9' };
  const OTHER_STATUS = '#cc79a7';
  const RAMP = ['#fdf3c3', '#fec287', '#f1605d', '#b63679', '#51127c', '#1b0c41'];
  const USUAL_ARROW = 2; // Å: nine of ten arrows are no longer
  const NEAR = 6; // Å around the chosen atom: what is shown of crowded frames
  const CROWDED = 120; // atoms, beyond which one in the middle is hidden by others
  const LISTED_ATOMS = 10;
  const REACH = 14; // pixels around a point that belong to it

  /* ---- Vectors ---- */

  const plus = (a, b) => a.map((x, k) => x + b[k]);
  const minus = (a, b) => a.map((x, k) => x - b[k]);
  const times = (a, x) => a.map((each) => each * x);
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const norm = (a) => Math.hypot(a[0], a[1], a[2]);

  const root = document.getElementById('structures');
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const data = JSON.parse(document.getElementById('structures-data').textContent);
  const words = data.words;
  const frames = data.frames.map(withDerived);
  const state = { frame: 0, atom: 0, plot: '', colour: 'element', length: 0, near: null, arrows: new Set(['known', 'predicted']) };

  /* ---- Numbers of atoms ---- */

  function withDerived(frame) {
    const n = frame.elements.length;
    const vector = (list, i) => list.slice(3 * i, 3 * i + 3);
    const known = [], predicted = [], error = [];
    for (let i = 0; i < n; i++) {
      const f = vector(frame.known, i);
      known.push(norm(f));
      if (frame.predicted) {
        const p = vector(frame.predicted, i);
        predicted.push(norm(p));
        error.push(words.directions ? angle(f, p) : norm(minus(p, f)));
      }
    }
    return { ...frame, size: n, norms: { known, predicted }, error: frame.predicted ? error : null };
  }

  function angle(a, b) {
    const cosine = dot(a, b) / (norm(a) * norm(b));
    return Number.isFinite(cosine) ? (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI : null;
  }

  const isCompared = (frame, i) => !['held', 'unknown-element'].includes(statusOf(frame, i));
  const statusOf = (frame, i) => frame.statuses[i] ?? 'ok';
  const numberOf = (frame, i) => (frame.numbers ? frame.numbers[i] : i);
  const indexOf = (frame, number) => (frame.numbers ? frame.numbers.indexOf(number) : number);
  const symbolOf = (frame, i) => data.elements[frame.elements[i]].symbol;
  const place = (frame, i) => [0, 1, 2].map((k) => frame.positions[3 * i + k]);
  const point = (v) => ({ x: v[0], y: v[1], z: v[2] });

  function quantile(values, share) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted.length ? sorted[Math.floor(share * (sorted.length - 1))] : 0;
  }

  /** The largest of 1, 2 and 5 times a power of ten that is not larger. */
  function roundDown(x) {
    if (!(x > 0)) return 1;
    const power = Math.floor(Math.log10(x));
    const first = x / 10 ** power;
    return Number(`${first >= 5 ? 5 : first >= 2 ? 2 : 1}e${power}`);
  }

  function digits(x) {
    if (x === null || x === undefined) return '–';
    if (x === 0) return '0';
    const size = Math.abs(x);
    return size < 1e-3 || size >= 1e5 ? x.toExponential(1) : size >= 1000 ? x.toFixed(0) : x.toPrecision(3);
  }

  const shortest = (x) => String(Number(digits(x)));

  const errorUnit = words.directions ? '°' : ` ${FORCE_UNIT}`;
  const hasErrors = frames.some((frame) => frame.error);
  const hasUncertainties = frames.some((frame) => frame.uncertainty);
  const all = (list) => frames.flatMap((frame) => (list(frame) ?? []).filter((x, i) => x !== null && isCompared(frame, i)));
  const scale = roundDown(USUAL_ARROW / quantile(all((frame) => frame.norms.known), 0.9));
  const errorFactor = hasErrors && !words.directions
    ? Math.max(1, roundDown(1 / (scale * quantile(all((frame) => frame.error), 0.9)))) : 1;
  const highest = {
    error: roundUp(quantile(all((frame) => frame.error), 0.995)),
    uncertainty: roundUp(quantile(all((frame) => frame.uncertainty), 0.995)),
    force: roundUp(quantile(all((frame) => frame.norms.known), 0.995)),
  };

  function roundUp(x) {
    return x > 0 ? Number(x.toPrecision(2)) : 1;
  }

  /* ---- The plot ---- */

  const plots = {};
  if (hasErrors && hasUncertainties) {
    plots.uncertainty = {
      title: `${words.error} against uncertainty`, x: `uncertainty (${FORCE_UNIT})`, y: `${words.error} (${FORCE_UNIT})`,
      log: true, diagonal: true,
      points: (frame, i) => frame.error ? [[frame.uncertainty?.[i], frame.error[i]]] : [],
    };
  }
  if (hasErrors && !words.directions) {
    plots.components = {
      title: `components: ${words.predicted} against ${words.known}`,
      x: `${words.known}, component (${FORCE_UNIT})`, y: `${words.predicted}, component (${FORCE_UNIT})`, diagonal: true,
      points: (frame, i) => frame.predicted ? [0, 1, 2].map((k) => [frame.known[3 * i + k], frame.predicted[3 * i + k]]) : [],
    };
    plots.norms = {
      title: `norms: ${words.predicted} against ${words.known}`,
      x: `${words.known}, norm (${FORCE_UNIT})`, y: `${words.predicted}, norm (${FORCE_UNIT})`, diagonal: true, zero: true,
      points: (frame, i) => frame.predicted ? [[frame.norms.known[i], frame.norms.predicted[i]]] : [],
    };
  }
  if (hasErrors) {
    plots.error = {
      title: `${words.error} against ${words.known}`, x: `${words.known}, norm (${FORCE_UNIT})`,
      y: `${words.error} (${errorUnit.trim()})`, zero: true,
      points: (frame, i) => frame.error ? [[frame.norms.known[i], frame.error[i]]] : [],
    };
  }
  if (frames.some((frame) => frame.nearest)) {
    plots.nearest = {
      title: `${words.known} against distance to the nearest atom`, x: 'distance to the nearest atom (Å)',
      y: `${words.known}, norm (${FORCE_UNIT})`,
      points: (frame, i) => [[frame.nearest?.[i], frame.norms.known[i]]],
    };
  }
  const canvas = part('map');
  const BOX = { left: 62, right: 14, top: 12, bottom: 48 };
  let placed = []; // the points of the plot, in pixels
  let cursor = -1; // the point that the keys have reached

  function pointsOf(plot) {
    const found = [];
    frames.forEach((frame, f) => {
      for (let i = 0; i < frame.size; i++) {
        if (!isCompared(frame, i)) continue;
        for (const [x, y] of plot.points(frame, i)) {
          if (Number.isFinite(x) && Number.isFinite(y) && (!plot.log || (x > 0 && y > 0))) {
            found.push({ frame: f, index: i, atom: numberOf(frame, i), valueX: x, valueY: y });
          }
        }
      }
    });
    return found;
  }

  function range(values, plot) {
    let low = Infinity, high = -Infinity;
    for (const each of values) {
      low = Math.min(low, each);
      high = Math.max(high, each);
    }
    if (!(low <= high)) return [0, 1];
    if (plot.zero) low = Math.min(0, low);
    if (plot.log) return [Math.log10(low) - 0.1, Math.log10(high) + 0.1];
    const margin = 0.04 * (high - low) || 1;
    return [plot.zero ? low : low - margin, high + margin];
  }

  /** Where a value is, 0 to 1 along its axis. */
  const along = (value, [low, high], log) => ((log ? Math.log10(value) : value) - low) / (high - low);

  function ticks([low, high], log) {
    const found = [];
    if (log) {
      const decades = logarithmicTicks([1], low, high);
      return decades.length > 2 ? decades : logarithmicTicks([1, 2, 5], low, high);
    }
    const wanted = roundDown((high - low) / 4);
    for (let k = Math.ceil(low / wanted); k * wanted <= high; k++) found.push(Number((k * wanted).toPrecision(12)));
    return found;
  }

  function logarithmicTicks(firsts, low, high) {
    const found = [];
    for (let power = Math.floor(low); power <= high; power++) {
      for (const first of firsts) {
        const value = Number(`${first}e${power}`);
        if (Math.log10(value) >= low && Math.log10(value) <= high) found.push(value);
      }
    }
    return found;
  }

  function drawMap() {
    const plot = plots[state.plot];
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (!plot || !width) return;
    const sharp = Math.max(1, window.devicePixelRatio || 1);
    canvas.width = width * sharp;
    canvas.height = height * sharp;
    const pen = canvas.getContext('2d');
    pen.scale(sharp, sharp);
    let rangeX = range(placed.map((p) => p.valueX), plot);
    let rangeY = range(placed.map((p) => p.valueY), plot);
    if (plot.diagonal && !plot.log) {
      rangeX = rangeY = [Math.min(rangeX[0], rangeY[0]), Math.max(rangeX[1], rangeY[1])];
    }
    const inner = { width: width - BOX.left - BOX.right, height: height - BOX.top - BOX.bottom };
    const toX = (value) => BOX.left + inner.width * along(value, rangeX, plot.log);
    const toY = (value) => BOX.top + inner.height * (1 - along(value, rangeY, plot.log));
    drawAxes(pen, plot, rangeX, rangeY, toX, toY, width, height);
    pen.save();
    pen.beginPath();
    pen.rect(BOX.left - 4, BOX.top - 4, inner.width + 8, inner.height + 8);
    pen.clip();
    for (const p of placed) {
      p.x = toX(p.valueX);
      p.y = toY(p.valueY);
    }
    for (const p of placed) if (p.frame !== state.frame) disc(pen, p, 2.6, 'rgba(70, 110, 140, 0.38)');
    for (const p of placed) if (p.frame === state.frame) disc(pen, p, 3.8, PREDICTED, '#ffffff');
    for (const p of placed) {
      if (p.frame === state.frame && p.index === state.atom) disc(pen, p, 7, null, '#1a1a1a', 2);
    }
    if (cursor >= 0 && document.activeElement === canvas) disc(pen, placed[cursor], 10.5, null, KNOWN, 2.5);
    pen.restore();
  }

  function disc(pen, at, radius, fill, line, width = 0.8) {
    pen.beginPath();
    pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    if (fill) {
      pen.fillStyle = fill;
      pen.fill();
    }
    if (line) {
      pen.strokeStyle = line;
      pen.lineWidth = width;
      pen.stroke();
    }
  }

  function drawAxes(pen, plot, rangeX, rangeY, toX, toY, width, height) {
    const bottom = height - BOX.bottom, right = width - BOX.right;
    pen.font = `12px ${getComputedStyle(root).fontFamily}`;
    pen.lineWidth = 1;
    pen.textAlign = 'center';
    for (const value of ticks(rangeX, plot.log)) {
      line(pen, toX(value), BOX.top, toX(value), bottom, '#ececec');
      pen.fillStyle = '#404040';
      pen.fillText(tickText(value), toX(value), bottom + 17);
    }
    pen.textAlign = 'right';
    for (const value of ticks(rangeY, plot.log)) {
      line(pen, BOX.left, toY(value), right, toY(value), '#ececec');
      pen.fillStyle = '#404040';
      pen.fillText(tickText(value), BOX.left - 7, toY(value) + 4);
    }
    pen.strokeStyle = '#8a8a8a';
    pen.strokeRect(BOX.left + 0.5, BOX.top + 0.5, right - BOX.left - 1, bottom - BOX.top - 1);
    if (plot.diagonal) {
      const low = Math.max(rangeX[0], rangeY[0]), high = Math.min(rangeX[1], rangeY[1]);
      const value = (at) => (plot.log ? 10 ** at : at);
      if (low < high) {
        pen.setLineDash([5, 4]);
        line(pen, toX(value(low)), toY(value(low)), toX(value(high)), toY(value(high)), '#6a6a6a');
        pen.setLineDash([]);
      }
    }
    pen.fillStyle = '#1a1a1a';
    pen.textAlign = 'center';
    pen.fillText(plot.x, (BOX.left + right) / 2, height - 9);
    pen.save();
    pen.translate(14, (BOX.top + bottom) / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(plot.y, 0, 0);
    pen.restore();
  }

  function tickText(value) {
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(0) : String(value).replace('-', '−');
  }

  function line(pen, x1, y1, x2, y2, colour) {
    pen.strokeStyle = colour;
    pen.beginPath();
    pen.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    pen.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
    pen.stroke();
  }

  function nearestPoint(x, y) {
    let best = -1, least = REACH * REACH;
    placed.forEach((p, k) => {
      const away = (p.x - x) ** 2 + (p.y - y) ** 2;
      if (away < least || (away === least && p.frame === state.frame)) {
        least = away;
        best = k;
      }
    });
    return best;
  }

  /** The nearest point in a direction: not farther to the side than ahead. */
  function pointTowards(dx, dy) {
    const from = placed[cursor];
    let best = cursor, least = Infinity;
    placed.forEach((p, k) => {
      const ahead = (p.x - from.x) * dx + (p.y - from.y) * dy;
      const aside = Math.abs((p.x - from.x) * dy) + Math.abs((p.y - from.y) * dx);
      if (ahead > 0.5 && aside <= ahead && ahead + aside < least) {
        least = ahead + aside;
        best = k;
      }
    });
    return best;
  }

  function chosenPoint() {
    return placed.findIndex((p) => p.frame === state.frame && p.index === state.atom);
  }

  function onMapKey(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!placed.length) return;
    if (cursor < 0) cursor = Math.max(0, chosenPoint());
    if (step) {
      cursor = pointTowards(...step);
      tell(placed[cursor].frame, placed[cursor].index, 'Enter opens ');
    } else if (event.key === 'Enter' || event.key === ' ') {
      open(placed[cursor].frame, placed[cursor].index);
    } else {
      return;
    }
    event.preventDefault();
    drawMap();
  }

  /* ---- The structure ---- */

  const stage = part('stage');
  let view = null; // of 3Dmol; none without WebGL
  let shapes = {};
  let framed = ''; // the frame, or part of it, that the view was turned to

  function startView() {
    try {
      const probe = document.createElement('canvas');
      if (!(probe.getContext('webgl2') || probe.getContext('webgl'))) throw new Error('no WebGL');
      view = window.$3Dmol.createViewer(stage, { backgroundColor: 'white', antialias: true, disableFog: true });
      view.getCanvas().addEventListener('webglcontextlost', withoutView);
      view.getCanvas().setAttribute('aria-hidden', 'true');
    } catch (refused) {
      withoutView();
    }
  }

  function withoutView() {
    view = null;
    stage.hidden = true;
    for (const name of ['legend', 'arrow-controls', 'view-controls']) part(name).hidden = true;
    part('no-webgl').hidden = false;
    part('atom').after(part('atoms-title'), part('atoms')); // where the structure would be
  }

  function ramp(share) {
    const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
    const low = Math.min(RAMP.length - 2, Math.floor(at));
    const channel = (hex, k) => parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16);
    const mixed = [0, 1, 2].map((k) =>
      Math.round(channel(RAMP[low], k) + (at - low) * (channel(RAMP[low + 1], k) - channel(RAMP[low], k))));
    return `#${mixed.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  }

  function elementColour(symbol) {
    if (symbol === 'H') return '#e6e6e6';
    const number = window.$3Dmol.elementColors.Jmol[symbol];
    return number === undefined ? '#ff1493' : `#${number.toString(16).padStart(6, '0')}`;
  }

  const valuesOf = (frame, what) =>
    what === 'error' ? frame.error : what === 'uncertainty' ? frame.uncertainty : frame.norms.known;

  function colourOf(frame, i) {
    if (state.colour === 'element') return elementColour(symbolOf(frame, i));
    if (state.colour === 'status') return STATUS_COLOURS[statusOf(frame, i)] ?? OTHER_STATUS;
    const value = valuesOf(frame, state.colour)?.[i];
    return value === undefined || value === null || !isCompared(frame, i) ? '#c8c8c8' : ramp(value / highest[state.colour]);
  }

  /** People decide; until they do, crowded frames are shown in part. */
  const isNear = (frame) => state.near ?? frame.size > CROWDED;

  /** The atoms to draw: [{index, at}], all of the frame or those near the chosen one, across the edges of the cell. */
  function drawnAtoms(frame) {
    const every = Array.from({ length: frame.size }, (none, index) => ({ index, at: place(frame, index) }));
    if (!isNear(frame)) return every;
    const centre = every[state.atom].at;
    const toNearest = nearestImage(frame);
    return every
      .map(({ index, at }) => ({ index, away: toNearest(minus(at, centre)) }))
      .filter(({ away }) => norm(away) <= NEAR)
      .map(({ index, away }) => ({ index, at: plus(centre, away) }));
  }

  /** Takes a vector between two atoms to the one between nearest images of them. */
  function nearestImage(frame) {
    if (!frame.cell || frame.radius) return (vector) => vector;
    const [a, b, c] = [0, 3, 6].map((k) => frame.cell.slice(k, k + 3));
    const volume = dot(a, cross(b, c));
    const reciprocal = [cross(b, c), cross(c, a), cross(a, b)].map((v) => times(v, 1 / volume));
    return (vector) => [a, b, c].reduce(
      (rest, each, k) => frame.periodic[k] ? minus(rest, times(each, Math.round(dot(vector, reciprocal[k])))) : rest, vector);
  }

  /** For each of the drawn atoms, which of them it is bound to. */
  function bondsOf(frame, drawn) {
    const bonds = drawn.map(() => []);
    const kinds = drawn.map(({ index }) => data.elements[frame.elements[index]]);
    for (let i = 0; i < drawn.length; i++) {
      for (let j = i + 1; j < drawn.length; j++) {
        if (kinds[i].metal && kinds[j].metal) continue;
        const most = 1.25 * (kinds[i].radius + kinds[j].radius);
        const dx = drawn[i].at[0] - drawn[j].at[0];
        if (dx < most && dx > -most && norm(minus(drawn[i].at, drawn[j].at)) < most) {
          bonds[i].push(j);
          bonds[j].push(i);
        }
      }
    }
    return bonds;
  }

  function drawStructure() {
    if (!view) return;
    const frame = frames[state.frame];
    view.removeAllModels();
    view.removeAllShapes();
    view.removeAllLabels();
    const drawn = drawnAtoms(frame);
    const bonds = bondsOf(frame, drawn);
    const model = view.addModel();
    model.addAtoms(drawn.map(({ index, at }, k) => ({
      elem: symbolOf(frame, index), serial: index, ...point(at), bonds: bonds[k], bondOrder: bonds[k].map(() => 1),
    })));
    for (const { index } of drawn) {
      const color = colourOf(frame, index);
      model.setStyle({ serial: index }, { sphere: { radius: radiusOf(frame, index), color }, stick: { radius: 0.09, color } });
    }
    view.setClickable({}, true, (atom) => open(state.frame, atom.serial));
    drawCell(frame);
    shapes = { cell: shapes.cell };
    if (state.arrows.has('known')) drawArrows('known', drawn, frame.known, KNOWN, 0.085, lengthScale());
    if (frame.predicted && state.arrows.has('predicted')) {
      const usual = words.directions ? USUAL_ARROW * 10 ** state.length : lengthScale();
      drawArrows('predicted', drawn, frame.predicted, PREDICTED, 0.05, usual);
    }
    if (frame.error && !words.directions && state.arrows.has('difference')) {
      const off = frame.predicted.map((x, k) => (isCompared(frame, Math.floor(k / 3)) ? x - frame.known[k] : 0));
      drawArrows('difference', drawn, off, DIFFERENCE, 0.05, lengthScale() * errorFactor);
    }
    mark(frame);
    const what = `${state.frame} ${isNear(frame)}`;
    if (framed !== what) resetView();
    else if (isNear(frame)) view.center({ serial: state.atom });
    framed = what;
    view.render();
  }

  const radiusOf = (frame, i) => 0.18 + 0.22 * data.elements[frame.elements[i]].radius;

  const lengthScale = () => scale * 10 ** state.length;

  function drawArrows(name, drawn, vectors, color, radius, longer) {
    const shape = view.addShape({ color, alpha: name === 'known' ? 0.8 : 1 });
    for (const { index, at } of drawn) {
      const vector = times(vectors.slice(3 * index, 3 * index + 3), longer);
      const size = norm(vector);
      if (size < 0.02) continue; // Å: inside of the atom
      shape.addArrow({
        start: point(at), end: point(plus(at, vector)),
        radius, radiusRatio: 2.2, mid: Math.max(0.5, 1 - (5 * radius) / size),
      });
    }
    shapes[name] = shape;
  }

  function drawCell(frame) {
    shapes.cell = 0;
    if (!frame.cell || frame.radius || isNear(frame)) return;
    const corner = (a, b, c) => point([0, 1, 2].map((k) => a * frame.cell[k] + b * frame.cell[3 + k] + c * frame.cell[6 + k]));
    for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
      for (const [start, end] of [
        [corner(0, a, b), corner(1, a, b)], [corner(a, 0, b), corner(a, 1, b)], [corner(a, b, 0), corner(a, b, 1)]]) {
        view.addCylinder({ start, end, radius: 0.03, color: '#9a9a9a', fromCap: 1, toCap: 1 });
        shapes.cell++;
      }
    }
  }

  function mark(frame) {
    const at = point(place(frame, state.atom));
    view.addSphere({ center: at, radius: radiusOf(frame, state.atom) + 0.22, color: MARK, alpha: 0.4 });
    view.addLabel(`${symbolOf(frame, state.atom)} ${numberOf(frame, state.atom)}`, {
      position: at, fontSize: 13, fontColor: '#1a1a1a', backgroundColor: '#ffffff', backgroundOpacity: 0.8,
      inFront: true, screenOffset: { x: 10, y: 12 }, alignment: 'bottomLeft',
    });
  }

  function resetView() {
    const frame = frames[state.frame];
    const isPart = Boolean(frame.cell || frame.radius || isNear(frame)); // of something larger
    view.setView([0, 0, 0, 0, ...(isPart ? [0, 0, 0, 1] : broadside(frame))]);
    view.zoomTo();
    if (isPart) {
      view.rotate(-12, 'y');
      view.rotate(14, 'x');
    }
    view.zoom(1.3);
    view.render();
  }

  /** The rotation (a quaternion) that lays a structure across the view: its longest axis along x, its shortest along z. */
  function broadside(frame) {
    const n = frame.size;
    const places = Array.from({ length: n }, (none, i) => place(frame, i));
    const middle = times(places.reduce(plus), 1 / n);
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

  function onStageKey(event) {
    const turns = { ArrowLeft: [-10, 'y'], ArrowRight: [10, 'y'], ArrowUp: [-10, 'x'], ArrowDown: [10, 'x'] };
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    if (turns[event.key]) view.rotate(...turns[event.key]);
    else if (event.key === '+' || event.key === '=') view.zoom(1.2);
    else if (event.key === '-') view.zoom(1 / 1.2);
    else if (event.key === '0') resetView();
    else return;
    view.render();
    event.preventDefault();
  }

  /* ---- Words and tables ---- */

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  function factsOf(frame, i) {
    const parts = [`Atom ${numberOf(frame, i)} (${symbolOf(frame, i)})`, `${words.known} ${digits(frame.norms.known[i])} ${FORCE_UNIT}`];
    if (frame.predicted && !words.directions) parts.push(`${words.predicted} ${digits(frame.norms.predicted[i])} ${FORCE_UNIT}`);
    if (frame.error) parts.push(`${words.error} ${digits(frame.error[i])}${errorUnit}`);
    if (frame.uncertainty) parts.push(`uncertainty ${digits(frame.uncertainty[i])} ${FORCE_UNIT}`);
    if (frame.nearest) parts.push(`nearest atom ${digits(frame.nearest[i])} Å`);
    parts.push(statusOf(frame, i));
    return parts;
  }

  function tell(f, i, before = '') {
    const other = f === state.frame ? '' : `frame ${f + 1} of this page, `;
    const facts = factsOf(frames[f], i).flatMap((fact) => [' · ', element('span', fact)]);
    part('atom').replaceChildren(before, other, ...facts.slice(1));
  }

  function showWords() {
    const frame = frames[state.frame];
    const why = part('why');
    why.replaceChildren(
      element('strong', `${frame.reason[0].toUpperCase()}${frame.reason.slice(1)}. `),
      frame.sentence,
      frame.radius ? ` Of ${frame.total} atoms, the ${frame.size} within ${digits(frame.radius)} Å of atom ${frame.focus} are in this page.` : '');
    part('which').textContent = `${state.frame + 1} of ${frames.length}: ${frame.file}, frame ${frame.frame}`;
    part('slider').value = state.frame;
    part('slider').setAttribute('aria-valuetext', `Frame ${state.frame + 1} of ${frames.length}: ${frame.reason}. ${frame.sentence}`);
    part('previous').disabled = state.frame === 0;
    part('next').disabled = state.frame === frames.length - 1;
    root.querySelectorAll('[data-part=list] tbody tr').forEach((row, f) => {
      row.classList.toggle('chosen', f === state.frame);
    });
  }

  function showLegend() {
    const key = (className, style, text) => {
      const span = element('span', '');
      const sign = element('i', '', { class: className });
      Object.assign(sign.style, style);
      span.append(sign, text);
      return span;
    };
    const frame = frames[state.frame];
    const keys = [];
    if (state.colour === 'element') {
      for (const e of [...new Set(frame.elements)].sort((a, b) => a - b)) {
        keys.push(key('dot', { background: elementColour(data.elements[e].symbol) }, data.elements[e].symbol));
      }
    } else if (state.colour === 'status') {
      for (const status of new Set(Array.from({ length: frame.size }, (none, i) => statusOf(frame, i)))) {
        keys.push(key('dot', { background: STATUS_COLOURS[status] ?? OTHER_STATUS }, status));
      }
    } else {
      const unit = state.colour === 'error' ? errorUnit : ` ${FORCE_UNIT}`;
      const name = { error: words.error, uncertainty: 'uncertainty', force: `${words.known}, norm` }[state.colour];
      keys.push(key('ramp', { background: `linear-gradient(to right, ${RAMP.join(', ')})` },
        `${name}: 0 to ${shortest(highest[state.colour])}${unit} and more`));
    }
    keys.push(element('span', `1 Å of arrow is ${shortest(1 / lengthScale())} ${FORCE_UNIT}`, { 'data-part': 'arrow-scale' }));
    if (isNear(frame)) keys.push(element('span', `atoms within ${NEAR} Å of the chosen one`));
    part('legend').replaceChildren(...keys);
    part('near').checked = isNear(frame);
  }

  function table(head, rows, choose) {
    const made = document.createElement('table');
    const headRow = made.createTHead().insertRow();
    head.forEach((text) => headRow.append(element('th', text, { scope: 'col' })));
    const body = made.createTBody();
    rows.forEach(({ cells, index }) => {
      const row = body.insertRow();
      row.classList.toggle('chosen', index === state.atom);
      cells.forEach((text, k) => {
        const cell = row.insertCell();
        if (k) {
          cell.textContent = text;
        } else {
          const button = element('button', text, { type: 'button', 'data-index': index });
          button.addEventListener('click', () => choose(index));
          cell.append(button);
        }
      });
    });
    return made;
  }

  function showAtoms() {
    const frame = frames[state.frame];
    const sizes = frame.error ?? frame.norms.known;
    const order = Array.from({ length: frame.size }, (none, i) => i)
      .filter((i) => isCompared(frame, i) && sizes[i] !== null)
      .sort((a, b) => sizes[b] - sizes[a] || a - b)
      .slice(0, LISTED_ATOMS);
    part('atoms-title').textContent = frame.error
      ? `Atoms of this frame with the largest ${words.errors}` : 'Atoms of this frame with the largest forces';
    const columns = [['atom', (i) => `${numberOf(frame, i)} (${symbolOf(frame, i)})`],
      [`${words.known} (${FORCE_UNIT})`, (i) => components(frame.known, i)]];
    if (frame.predicted) {
      columns.push([words.directions ? words.predicted : `${words.predicted} (${FORCE_UNIT})`, (i) => components(frame.predicted, i)]);
      columns.push([`${words.error} (${errorUnit.trim()})`, (i) => digits(frame.error[i])]);
    }
    if (frame.uncertainty) columns.push([`uncertainty (${FORCE_UNIT})`, (i) => digits(frame.uncertainty[i])]);
    columns.push(['status', (i) => statusOf(frame, i)]);
    const focused = document.activeElement?.dataset?.index;
    const inside = part('atoms').contains(document.activeElement);
    part('atoms').replaceChildren(table(columns.map((column) => column[0]),
      order.map((i) => ({ index: i, cells: columns.map((column) => column[1](i)) })),
      (index) => open(state.frame, index)));
    if (inside) part('atoms').querySelector(`[data-index="${focused}"]`)?.focus();
  }

  function components(vectors, i) {
    return vectors.slice(3 * i, 3 * i + 3).map((x) => x.toFixed(3).replace('-', '−')).join('\u2002');
  }

  /* ---- What people do ---- */

  /** Shows a frame, and an atom of it; without one the atom for which the frame was chosen. */
  function open(f, i = indexOf(frames[f], frames[f].focus)) {
    state.frame = f;
    state.atom = Math.max(0, i);
    showWords();
    showAtoms();
    showLegend();
    tell(f, state.atom);
    drawMap();
    drawStructure();
  }

  function choosePlot(name) {
    state.plot = name;
    placed = pointsOf(plots[name]);
    cursor = -1;
    const left = frames.reduce((sum, frame) => sum + frame.size, 0) - new Set(placed.map((p) => `${p.frame} ${p.index}`)).size;
    const logarithmic = plots[name].log ? ' Both axes are logarithmic.' : '';
    const without = left ? ` ${left === 1 ? '1 atom has' : `${left} atoms have`} no point here.` : '';
    part('map-note').textContent = `Each point is an atom${name === 'components' ? ', three times' : ''}: click one, and its frame is opened. With the keyboard, arrows move between points and Enter opens one.${logarithmic}${without}`;
    canvas.setAttribute('aria-label', `${plots[name].title}, ${placed.length} points. Arrow keys move between points, Enter opens the frame of a point.`);
    drawMap();
  }

  function fillChoices() {
    Object.entries(plots).forEach(([name, plot]) => part('plot').append(element('option', plot.title, { value: name })));
    const colours = [['element', 'element'], ['force', `${words.known}, norm`]];
    if (hasErrors) colours.push(['error', words.error]);
    if (hasUncertainties) colours.push(['uncertainty', 'uncertainty']);
    if (frames.some((frame) => Object.keys(frame.statuses).length)) colours.push(['status', 'status']);
    colours.forEach(([name, text]) => part('colour').append(element('option', text, { value: name })));
    const arrows = [['known', words.known, KNOWN]];
    if (hasErrors) arrows.push(['predicted', words.predicted, PREDICTED]);
    if (hasErrors && !words.directions) {
      arrows.push(['difference', errorFactor > 1 ? `${words.error}, ${errorFactor} times as long` : words.error, DIFFERENCE]);
    }
    arrows.forEach(([name, text, colour]) => {
      const box = element('input', '', { type: 'checkbox', value: name });
      box.checked = state.arrows.has(name);
      box.addEventListener('change', () => {
        state.arrows[box.checked ? 'add' : 'delete'](name);
        drawStructure();
      });
      const sign = element('i', '', { class: 'swatch' });
      sign.style.background = colour;
      const label = element('label', '');
      label.append(box, sign, text);
      part('arrows').append(label);
    });
  }

  function listenToEverything() {
    part('slider').addEventListener('input', () => open(Number(part('slider').value)));
    part('previous').addEventListener('click', () => open(state.frame - 1));
    part('next').addEventListener('click', () => open(state.frame + 1));
    part('plot').addEventListener('change', () => choosePlot(part('plot').value));
    part('colour').addEventListener('change', () => {
      state.colour = part('colour').value;
      showLegend();
      drawStructure();
    });
    part('length').addEventListener('input', () => {
      state.length = Number(part('length').value);
      showLegend();
      drawStructure();
    });
    part('near').addEventListener('change', () => {
      state.near = part('near').checked;
      showLegend();
      drawStructure();
    });
    part('reset').addEventListener('click', () => view && resetView());
    stage.addEventListener('keydown', onStageKey);
    // Wheel and finger move a structure that was clicked or tapped, and scroll the page over any other.
    for (const name of ['wheel', 'touchstart', 'touchmove']) {
      stage.addEventListener(name, (event) => {
        if (!stage.contains(document.activeElement)) event.stopPropagation();
      }, { capture: true, passive: true });
    }
    stage.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'touch') stage.focus({ preventScroll: true });
    });
    stage.addEventListener('click', () => stage.focus({ preventScroll: true }));
    canvas.addEventListener('keydown', onMapKey);
    canvas.addEventListener('focus', drawMap);
    canvas.addEventListener('blur', drawMap);
    canvas.addEventListener('click', (event) => {
      const found = nearestPoint(event.offsetX, event.offsetY);
      if (found >= 0) {
        cursor = found;
        open(placed[found].frame, placed[found].index);
      }
    });
    canvas.addEventListener('pointermove', (event) => {
      canvas.style.cursor = nearestPoint(event.offsetX, event.offsetY) >= 0 ? 'pointer' : 'default';
    });
    new ResizeObserver(drawMap).observe(canvas);
    window.addEventListener('beforeprint', () => {
      if (view) part('still').src = view.pngURI();
    });
    root.querySelectorAll('[data-part=list] tbody tr').forEach((row, f) => {
      const button = element('button', row.cells[0].textContent, { type: 'button' });
      button.addEventListener('click', () => open(f));
      row.cells[0].replaceChildren(button);
    });
  }

  function start() {
    root.querySelector('.structures-off').remove();
    root.querySelector('.structures-live').hidden = false;
    part('slider').max = frames.length - 1;
    fillChoices();
    startView();
    listenToEverything();
    choosePlot(Object.keys(plots)[0]);
    open(0);
    root.viewer = {
      state: () => ({ frame: state.frame, atom: numberOf(frames[state.frame], state.atom), plot: state.plot, colour: state.colour, webgl: Boolean(view) }),
      open: (f, atom) => open(f, indexOf(frames[f], atom)),
      points: () => placed.map(({ frame, atom, x, y }) => ({ frame, atom, x, y })),
      drawn: () => ({
        atoms: view ? view.selectedAtoms({}).length : 0,
        arrows: Object.fromEntries(['known', 'predicted', 'difference'].map((name) => [name, shapes[name]?.components.length ?? 0])),
        cellEdges: shapes.cell ?? 0,
      }),
      places: () => (view ? view.selectedAtoms({}) : []).map((atom) => (
        { atom: numberOf(frames[state.frame], atom.serial), ...view.modelToScreen(atom) })),
    };
  }

  start();
})();
