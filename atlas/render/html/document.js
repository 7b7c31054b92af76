/* Colours and texts of the map come from the page's data; this script only shows them.
   Texts of the data are set as textContent, so a name can never become markup. */
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const map = window[data.map];
  const element = (id) => document.getElementById(id);
  const make = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const replace = (id, children) => element(id).replaceChildren(...children);

  const without = data.legend[data.outside].label;
  let year = data.years[data.current];
  let figures = new Map();
  let chosen = '';
  const read = () => { figures = new Map(year.figures.map((figure) => [figure.unit, figure])); };
  const classOf = (unit) => data.legend[figures.has(unit) ? figures.get(unit).legend_class : data.outside];
  read();

  // On a map of circles a shape with a circle is mere ground.
  const isCircles = Boolean(data.ground);
  const shapeOf = (unit) => {
    const entry = classOf(unit);
    return isCircles && figures.has(unit) && !entry.sign ? { colour: data.ground, line: '#18242b', light: true } : entry;
  };

  // Layers of the same shapes: colours (they take the pointer and the keyboard, in the
  // order of the table), borders (light units on top, so that their dark line is seen),
  // those of the coarser level (with a white rim, seen on any colour), the mark of the chosen unit.
  ['colours', 'borders', 'coarser', 'circles', 'chosen', 'names'].forEach((name, place) => {
    map.createPane(name).style.zIndex = 400 + place;
    if (place) map.getPane(name).style.pointerEvents = 'none';
  });
  const svg = { colours: L.svg({ pane: 'colours' }), borders: L.svg({ pane: 'borders' }), coarser: L.svg({ pane: 'coarser' }), circles: L.svg({ pane: 'circles' }), chosen: L.svg({ pane: 'chosen' }) };
  Object.values(svg).forEach((renderer) => renderer.addTo(map));
  const colourOf = (unit) => {
    const entry = shapeOf(unit);
    return { stroke: false, fillOpacity: 1, fillColor: entry.hatched ? `url(#${entry.pattern})` : entry.colour };
  };
  const borderOf = (unit) => ({ fill: false, weight: data.weight, color: shapeOf(unit).line, opacity: 1 });
  const colours = L.geoJSON(data.shapes, {
    pane: 'colours', renderer: svg.colours, smoothFactor: 0,
    style: (feature) => colourOf(feature.id),
    onEachFeature: prepare,
  }).addTo(map);
  const borders = L.geoJSON(data.shapes, {
    pane: 'borders', renderer: svg.borders, interactive: false, smoothFactor: 0, style: (feature) => borderOf(feature.id),
  }).addTo(map);
  [['#fff', 3], ['#18242b', 1.8]].forEach(([color, extra]) => L.geoJSON(data.coarser, {
    pane: 'coarser', renderer: svg.coarser, interactive: false, smoothFactor: 0, style: { fill: false, color, weight: data.weight + extra },
  }).addTo(map));
  const mark = L.geoJSON(null, {
    pane: 'chosen', renderer: svg.chosen, interactive: false, smoothFactor: 0, style: { fill: false, weight: 4, color: '#18242b' },
  }).addTo(map);
  const layers = new Map(colours.getLayers().map((layer) => [layer.feature.id, layer]));

  function prepare(feature, layer) {
    layer.bindTooltip(() => tip(feature.id), { sticky: true });
    layer.on('mouseover', () => show(feature.id));
    layer.on('mouseout', () => show(chosen));
    layer.on('click', () => choose(feature.id));
  }

  function tip(unit) {
    const figure = figures.get(unit);
    const box = make('div');
    box.append(make('b', figure ? figure.name : data.names[unit]), figure ? figure.line : without);
    return box;
  }

  function show(unit) {
    mark.clearLayers();
    const layer = layers.get(unit);
    if (layer) mark.addData(layer.feature);
    const figure = figures.get(unit);
    if (!figure) return replace('details', unit ? [make('h3', data.names[unit]), make('p', without)] : []);
    const list = make('dl');
    figure.details.forEach(([label, text]) => {
      const line = make('div', '', text.length > 22 ? 'wide' : '');
      line.append(make('dt', label), make('dd', text));
      list.append(line);
    });
    replace('details', [make('h3', figure.name), list]);
  }

  function choose(unit) {
    chosen = unit;
    element('units').value = figures.has(unit) ? unit : '';
    show(unit);
  }

  // One pattern per hatched class, in the layer of the colours.
  function hatch() {
    const space = 'http://www.w3.org/2000/svg';
    const defs = document.createElementNS(space, 'defs');
    data.legend.filter((entry) => entry.hatched).forEach((entry) => {
      const pattern = document.createElementNS(space, 'pattern');
      const shape = document.createElementNS(space, 'path');
      const ground = document.createElementNS(space, 'rect');
      const set = (node, values) => Object.entries(values).forEach(([key, value]) => node.setAttribute(key, value));
      set(pattern, { id: entry.pattern, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
      set(ground, { width: 6, height: 6, fill: entry.colour });
      set(shape, { d: 'M0 0V6', stroke: entry.line, 'stroke-width': 1.4 });
      pattern.append(ground, shape);
      defs.append(pattern);
    });
    svg[isCircles ? 'circles' : 'colours']._container.prepend(defs);
  }

  function paint() {
    colours.setStyle((feature) => colourOf(feature.id));
    borders.setStyle((feature) => borderOf(feature.id));
    borders.getLayers().filter((layer) => shapeOf(layer.feature.id).light).forEach((layer) => layer.bringToFront());
    layers.forEach((layer, unit) => {
      const node = layer.getElement();
      if (!node) return;
      const figure = figures.get(unit);
      node.setAttribute('role', 'button');
      node.setAttribute('aria-label', figure ? `${figure.name}: ${figure.line}` : `${data.names[unit]}: ${without}`);
      node.dataset.unit = unit;
      if (data.named) node.setAttribute('tabindex', '0');
    });
    circles();
    label();
  }

  // Circles of absolute numbers, the large ones below. Their largest radius fits the whole map
  // and stays when the reader zooms in: so it always is that of the legend.
  const discs = L.layerGroup().addTo(map);
  const METRES = 40075016.686; // around the equator, on Leaflet's plane
  let largest = 0;
  function fitCircles() {
    if (!isCircles) return;
    largest = data.radius * map.options.crs.scale(map.getZoom()) / METRES;
    circles();
    rings();
  }
  const radiusOf = (unit) => (isCircles && figures.has(unit) ? largest * Math.sqrt(figures.get(unit).size) : 0);
  function circles() {
    discs.clearLayers();
    const drawn = data.spots.filter(({ unit }) => radiusOf(unit) > 0);
    drawn.sort((a, b) => radiusOf(b.unit) - radiusOf(a.unit)).forEach(({ unit, at }) => {
      const entry = classOf(unit);
      const fillColor = entry.hatched ? `url(#${entry.pattern})` : entry.colour;
      const disc = L.circleMarker(at, { pane: 'circles', renderer: svg.circles, interactive: false, radius: radiusOf(unit), color: '#fff', weight: 1, fillColor, fillOpacity: 1 });
      discs.addLayer(disc);
      disc.getElement().dataset.circle = unit;
    });
  }
  function rings() {
    const space = 'http://www.w3.org/2000/svg';
    const node = (name, values) => {
      const made = document.createElementNS(space, name);
      Object.entries(values).forEach(([key, value]) => made.setAttribute(key, value));
      return made;
    };
    const radii = data.circles.map(({ size }) => largest * Math.sqrt(size));
    const most = Math.max(...radii, 0);
    const box = node('svg', { width: 2 * most + 2, height: Math.max(2 * most, 18 * radii.length) + 6 });
    let y = -18;
    data.circles.forEach(({ label: text }, place) => {
      const top = 2 * (most - radii[place]) + 1;
      y = Math.max(y + 18, top);
      box.append(node('circle', { cx: most + 1, cy: 2 * most - radii[place] + 1, r: radii[place] }));
      box.append(node('path', { d: `M${most + 1} ${top}L${2 * most + 12} ${y}` }));
      const words = node('text', { x: 2 * most + 16, y: y + 5 });
      words.textContent = text;
      box.append(words);
    });
    replace('circles', [box]);
  }

  // Names and figures of few units, signs of many; those that would cover others are left out.
  const names = L.layerGroup().addTo(map);
  function label() {
    names.clearLayers();
    const shown = [];
    data.spots.forEach(({ unit, at, edge }) => {
      const figure = figures.get(unit);
      const { sign } = classOf(unit);
      if (!figure || !(data.named || sign)) return;
      const box = make('div', '', 'name');
      if (data.named) box.append(figure.name.length > 40 ? `${figure.name.slice(0, 39)}…` : figure.name);
      box.append(make('b', data.named ? figure.text : sign));
      const entry = shapeOf(unit);
      const radius = radiusOf(unit);
      if (radius) box.style.transform = `translate(-50%, ${radius + 1}px)`;
      box.style.color = entry.line;
      box.style.textShadow = `0 0 3px ${entry.colour}, 0 0 3px ${entry.colour}, 0 0 2px ${entry.colour}`;
      const icon = L.divIcon({ html: box, className: '', iconSize: [0, 0] });
      names.addLayer(L.marker(at, { icon, pane: 'names', interactive: false, keyboard: false }));
      fit(box, isCircles ? Infinity : map.latLngToLayerPoint(edge).x - map.latLngToLayerPoint(at).x, shown);
    });
  }
  // A label may stand out a little from the largest circle within its unit.
  function fit(box, radius, shown) {
    const meets = () => {
      const own = box.getBoundingClientRect();
      const over = (o) => own.left < o.right && o.left < own.right && own.top < o.bottom && o.top < own.bottom;
      return Math.hypot(own.width, own.height) / 2 > 1.3 * radius || shown.some(over);
    };
    if (meets() && box.childNodes.length > 1) box.firstChild.remove();
    if (meets()) { box.remove(); return; }
    shown.push(box.getBoundingClientRect());
  }

  function turn(to) {
    year = to;
    read();
    document.title = year.headline;
    element('label').textContent = year.label;
    element('headline').textContent = year.headline;
    element('subtitle').textContent = year.subtitle;
    element('caption').textContent = year.caption;
    element('area').hidden = !year.area;
    element('area').textContent = year.area;
    replace('twin', year.twin.map((line) => make('p', line)));
    replace('heads', year.heads.map((text) => { const cell = make('th', text); cell.scope = 'col'; return cell; }));
    replace('rows', year.figures.map(row));
    replace('sources', year.sources.map(([term, text]) => { const line = make('div'); line.append(make('dt', term), make('dd', text)); return line; }));
    legend();
    paint();
    show(chosen);
  }
  function row(figure) {
    const told = new Map(figure.details);
    const line = make('tr');
    const name = make('th', figure.name);
    name.scope = 'row';
    line.append(name, ...year.heads.slice(1).map((head) => make('td', told.get(head) || '', (told.get(head) || '').length > 30 ? 'long' : '')));
    return line;
  }
  function legend() {
    element('area').classList.toggle('marked', Boolean(year.mark));
    element('legend').querySelectorAll('li.entry').forEach((line, place) => {
      line.querySelector('.count').textContent = year.counts[place];
      const pointer = line.querySelector('.mark');
      pointer.hidden = !year.mark || year.mark[0] !== place;
      if (!pointer.hidden) pointer.style.top = `${100 * year.mark[1]}%`;
    });
  }

  document.querySelectorAll('input[name=year]').forEach((button) => {
    button.addEventListener('change', () => turn(data.years[Number(button.value)]));
  });
  element('units').addEventListener('change', (event) => choose(event.target.value));
  // Delegated: Leaflet makes the nodes of its layers itself.
  const unitOf = (event) => event.target.dataset && event.target.dataset.unit;
  map.getPane('colours').addEventListener('focusin', (event) => { if (unitOf(event)) show(unitOf(event)); });
  map.getPane('colours').addEventListener('focusout', () => show(chosen));
  map.getPane('colours').addEventListener('keydown', (event) => {
    if (!unitOf(event) || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    choose(unitOf(event));
  });

  L.control.scale({ imperial: false }).addTo(map);
  L.control.zoom({ position: 'bottomright', zoomInTitle: data.zoom[0], zoomOutTitle: data.zoom[1] }).addTo(map);
  // The buttons cover no unit: beside the map where it is wide, below it on a phone.
  const phone = window.matchMedia('(max-width: 800px)');
  const corner = () => (phone.matches ? [12, 48] : [56, 12]);
  // A hidden frame has no size; the observer below calls again when it has one.
  const visible = () => map.getSize().x > 24 && map.getSize().y > 24;
  const whole = () => {
    if (!data.bounds || !visible()) return;
    map.fitBounds(data.bounds, { paddingTopLeft: [12, 12], paddingBottomRight: corner(), animate: false });
    fitCircles();
  };
  whole();
  hatch();
  map.on('zoomend', label);
  // Paper is set up before the browser lays it out: the map must have its size by then.
  const printing = (on) => () => { document.body.classList.toggle('printing', on); map.invalidateSize(false); whole(); label(); };
  window.addEventListener('beforeprint', printing(true));
  window.addEventListener('afterprint', printing(false));
  // Until the reader moves the map, it fits every size of the window, and the paper.
  let moved = false;
  map.on('dragstart', () => { moved = true; });
  ['wheel', 'pointerdown'].forEach((kind) => map.getContainer().addEventListener(kind, () => { moved = true; }, { passive: true }));
  new ResizeObserver(() => { map.invalidateSize(false); if (!moved) whole(); if (visible()) label(); }).observe(map.getContainer());
  legend();
  paint();
}());
