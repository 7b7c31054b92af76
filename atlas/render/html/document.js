/* Colours and texts of the map come from the page's data; this script only shows them.
   Texts of the data are set as textContent, so a name can never become markup. */
(function () {
  'use strict';
  /**
   * What atlas/render/html/document.py writes.
   * @typedef {{label: string, colour: string, line: string, light: boolean, hatched: boolean, sign: string, pattern: string}} Entry
   * @typedef {{unit: string, name: string, official: string, row: string, text: string, line: string, size: number, legend_class: number, details: [label: string, text: string][]}} Figure
   * @typedef {{unit: string, at: [number, number], edge: [number, number]}} NameSpot
   *
   * @typedef {object} Year
   * @property {string} label
   * @property {string} headline
   * @property {string} subtitle
   * @property {string} caption
   * @property {string} area
   * @property {[entry: number, part: number] | null} mark
   * @property {string[]} counts
   * @property {string[]} twin
   * @property {string[]} heads
   * @property {[label: string, text: string][]} sources
   * @property {Figure[]} figures
   *
   * @typedef {object} Data
   * @property {string} map name of the variable that holds Leaflet's map
   * @property {Entry[]} legend
   * @property {number} outside entry of shapes without a figure
   * @property {Record<string, string>} names of shapes that lack a figure in some year
   * @property {boolean} few whether each unit can be reached with the tab key, and names lie across borders
   * @property {Record<string, {names: string[][], number: string}>} labels ways to set names, none on a map of too many units
   * @property {string} official says the official name of a unit that is called otherwise
   * @property {number} weight of borders, pixels
   * @property {L.LatLngBoundsLiteral | null} bounds
   * @property {[string, string]} zoom
   * @property {NameSpot[]} spots
   * @property {number} radius of the largest circle on Leaflet's plane, metres
   * @property {{label: string, size: number}[]} circles
   * @property {string} ground colour beneath circles, "" on a map without
   * @property {import('geojson').FeatureCollection} shapes
   * @property {import('geojson').FeatureCollection} coarser
   * @property {import('geojson').FeatureCollection} whole area below units that cover a part of it
   * @property {string} wholeColour
   * @property {string[]} picked units that are outlined from the start
   * @property {number} current
   * @property {Year[]} years
   */
  /** @param {string} id */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @type {Data} */
  const data = JSON.parse(String(element('data').textContent));
  const map = /** @type {L.Map} */ (/** @type {any} */ (window)[data.map]);
  const valuesBox = /** @type {HTMLInputElement | null} */ (document.getElementById('values'));
  const selectBox = /** @type {HTMLSelectElement} */ (element('units'));
  const INK = '#18242b';
  const METRES = 40075016.686; // around the equator, on Leaflet's plane
  const phone = window.matchMedia('(max-width: 800px)');

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} [text]
   * @param {string} [className]
   */
  const make = (tag, text, className) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  /**
   * @template {keyof SVGElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string | number>} attributes
   * @param {...Node} children
   */
  const makeSvg = (tag, attributes, ...children) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, String(value)));
    node.append(...children);
    return node;
  };
  /** @param {string} id @param {Node[]} children */
  const replace = (id, children) => element(id).replaceChildren(...children);
  /** @param {[label: string, text: string]} pair @param {string} [className] */
  const makePair = ([label, text], className) => {
    const line = make('div', '', className);
    line.append(make('dt', label), make('dd', text));
    return line;
  };

  const withoutFigure = data.legend[data.outside].label;
  let year = data.years[data.current];
  /** @type {Map<string, Figure>} */
  let figures = new Map();
  let selected = '';
  const readFigures = () => { figures = new Map(year.figures.map((figure) => [figure.unit, figure])); };
  /** @param {string} unit */
  const entryOf = (unit) => data.legend[figures.get(unit)?.legend_class ?? data.outside];
  readFigures();

  // On a map of circles a shape with a circle is mere ground.
  const isCircles = Boolean(data.ground);
  /** @param {string} unit */
  const styleOf = (unit) => {
    const entry = entryOf(unit);
    return isCircles && figures.has(unit) && !entry.sign ? { ...entry, colour: data.ground, line: INK, light: true, hatched: false } : entry;
  };
  /** @param {{hatched: boolean, colour: string, pattern: string}} entry */
  const fillOf = ({ hatched, colour, pattern }) => (hatched ? `url(#${pattern})` : colour);

  // Layers of the same shapes: colours (they take the pointer and the keyboard, in the
  // order of the table), borders (light units on top, so that their dark line is seen),
  // those of the coarser level (with a white rim, seen on any colour), the outline of the
  // selected unit.
  const panes = ['whole', 'colours', 'borders', 'coarser', 'circles', 'selected', 'names'].map((name, index) => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(400 + index);
    if (name !== 'colours') pane.style.pointerEvents = 'none';
    return pane;
  });
  const [, colourPane, , , circlePane] = panes;
  /** @param {string} pane */
  const svgIn = (pane) => L.svg({ pane }).addTo(map);
  const renderers = {
    whole: svgIn('whole'), colours: svgIn('colours'), borders: svgIn('borders'), coarser: svgIn('coarser'), circles: svgIn('circles'), selected: svgIn('selected'),
  };
  /**
   * Leaflet hands the options of a path on to each of the paths.
   * @param {import('geojson').FeatureCollection | null} features
   * @param {keyof typeof renderers} pane
   * @param {L.GeoJSONOptions & L.PathOptions} options
   */
  const draw = (features, pane, options) => {
    const all = { pane, renderer: renderers[pane], interactive: false, smoothFactor: 0, ...options };
    return L.geoJSON(features, all).addTo(map);
  };
  /** @typedef {L.Path & {feature: import('geojson').Feature}} Shape */
  /** @param {Shape} shape */
  const unitOf = (shape) => String(shape.feature.id);
  /** @param {L.GeoJSON} layer */
  const shapesOf = (layer) => /** @type {Shape[]} */ (layer.getLayers());
  /** @param {string} unit */
  const colourStyle = (unit) => ({ stroke: false, fillOpacity: 1, fillColor: fillOf(styleOf(unit)) });
  /** @param {string} unit */
  const borderStyle = (unit) => ({ fill: false, weight: data.weight, color: styleOf(unit).line, opacity: 1 });
  draw(data.whole, 'whole', { style: { fillColor: data.wholeColour, fillOpacity: 1, weight: data.weight, color: INK } });
  const colours = draw(data.shapes, 'colours', { interactive: true, style: (feature) => colourStyle(String(feature?.id)) });
  const borders = draw(data.shapes, 'borders', { style: (feature) => borderStyle(String(feature?.id)) });
  draw(data.coarser, 'coarser', { style: { fill: false, color: '#fff', weight: data.weight + 3 } });
  draw(data.coarser, 'coarser', { style: { fill: false, color: INK, weight: data.weight + 1.8 } });
  const picked = { ...data.shapes, features: data.shapes.features.filter(({ id }) => data.picked.includes(String(id))) };
  draw(picked, 'selected', { style: { fill: false, color: '#fff', weight: 6 } });
  draw(picked, 'selected', { style: { fill: false, color: INK, weight: 3 } });
  const outline = draw(null, 'selected', { style: { fill: false, weight: 4, color: INK } });
  const shapes = new Map(shapesOf(colours).map((shape) => [unitOf(shape), shape]));
  shapes.forEach((shape, unit) => {
    shape.bindTooltip(() => makeTip(unit), { sticky: true });
    shape.on('mouseover', () => showDetails(unit));
    shape.on('mouseout', () => showDetails(selected));
    shape.on('click', () => select(unit));
  });

  /** @param {string} unit */
  function makeTip(unit) {
    const figure = figures.get(unit);
    const box = make('div');
    box.append(make('b', figure ? figure.name : data.names[unit]), figure ? figure.line : withoutFigure);
    return box;
  }

  /** @param {string} unit "" for none */
  function showDetails(unit) {
    outline.clearLayers();
    const shape = shapes.get(unit);
    if (shape) outline.addData(shape.feature);
    const figure = figures.get(unit);
    if (!figure) {
      replace('details', unit ? [make('h3', data.names[unit]), make('p', withoutFigure)] : []);
      return;
    }
    const list = make('dl');
    list.append(...figure.details.map((pair) => makePair(pair, pair[1].length > 22 ? 'wide' : '')));
    const official = figure.official ? [make('p', data.official.replace('{name}', () => figure.official), 'small')] : [];
    replace('details', [make('h3', figure.name), ...official, list]);
  }

  /** @param {string} unit "" for none */
  function select(unit) {
    selected = unit;
    selectBox.value = figures.has(unit) ? unit : '';
    showDetails(unit);
  }

  // One pattern per hatched class, in the layer of the colours.
  function makePatterns() {
    const patterns = data.legend.filter((entry) => entry.hatched).map((entry) => makeSvg(
      'pattern',
      { id: entry.pattern, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      makeSvg('rect', { width: 6, height: 6, fill: entry.colour }),
      makeSvg('path', { d: 'M0 0V6', stroke: entry.line, 'stroke-width': 1.4 }),
    ));
    (isCircles ? circlePane : colourPane).querySelector('svg')?.prepend(makeSvg('defs', {}, ...patterns));
  }

  function paint() {
    shapes.forEach((shape, unit) => shape.setStyle(colourStyle(unit)));
    shapesOf(borders).forEach((border) => border.setStyle(borderStyle(unitOf(border))));
    shapesOf(borders).filter((border) => styleOf(unitOf(border)).light).forEach((border) => border.bringToFront());
    shapes.forEach((shape, unit) => {
      const node = /** @type {SVGElement | undefined} */ (shape.getElement());
      if (!node) return;
      const figure = figures.get(unit);
      node.setAttribute('role', 'button');
      node.setAttribute('aria-label', figure ? `${figure.name}: ${figure.line}` : `${data.names[unit]}: ${withoutFigure}`);
      node.dataset.unit = unit;
      if (data.few) node.setAttribute('tabindex', '0');
    });
    drawCircles();
    writeNames();
  }

  // Circles of absolute numbers, the large ones below. Their largest radius fits the whole map
  // and stays when the reader zooms in: so it always is that of the legend.
  const circles = L.layerGroup().addTo(map);
  let largest = 0;
  function fitCircles() {
    if (!isCircles) return;
    largest = data.radius * Number(map.options.crs?.scale(map.getZoom())) / METRES;
    drawCircles();
    drawCircleLegend();
  }
  /** @param {string} unit */
  const radiusOf = (unit) => (isCircles ? largest * Math.sqrt(figures.get(unit)?.size ?? 0) : 0);
  function drawCircles() {
    circles.clearLayers();
    const drawn = data.spots.filter(({ unit }) => radiusOf(unit) > 0);
    drawn.sort((a, b) => radiusOf(b.unit) - radiusOf(a.unit)).forEach(({ unit, at }) => {
      const circle = L.circleMarker(at, {
        pane: 'circles', renderer: renderers.circles, interactive: false, radius: radiusOf(unit), color: '#fff', weight: 1, fillColor: fillOf(entryOf(unit)), fillOpacity: 1,
      });
      circles.addLayer(circle);
      const node = /** @type {SVGElement | undefined} */ (circle.getElement());
      if (node) node.dataset.circle = unit;
    });
  }
  function drawCircleLegend() {
    const radii = data.circles.map(({ size }) => largest * Math.sqrt(size));
    const most = Math.max(...radii, 0);
    const drawing = makeSvg('svg', { width: 2 * most + 2, height: Math.max(2 * most, 18 * radii.length) + 6 });
    let y = -18;
    data.circles.forEach(({ label }, index) => {
      const top = 2 * (most - radii[index]) + 1;
      y = Math.max(y + 18, top);
      drawing.append(
        makeSvg('circle', { cx: most + 1, cy: 2 * most - radii[index] + 1, r: radii[index] }),
        makeSvg('path', { d: `M${most + 1} ${top}L${2 * most + 12} ${y}` }),
        makeSvg('text', { x: 2 * most + 16, y: y + 5 }, document.createTextNode(label)),
      );
    });
    replace('circles', [drawing]);
  }

  // As on screen and paper: name and figure where they fit, else the name, else the number, which the
  // table explains. What would cover others is left out.
  const names = L.layerGroup().addTo(map);
  const pen = /** @type {CanvasRenderingContext2D} */ (make('canvas').getContext('2d'));
  /**
   * What may be written on a unit, the best first; the last of the lines may be its figure.
   * @param {Figure} figure
   * @param {string} sign
   * @returns {{lines: string[], remark: string, size: number}[]}
   */
  function textsOf(figure, sign) {
    const label = data.labels[figure.unit];
    const remarks = sign ? [sign] : [...(valuesBox?.checked ? [figure.text] : []), ''];
    const set = (/** @type {string[][]} */ ways, /** @type {number[]} */ sizes) => remarks.flatMap((remark) => (
      ways.flatMap((lines) => sizes.map((size) => ({ lines, remark, size })))
    ));
    return [
      ...set(label?.names ?? [], [1, 0.85]),
      ...set(label?.number ? [[label.number]] : [], [0.75]),
      ...(sign ? [{ lines: [], remark: sign, size: 1 }] : []),
    ];
  }
  /** @typedef {{left: number, right: number, top: number, bottom: number}} Room */
  /** @param {{lines: string[], remark: string, size: number}} text @param {L.Point} centre @param {number} letters pixels @param {number} below */
  function roomOf({ lines, remark, size }, { x, y }, letters, below) {
    const all = [...lines, remark].filter(Boolean);
    pen.font = `${size * letters}px ${getComputedStyle(document.body).fontFamily}`;
    const width = Math.max(...all.map((line) => pen.measureText(line).width)) * 1.08; // figures are bold
    const height = all.length * size * letters * 1.2;
    const top = below ? y + below + 1 : y - height / 2;
    return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
  }
  function writeNames() {
    names.clearLayers();
    /** @type {Room[]} */
    const taken = [];
    const letters = phone.matches ? 12.5 : 14.4;
    data.spots.forEach(({ unit, at, edge }) => {
      const figure = figures.get(unit);
      if (!figure) return;
      const centre = map.latLngToLayerPoint(at);
      // on a map of few a name may stand out a little from the largest circle within its unit
      const reach = isCircles ? Infinity : (map.latLngToLayerPoint(edge).x - centre.x) * (data.few ? 1.3 : 1.05);
      const below = radiusOf(unit);
      const text = textsOf(figure, entryOf(unit).sign).find((way) => {
        const { left, right, top, bottom } = roomOf(way, centre, letters, below);
        return Math.hypot(right - left, bottom - top) / 2 <= reach
          && !taken.some((other) => left < other.right && other.left < right && top < other.bottom && other.top < bottom);
      });
      if (!text) return;
      taken.push(roomOf(text, centre, letters, below));
      writeName(unit, at, { ...text, letters, below });
    });
  }
  /**
   * @param {string} unit
   * @param {[number, number]} at
   * @param {{lines: string[], remark: string, size: number, letters: number, below: number}} text
   */
  function writeName(unit, at, { lines, remark, size, letters, below }) {
    const box = make('div', '', 'name');
    box.append(...lines.map((line) => make('span', line)));
    if (remark) box.append(make('b', remark));
    const { line, colour } = styleOf(unit);
    if (below) box.style.transform = `translate(-50%, ${below + 1}px)`;
    box.style.fontSize = `${size * letters}px`;
    box.style.color = line;
    box.style.textShadow = `0 0 3px ${colour}, 0 0 3px ${colour}, 0 0 2px ${colour}`;
    const icon = L.divIcon({ html: box, className: '', iconSize: [0, 0] });
    names.addLayer(L.marker(at, { icon, pane: 'names', interactive: false, keyboard: false }));
  }

  /** @param {Year} next */
  function showYear(next) {
    year = next;
    readFigures();
    document.title = year.headline;
    element('label').textContent = year.label;
    element('headline').textContent = year.headline;
    element('subtitle').textContent = year.subtitle;
    element('caption').textContent = year.caption;
    element('area').hidden = !year.area;
    element('area').textContent = year.area;
    replace('twin', year.twin.map((line) => make('p', line)));
    replace('heads', year.heads.map((text) => { const cell = make('th', text); cell.scope = 'col'; return cell; }));
    replace('rows', year.figures.map(makeRow));
    replace('sources', year.sources.map((pair) => makePair(pair)));
    updateLegend();
    paint();
    showDetails(selected);
  }
  /** @param {Figure} figure */
  function makeRow(figure) {
    const details = new Map(figure.details);
    const row = make('tr');
    const name = make('th', figure.row);
    name.scope = 'row';
    const cells = year.heads.slice(1).map((head) => details.get(head) || '');
    row.append(name, ...cells.map((text) => make('td', text, text.length > 30 ? 'long' : '')));
    return row;
  }
  function updateLegend() {
    element('area').classList.toggle('marked', Boolean(year.mark));
    element('legend').querySelectorAll('li.entry').forEach((line, index) => {
      const count = /** @type {HTMLElement} */ (line.querySelector('.count'));
      count.textContent = year.counts[index];
      const pointer = /** @type {HTMLElement} */ (line.querySelector('.mark'));
      pointer.hidden = year.mark?.[0] !== index;
      if (year.mark && !pointer.hidden) pointer.style.top = `${100 * year.mark[1]}%`;
    });
  }

  /** @type {NodeListOf<HTMLInputElement>} */
  const yearButtons = document.querySelectorAll('input[name=year]');
  yearButtons.forEach((button) => button.addEventListener('change', () => showYear(data.years[Number(button.value)])));
  valuesBox?.addEventListener('change', writeNames);
  selectBox.addEventListener('change', () => select(selectBox.value));
  // Delegated: Leaflet makes the nodes of its layers itself.
  /** @param {Event} event */
  const unitAt = (event) => (event.target instanceof SVGElement && event.target.dataset.unit) || '';
  colourPane.addEventListener('focusin', (event) => { if (unitAt(event)) showDetails(unitAt(event)); });
  colourPane.addEventListener('focusout', () => showDetails(selected));
  colourPane.addEventListener('keydown', (event) => {
    if (!unitAt(event) || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    select(unitAt(event));
  });

  L.control.scale({ imperial: false }).addTo(map);
  L.control.zoom({ position: 'bottomright', zoomInTitle: data.zoom[0], zoomOutTitle: data.zoom[1] }).addTo(map);
  // The buttons cover no unit: beside the map where it is wide, below it on a phone.
  /** @returns {L.PointTuple} */
  const corner = () => (phone.matches ? [12, 48] : [56, 12]);
  // A hidden frame has no size; the observer below calls again when it has one.
  const isVisible = () => map.getSize().x > 24 && map.getSize().y > 24;
  const fitAll = () => {
    if (!data.bounds || !isVisible()) return;
    map.fitBounds(data.bounds, { paddingTopLeft: [12, 12], paddingBottomRight: corner(), animate: false });
    fitCircles();
  };
  fitAll();
  makePatterns();
  map.on('zoomend', writeNames);
  // Paper is set up before the browser lays it out: the map must have its size by then.
  /** @param {boolean} on */
  const printing = (on) => () => { document.body.classList.toggle('printing', on); map.invalidateSize(false); fitAll(); writeNames(); };
  window.addEventListener('beforeprint', printing(true));
  window.addEventListener('afterprint', printing(false));
  // Until the reader moves the map, it fits every size of the window, and the paper.
  let isMoved = false;
  map.on('dragstart', () => { isMoved = true; });
  ['wheel', 'pointerdown'].forEach((kind) => map.getContainer().addEventListener(kind, () => { isMoved = true; }, { passive: true }));
  new ResizeObserver(() => { map.invalidateSize(false); if (!isMoved) fitAll(); if (isVisible()) writeNames(); }).observe(map.getContainer());
  updateLegend();
  paint();
}());
