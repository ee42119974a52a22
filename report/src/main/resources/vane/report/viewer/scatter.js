/*
 * A plot of points that can be chosen by mouse, finger and keyboard. A point is {group, index, valueX, valueY}; the
 * points of the chosen group stand out, the chosen one of them has a ring. It tells of choices:
 *   onReach(point)   the keys are at a point
 *   onChoose(point)  a point was clicked, or chosen by Enter or the space bar
 */
const ScatterPlot = (() => {
  'use strict';

  const BOX = { left: 62, right: 14, top: 12, bottom: 48 };
  const REACH = 14; // pixels around a point that belong to it
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const LIGHT = 'rgba(70, 110, 140, 0.38)', STRONG = '#f07000', RING = '#1a1a1a', CURSOR = '#0070d8';

  class Plot {
    constructor(canvas, { onReach, onChoose }) {
      Object.assign(this, { canvas, onReach, onChoose, plot: null, points: [], group: 0, index: 0 });
      this.cursor = -1; // the point that the keys have reached
      canvas.addEventListener('keydown', (event) => this.#onKey(event));
      canvas.addEventListener('focus', () => this.draw());
      canvas.addEventListener('blur', () => this.draw());
      canvas.addEventListener('click', (event) => {
        const found = this.#nearest(event.offsetX, event.offsetY);
        if (found >= 0) this.#choose(found);
      });
      canvas.addEventListener('pointermove', (event) => {
        canvas.style.cursor = this.#nearest(event.offsetX, event.offsetY) >= 0 ? 'pointer' : 'default';
      });
      new ResizeObserver(() => this.draw()).observe(canvas);
    }

    /** Shows a plot {title, x, y, log, diagonal, zero} of points. */
    show(plot, points) {
      Object.assign(this, { plot, points, cursor: -1 });
      this.draw();
    }

    /** Lets a point stand out, and all of its group. */
    mark(group, index) {
      Object.assign(this, { group, index });
      this.draw();
    }

    #isMarked(point) {
      return point.group === this.group && point.index === this.index;
    }

    draw() {
      const { canvas, plot, points } = this;
      const width = canvas.clientWidth, height = canvas.clientHeight;
      if (!plot || !width) return;
      const sharp = Math.max(1, window.devicePixelRatio || 1);
      canvas.width = width * sharp;
      canvas.height = height * sharp;
      const pen = canvas.getContext('2d');
      pen.scale(sharp, sharp);
      const axes = axesOf(plot, points, width, height);
      drawAxes(pen, plot, axes, width, height, getComputedStyle(canvas).fontFamily);
      for (const p of points) {
        p.x = axes.toX(p.valueX);
        p.y = axes.toY(p.valueY);
      }
      for (const p of points) if (p.group !== this.group) disc(pen, p, 2.6, LIGHT);
      for (const p of points) if (p.group === this.group) disc(pen, p, 3.8, STRONG, '#ffffff');
      for (const p of points) if (this.#isMarked(p)) disc(pen, p, 7, null, RING, 2);
      if (this.cursor >= 0 && document.activeElement === canvas) disc(pen, points[this.cursor], 10.5, null, CURSOR, 2.5);
    }

    #choose(point) {
      this.cursor = point;
      this.onChoose(this.points[point]);
    }

    #nearest(x, y) {
      let best = -1, least = REACH * REACH;
      this.points.forEach((p, k) => {
        const away = (p.x - x) ** 2 + (p.y - y) ** 2;
        if (away < least || (away === least && p.group === this.group)) {
          least = away;
          best = k;
        }
      });
      return best;
    }

    /** The nearest point in a direction: not farther to the side than ahead. */
    #towards([dx, dy]) {
      const from = this.points[this.cursor];
      let best = this.cursor, least = Infinity;
      this.points.forEach((p, k) => {
        const ahead = (p.x - from.x) * dx + (p.y - from.y) * dy;
        const aside = Math.abs((p.x - from.x) * dy) + Math.abs((p.y - from.y) * dx);
        if (ahead > 0.5 && aside <= ahead && ahead + aside < least) {
          least = ahead + aside;
          best = k;
        }
      });
      return best;
    }

    #onKey(event) {
      if (!this.points.length || event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.cursor < 0) this.cursor = Math.max(0, this.points.findIndex((p) => this.#isMarked(p)));
      if (STEPS[event.key]) {
        this.cursor = this.#towards(STEPS[event.key]);
        this.onReach(this.points[this.cursor]);
      } else if (event.key === 'Enter' || event.key === ' ') {
        this.#choose(this.cursor);
      } else {
        return;
      }
      event.preventDefault();
      this.draw();
    }
  }

  /** The ranges of both axes, and where values are in pixels. */
  function axesOf(plot, points, width, height) {
    let rangeX = range(points.map((p) => p.valueX), plot);
    let rangeY = range(points.map((p) => p.valueY), plot);
    if (plot.diagonal && !plot.log) {
      rangeX = rangeY = [Math.min(rangeX[0], rangeY[0]), Math.max(rangeX[1], rangeY[1])];
    }
    const along = (value, [low, high]) => ((plot.log ? Math.log10(value) : value) - low) / (high - low);
    return {
      rangeX, rangeY,
      toX: (value) => BOX.left + (width - BOX.left - BOX.right) * along(value, rangeX),
      toY: (value) => BOX.top + (height - BOX.top - BOX.bottom) * (1 - along(value, rangeY)),
    };
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

  function ticks([low, high], log) {
    const found = [];
    if (log) {
      const decades = logarithmicTicks([1], low, high);
      return decades.length > 2 ? decades : logarithmicTicks([1, 2, 5], low, high);
    }
    const wanted = Numbers.roundDown((high - low) / 4);
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

  function drawAxes(pen, plot, { rangeX, rangeY, toX, toY }, width, height, typeface) {
    const bottom = height - BOX.bottom, right = width - BOX.right;
    pen.font = `12px ${typeface}`;
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

  return Plot;
})();
