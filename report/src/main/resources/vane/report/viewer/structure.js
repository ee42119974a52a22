/*
 * A structure in three dimensions, drawn by 3Dmol.js: atoms, bonds, cell, arrows, and a mark on the chosen atom. It
 * holds what people chose of its look: colour, arrows, length (a power of ten), near (null: as crowded as the frame is).
 *   onAtom(index)  an atom was clicked
 *   onLost()       the browser has no WebGL, or took it away
 */
const StructureView = (() => {
  'use strict';

  const { plus, minus, times, dot, cross, norm } = Numbers;
  const { FORCE_UNIT, vector, place, indices, isCompared, statusOf, numberOf } = Frames;
  const ARROWS = {
    known: { colour: '#0070d8', radius: 0.085, alpha: 0.8 },
    predicted: { colour: '#f07000', radius: 0.05, alpha: 1 },
    difference: { colour: '#009e73', radius: 0.05, alpha: 1 },
  };
  const MARK = '#f0c800';
  const CELL = '#9a9a9a';
  const STATUS_COLOURS = { ok: '#c8c8c8', extrapolating: '#d55e00', held: '#56b4e9' };
  const OTHER_STATUS = '#cc79a7';
  const NO_VALUE = '#c8c8c8';
  const RAMP = ['#fdf3c3', '#fec287', '#f1605d', '#b63679', '#51127c', '#1b0c41'];
  const NEAR = 6; // Å around the chosen atom: what is shown of crowded frames
  const CROWDED = 120; // atoms, beyond which one in the middle is hidden by others
  const point = ([x, y, z]) => ({ x, y, z });

  class View {
    constructor(stage, data, { onAtom, onLost }) {
      Object.assign(this, { data, onAtom, frame: null, atom: 0 });
      Object.assign(this, { colour: 'element', length: 0, near: null, arrows: new Set(['known', 'predicted']) });
      this.shapes = {}; // of 3Dmol, by the name of the arrows
      this.cellEdges = 0;
      this.framed = ''; // the frame, or part of it, that the view was turned to
      this.canvas3d = null; // the viewer of 3Dmol; none without WebGL
      try {
        const probe = document.createElement('canvas');
        if (!(probe.getContext('webgl2') || probe.getContext('webgl'))) throw new Error('no WebGL');
        this.canvas3d = window.$3Dmol.createViewer(stage, { backgroundColor: 'white', antialias: true, disableFog: true });
        this.canvas3d.getCanvas().setAttribute('aria-hidden', 'true');
        this.canvas3d.getCanvas().addEventListener('webglcontextlost', () => this.#lose(onLost));
        this.#listen(stage);
      } catch (refused) {
        this.#lose(onLost);
      }
    }

    #lose(onLost) {
      this.canvas3d = null;
      onLost();
    }

    isThere() {
      return Boolean(this.canvas3d);
    }

    #listen(stage) {
      stage.addEventListener('keydown', (event) => this.#onKey(event));
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
    }

    #onKey(event) {
      const turns = { ArrowLeft: [-10, 'y'], ArrowRight: [10, 'y'], ArrowUp: [-10, 'x'], ArrowDown: [10, 'x'] };
      const zooms = { '+': 1.2, '=': 1.2, '-': 1 / 1.2 };
      if (!this.canvas3d || event.ctrlKey || event.metaKey || event.altKey) return;
      if (turns[event.key]) this.canvas3d.rotate(...turns[event.key]);
      else if (zooms[event.key]) this.canvas3d.zoom(zooms[event.key]);
      else if (event.key === '0') this.reset();
      else return;
      this.canvas3d.render();
      event.preventDefault();
    }

    /** Shows a frame with the mark on one of its atoms. */
    show(frame, atom) {
      Object.assign(this, { frame, atom });
      this.draw();
    }

    draw() {
      const { canvas3d, frame, data } = this;
      if (!canvas3d || !frame) return;
      canvas3d.removeAllModels();
      canvas3d.removeAllShapes();
      canvas3d.removeAllLabels();
      const drawn = this.#drawnAtoms();
      this.#drawAtoms(drawn);
      this.#drawCell();
      this.shapes = {};
      this.#drawArrows('known', drawn, frame.known, this.arrowScale());
      if (frame.predicted) {
        const longer = data.words.directions ? data.directionLength * 10 ** this.length : this.arrowScale();
        this.#drawArrows('predicted', drawn, frame.predicted, longer);
      }
      if (frame.predicted && data.hasErrorVectors) {
        const off = frame.predicted.map((x, k) => (isCompared(frame, Math.floor(k / 3)) ? x - frame.known[k] : 0));
        this.#drawArrows('difference', drawn, off, this.arrowScale() * data.errorFactor);
      }
      this.#drawMark();
      const framed = `${data.frames.indexOf(frame)} ${this.isNear()}`;
      if (framed !== this.framed) this.reset();
      else if (this.isNear()) canvas3d.center({ serial: this.atom });
      this.framed = framed;
      canvas3d.render();
    }

    /** Å of arrow per eV/Å. */
    arrowScale() {
      return this.data.scale * 10 ** this.length;
    }

    /** People decide; until they do, crowded frames are shown in part. */
    isNear() {
      return this.near ?? this.frame.size > CROWDED;
    }

    /** The atoms to draw: [{index, at}], all of the frame or those near the chosen one, across the edges of the cell. */
    #drawnAtoms() {
      const { frame } = this;
      const every = indices(frame).map((index) => ({ index, at: place(frame, index) }));
      if (!this.isNear()) return every;
      const centre = every[this.atom].at;
      const toNearest = nearestImage(frame);
      return every
        .map(({ index, at }) => ({ index, away: toNearest(minus(at, centre)) }))
        .filter(({ away }) => norm(away) <= NEAR)
        .map(({ index, away }) => ({ index, at: plus(centre, away) }));
    }

    #drawAtoms(drawn) {
      const { canvas3d, frame, data } = this;
      const bonds = bondsOf(drawn, drawn.map(({ index }) => data.elements[frame.elements[index]]));
      const model = canvas3d.addModel();
      model.addAtoms(drawn.map(({ index, at }, k) => ({
        elem: data.symbolOf(frame, index), serial: index, ...point(at), bonds: bonds[k], bondOrder: bonds[k].map(() => 1),
      })));
      for (const { index } of drawn) {
        const color = this.#colourOf(index);
        model.setStyle({ serial: index }, { sphere: { radius: this.#radiusOf(index), color }, stick: { radius: 0.09, color } });
      }
      canvas3d.setClickable({}, true, (atom) => this.onAtom(atom.serial));
    }

    #radiusOf(i) {
      return 0.18 + 0.22 * this.data.elements[this.frame.elements[i]].radius;
    }

    #colourOf(i) {
      const { frame, data, colour } = this;
      if (colour === 'element') return elementColour(data.symbolOf(frame, i));
      if (colour === 'status') return STATUS_COLOURS[statusOf(frame, i)] ?? OTHER_STATUS;
      const value = data.values(frame, colour)?.[i] ?? null;
      return value === null || !isCompared(frame, i) ? NO_VALUE : ramp(value / data.highest[colour]);
    }

    #drawArrows(name, drawn, vectors, longer) {
      if (!this.arrows.has(name)) return;
      const { colour, radius, alpha } = ARROWS[name];
      const shape = this.canvas3d.addShape({ color: colour, alpha });
      for (const { index, at } of drawn) {
        const arrow = times(vector(vectors, index), longer);
        const size = norm(arrow);
        if (size < 0.02) continue; // Å: inside of the atom
        shape.addArrow({
          start: point(at), end: point(plus(at, arrow)),
          radius, radiusRatio: 2.2, mid: Math.max(0.5, 1 - (5 * radius) / size),
        });
      }
      this.shapes[name] = shape;
    }

    #drawCell() {
      const { frame } = this;
      this.cellEdges = 0;
      if (!frame.cell || frame.radius || this.isNear()) return;
      const corner = (a, b, c) => point([0, 1, 2].map((k) => a * frame.cell[k] + b * frame.cell[3 + k] + c * frame.cell[6 + k]));
      for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
        for (const [start, end] of [
          [corner(0, a, b), corner(1, a, b)], [corner(a, 0, b), corner(a, 1, b)], [corner(a, b, 0), corner(a, b, 1)]]) {
          this.canvas3d.addCylinder({ start, end, radius: 0.03, color: CELL, fromCap: 1, toCap: 1 });
          this.cellEdges++;
        }
      }
    }

    #drawMark() {
      const { canvas3d, frame, atom } = this;
      const at = point(place(frame, atom));
      canvas3d.addSphere({ center: at, radius: this.#radiusOf(atom) + 0.22, color: MARK, alpha: 0.4 });
      canvas3d.addLabel(`${this.data.symbolOf(frame, atom)} ${numberOf(frame, atom)}`, {
        position: at, fontSize: 13, fontColor: '#1a1a1a', backgroundColor: '#ffffff', backgroundOpacity: 0.8,
        inFront: true, screenOffset: { x: 10, y: 12 }, alignment: 'bottomLeft',
      });
    }

    reset() {
      const { canvas3d, frame } = this;
      const isPart = Boolean(frame.cell || frame.radius || this.isNear()); // of something larger
      const places = indices(frame).map((i) => place(frame, i));
      canvas3d.setView([0, 0, 0, 0, ...(isPart ? [0, 0, 0, 1] : Numbers.broadside(places))]);
      canvas3d.zoomTo();
      if (isPart) {
        canvas3d.rotate(-12, 'y');
        canvas3d.rotate(14, 'x');
      }
      canvas3d.zoom(1.3);
      canvas3d.render();
    }

    /** What the colours and arrows mean: [{className, background, text}]. */
    legend() {
      const { data, frame, colour } = this;
      const dot = (background, text) => ({ className: 'dot', background, text });
      const keys = [];
      if (colour === 'element') {
        for (const e of [...new Set(frame.elements)].sort((a, b) => a - b)) {
          keys.push(dot(elementColour(data.elements[e].symbol), data.elements[e].symbol));
        }
      } else if (colour === 'status') {
        for (const status of new Set(indices(frame).map((i) => statusOf(frame, i)))) {
          keys.push(dot(STATUS_COLOURS[status] ?? OTHER_STATUS, status));
        }
      } else {
        const unit = colour === 'error' ? data.errorUnit : ` ${FORCE_UNIT}`;
        const name = { error: data.words.error, uncertainty: 'uncertainty', force: `${data.words.known}, norm` }[colour];
        const end = Numbers.shortest(data.highest[colour]);
        keys.push({
          className: 'ramp', background: `linear-gradient(to right, ${RAMP.join(', ')})`, text: `${name}: 0 to ${end}${unit} and more`,
        });
      }
      keys.push({ text: `1 Å of arrow is ${Numbers.shortest(1 / this.arrowScale())} ${FORCE_UNIT}` });
      if (this.isNear()) keys.push({ text: `atoms within ${NEAR} Å of the chosen one` });
      return keys;
    }

    /** Counts of what is drawn, for tests. */
    drawn() {
      const names = Object.keys(ARROWS);
      return {
        atoms: this.canvas3d ? this.canvas3d.selectedAtoms({}).length : 0,
        arrows: Object.fromEntries(names.map((name) => [name, this.shapes[name]?.components.length ?? 0])),
        cellEdges: this.cellEdges,
      };
    }

    /** Where the drawn atoms are, in pixels of the page, for tests. */
    places() {
      return (this.canvas3d ? this.canvas3d.selectedAtoms({}) : []).map((atom) => (
        { atom: numberOf(this.frame, atom.serial), ...this.canvas3d.modelToScreen(atom) }));
    }

    /** A picture of it, for paper. */
    picture() {
      return this.canvas3d.pngURI();
    }

    static arrowColour(name) {
      return ARROWS[name].colour;
    }
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
  function bondsOf(drawn, kinds) {
    const bonds = drawn.map(() => []);
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

  return View;
})();
