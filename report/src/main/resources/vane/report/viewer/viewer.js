/*
 * The structures of a report: a frame with forces as arrows, beside a plot of the atoms of all frames. This script ties
 * the parts in viewer.html together. Tests and consoles find it at document.getElementById('structures').viewer:
 *   state()            {frame, atom, plot, colour, webgl}: what is shown; atoms by number in their frame
 *   open(frame, atom)  shows a frame of the page, and one of its atoms
 *   points()           what is on the plot: [{frame, atom, x, y}], x and y in pixels of the canvas
 *   drawn()            {atoms, arrows: {known, predicted, difference}, cellEdges}: counts of what is drawn
 *   places()           the atoms of the drawn structure: [{atom, x, y}], x and y in pixels of the page
 */
(() => {
  'use strict';

  const { digits } = Numbers;
  const { FORCE_UNIT, isCompared, statusOf, numberOf, indexOf, vector, indices } = Frames;
  const LISTED_ATOMS = 10;

  const root = document.getElementById('structures');
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const data = Frames.read(document.getElementById('structures-data').textContent);
  const { words, frames, errorUnit } = data;
  const plots = plotsOf(data);
  const state = { frame: 0, atom: 0, plot: '' };
  root.querySelector('.structures-off').remove();
  root.querySelector('.structures-live').hidden = false;
  const map = new ScatterPlot(part('map'), {
    onReach: (p) => tell(p.group, p.index, 'Enter opens '),
    onChoose: (p) => open(p.group, p.index),
  });
  const view = new StructureView(part('stage'), data, { onAtom: (index) => open(state.frame, index), onLost: showNoWebGl });

  /* ---- Words and tables ---- */

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  function factsOf(frame, i) {
    const parts = [`Atom ${numberOf(frame, i)} (${data.symbolOf(frame, i)})`, `${words.known} ${digits(frame.norms.known[i])} ${FORCE_UNIT}`];
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
    part('near').checked = view.isNear();
    part('legend').replaceChildren(...view.legend().map(({ className, background, text }) => {
      const span = element('span', text);
      if (className) {
        const sign = element('i', '', { class: className });
        sign.style.background = background;
        span.prepend(sign);
      }
      return span;
    }));
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
    const order = indices(frame)
      .filter((i) => isCompared(frame, i) && sizes[i] !== null)
      .sort((a, b) => sizes[b] - sizes[a] || a - b)
      .slice(0, LISTED_ATOMS);
    part('atoms-title').textContent = frame.error
      ? `Atoms of this frame with the largest ${words.errors}` : 'Atoms of this frame with the largest forces';
    const columns = [['atom', (i) => `${numberOf(frame, i)} (${data.symbolOf(frame, i)})`],
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
    return vector(vectors, i).map((x) => x.toFixed(3).replace('-', '−')).join('\u2002');
  }

  /** In place of the structure stands the table of atoms. */
  function showNoWebGl() {
    for (const name of ['stage', 'legend', 'arrow-controls', 'view-controls']) part(name).hidden = true;
    part('no-webgl').hidden = false;
    part('atom').after(part('atoms-title'), part('atoms'));
  }

  /* ---- What people do ---- */

  /** Shows a frame, and an atom of it; without one the atom for which the frame was chosen. */
  function open(f, i = indexOf(frames[f], frames[f].focus)) {
    state.frame = f;
    state.atom = Math.max(0, i);
    showWords();
    showAtoms();
    tell(f, state.atom);
    map.mark(f, state.atom);
    view.show(frames[f], state.atom);
    showLegend();
  }

  function pointsOf(plot) {
    return frames.flatMap((frame, group) => indices(frame)
      .filter((index) => isCompared(frame, index))
      .flatMap((index) => plot.points(frame, index)
        .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && (!plot.log || (x > 0 && y > 0)))
        .map(([valueX, valueY]) => ({ group, index, valueX, valueY }))));
  }

  function choosePlot(name) {
    const plot = plots[name];
    const points = pointsOf(plot);
    state.plot = name;
    map.show(plot, points);
    const atoms = frames.reduce((sum, frame) => sum + frame.size, 0);
    const left = atoms - new Set(points.map((p) => `${p.group} ${p.index}`)).size;
    part('map-note').textContent = [
      `Each point is an atom${name === 'components' ? ', three times' : ''}: click one, and its frame is opened.`,
      'With the keyboard, arrows move between points and Enter opens one.',
      plot.log ? 'Both axes are logarithmic.' : '',
      left ? `${left === 1 ? '1 atom has' : `${left} atoms have`} no point here.` : '',
    ].filter(Boolean).join(' ');
    part('map').setAttribute('aria-label',
      `${plot.title}, ${points.length} points. Arrow keys move between points, Enter opens the frame of a point.`);
  }

  function fillChoices() {
    Object.entries(plots).forEach(([name, plot]) => part('plot').append(element('option', plot.title, { value: name })));
    const colours = [['element', 'element'], ['force', `${words.known}, norm`]];
    if (data.hasErrors) colours.push(['error', words.error]);
    if (data.hasUncertainties) colours.push(['uncertainty', 'uncertainty']);
    if (data.hasStatuses) colours.push(['status', 'status']);
    colours.forEach(([name, text]) => part('colour').append(element('option', text, { value: name })));
    const arrows = [['known', words.known]];
    if (data.hasErrors) arrows.push(['predicted', words.predicted]);
    if (data.hasErrorVectors) {
      arrows.push(['difference', data.errorFactor > 1 ? `${words.error}, ${data.errorFactor} times as long` : words.error]);
    }
    arrows.forEach(([name, text]) => {
      const box = element('input', '', { type: 'checkbox', value: name });
      box.checked = view.arrows.has(name);
      box.addEventListener('change', () => {
        view.arrows[box.checked ? 'add' : 'delete'](name);
        view.draw();
      });
      const sign = element('i', '', { class: 'swatch' });
      sign.style.background = StructureView.arrowColour(name);
      const label = element('label', '');
      label.append(box, sign, text);
      part('arrows').append(label);
    });
  }

  /** A control that changes the look of the structure. */
  function onLook(name, event, change) {
    part(name).addEventListener(event, () => {
      change(part(name));
      view.draw();
      showLegend();
    });
  }

  function listenToControls() {
    part('slider').max = frames.length - 1;
    part('slider').addEventListener('input', () => open(Number(part('slider').value)));
    part('previous').addEventListener('click', () => open(state.frame - 1));
    part('next').addEventListener('click', () => open(state.frame + 1));
    part('plot').addEventListener('change', () => choosePlot(part('plot').value));
    onLook('colour', 'change', (control) => { view.colour = control.value; });
    onLook('length', 'input', (control) => { view.length = Number(control.value); });
    onLook('near', 'change', (control) => { view.near = control.checked; });
    part('reset').addEventListener('click', () => view.isThere() && view.reset());
    window.addEventListener('beforeprint', () => {
      if (view.isThere()) part('still').src = view.picture();
    });
    root.querySelectorAll('[data-part=list] tbody tr').forEach((row, f) => {
      const [reason, where] = [row.cells[0].textContent, row.cells[1].textContent];
      const button = element('button', reason, { type: 'button', 'aria-label': `${reason}: ${where}` });
      button.addEventListener('click', () => open(f));
      row.cells[0].replaceChildren(button);
    });
  }

  fillChoices();
  listenToControls();
  choosePlot(Object.keys(plots)[0]);
  open(0);
  root.viewer = {
    state: () => ({
      frame: state.frame, atom: numberOf(frames[state.frame], state.atom), plot: state.plot, colour: view.colour, webgl: view.isThere(),
    }),
    open: (f, atom) => open(f, indexOf(frames[f], atom)),
    points: () => map.points.map(({ group, index, x, y }) => ({ frame: group, atom: numberOf(frames[group], index), x, y })),
    drawn: () => view.drawn(),
    places: () => view.places(),
  };
})();
