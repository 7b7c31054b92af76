// The units on a Leaflet map: canvases that lie over the map and follow it.

import { CRS, Transformation, latLng, latLngBounds, map as leafletMap, svgOverlay } from "./leaflet-src.esm.js";
import { backgroundLayer } from "./background.js";
import { arcsAround, arcsBetween, drawCircles, stroke, writeLabels } from "./drawing.js";
import { NO_UNIT } from "./geometry.js";
import { abgr, paint, paletteOf, rasterise } from "./raster.js";
import { element } from "./dom.js";

const MARGIN = 0.2; // of the window, drawn beyond its edges so that a small pan shows no gap
const PAPER = "#e9ecee"; // circles lie on this
const INK = "#1f2a30";
const RESOLUTION = 1024; // metres per pixel at zoom 0, the same for all maps, so that they can be linked
const REST = 120; // milliseconds without a word from the map it follows until it is drawn anew
const LAYERS = ["colours", "lines", "circles", "labels", "marks"];

/** A plane in metres: x eastwards, y northwards. @param {import("./geometry.js").Geometry} geometry */
function plane(geometry, background) {
  const resolution = background?.resolution || RESOLUTION;
  const [x, y] = background?.origin ?? geometry.origin;
  return {
    ...CRS.Simple,
    code: geometry.crs,
    transformation: new Transformation(1 / resolution, -x / resolution, -1 / resolution, y / resolution),
  };
}

/** Which units bear which sign; equal where the labels can stay as they are. */
function signsOf({ codes }, legend) {
  if (!legend.some((entry) => entry.sign)) return "";
  const marked = [];
  codes.forEach((code, unit) => {
    if (legend[code]?.sign) marked.push(unit, legend[code].sign);
  });
  return marked.join();
}

/** What fills the units of each entry; beneath circles it is plain paper. */
export function groundsOf(legend, circles) {
  return legend.map((entry) => ({
    colour: abgr(circles && !entry.sign ? PAPER : entry.colour),
    ink: abgr(INK),
    hatched: entry.hatched,
  }));
}

export class Field {
  /**
   * @param {HTMLElement} place
   * @param {import("./geometry.js").Geometry} geometry
   * @param {{background: ?object, font: string}} options
   */
  constructor(place, geometry, { background, font }) {
    this.geometry = geometry;
    this.font = font;
    this.marked = { pointed: -1, selected: [] };
    this.column = null;
    const [x, y] = geometry.origin;
    const { width, height } = geometry.size;
    this.bounds = latLngBounds(latLng(y, x), latLng(y + height * geometry.step, x + width * geometry.step));
    this.map = leafletMap(place, {
      crs: plane(geometry, background),
      zoomControl: false,
      attributionControl: false,
      keyboard: false,
      zoomSnap: 0.25,
      minZoom: -4,
      maxBounds: this.bounds.pad(0.6),
      preferCanvas: true,
    });
    this.layers = Object.fromEntries(LAYERS.map((name) => [name, element("canvas", { class: `layer ${name}` })]));
    this.stack = element("div", { class: "stack" }, ...Object.values(this.layers));
    if (background) {
      backgroundLayer(background).addTo(this.map);
      this.stack.classList.add("translucent");
    }
    this.overlay = svgOverlay(this.stack, this.bounds).addTo(this.map);
    this.whole();
    this.map.on("moveend resize", () => this.following || this.redraw());
    this.map.on("moveend", () => {
      this.isWhole = this.fitting;
    });
    this.redraw();
  }

  /** Show the whole area. */
  whole() {
    this.fitting = true;
    this.map.fitBounds(this.bounds, { paddingTopLeft: [12, 54], paddingBottomRight: [12, 12], animate: false });
    this.fitting = false;
    this.isWhole = true;
  }

  /** Go where another map is. The picture moves along, and is drawn sharply when the other rests. */
  follow({ centre, zoom }) {
    this.following = true;
    this.map.setView(centre, zoom, { animate: false });
    this.following = false;
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.redraw(), REST);
  }

  /** The window has another size: who saw the whole area goes on seeing it. */
  resize() {
    const { isWhole } = this;
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (!clientWidth || !clientHeight) return; // it is being taken off the page
    this.map.invalidateSize({ animate: false });
    if (isWhole) this.whole();
  }

  /** Bring a unit into view. */
  show(unit, { closer }) {
    const target = this.placeOf(unit);
    const radius = this.geometry.labelRadius[unit] * this.geometry.step;
    const near = latLngBounds(latLng(target.lat - radius * 4, target.lng - radius * 4), latLng(target.lat + radius * 4, target.lng + radius * 4));
    if (closer) this.map.fitBounds(near, { maxZoom: 8 });
    else if (!this.map.getBounds().pad(-0.05).contains(target)) this.map.panTo(target, { animate: false });
  }

  placeOf(unit) {
    const { origin, step, labelX, labelY } = this.geometry;
    return latLng(origin[1] + labelY[unit] * step, origin[0] + labelX[unit] * step);
  }

  /** The unit at a point of the window, -1 for none. */
  unitAt(containerPoint) {
    if (!this.ids) return -1;
    const { x, y } = containerPoint.add(this.margin).multiplyBy(this.density).floor();
    const { width, height } = this.view;
    const id = x >= 0 && y >= 0 && x < width && y < height ? this.ids[y * width + x] : NO_UNIT;
    return id === NO_UNIT ? -1 : id;
  }

  /** Fit canvases to the window and draw everything anew. */
  redraw() {
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    this.density = Math.min(window.devicePixelRatio || 1, 2);
    this.margin = size.multiplyBy(MARGIN).round();
    const corner = this.map.containerPointToLayerPoint(this.margin.multiplyBy(-1));
    const extent = size.add(this.margin.multiplyBy(2));
    this.overlay.setBounds(latLngBounds(
      this.map.layerPointToLatLng(corner),
      this.map.layerPointToLatLng(corner.add(extent)),
    ));
    const [x, y] = this.geometry.origin;
    const zero = this.map.project(latLng(y, x)).subtract(this.map.getPixelOrigin()).subtract(corner);
    const one = this.map.project(latLng(y, x + this.geometry.step * 1000)).x - this.map.project(latLng(y, x)).x;
    this.view = {
      scale: (one / 1000) * this.density,
      left: zero.x * this.density,
      top: zero.y * this.density,
      width: Math.round(extent.x * this.density),
      height: Math.round(extent.y * this.density),
    };
    for (const canvas of Object.values(this.layers)) Object.assign(canvas, { width: this.view.width, height: this.view.height });
    this.ids = rasterise(this.geometry, this.view);
    this.image = this.context("colours").createImageData(this.view.width, this.view.height);
    this.drawLines();
    this.drawLabels();
    this.drawMarks();
    if (this.column) this.colour(this.column, this.legend, this.look);
  }

  /** @returns {CanvasRenderingContext2D} */
  context(name) {
    return this.layers[name].getContext("2d");
  }

  cleared(name) {
    const context = this.context(name);
    context.clearRect(0, 0, this.view.width, this.view.height);
    return context;
  }

  /**
   * Show one year.
   * @param {import("./message.js").Column} column
   * @param {import("./message.js").Entry[]} legend
   * @param {{circles: boolean, largest: number}} look
   */
  colour(column, legend, look) {
    const signs = signsOf(column, legend);
    const others = signs !== this.signs;
    [this.column, this.legend, this.look, this.signs] = [column, legend, look, signs];
    if (!this.ids) return; // it has no room yet
    if (others) this.drawLabels();
    const palette = paletteOf(column.codes, groundsOf(legend, look.circles));
    paint(this.ids, this.view.width, palette, new Uint32Array(this.image.data.buffer));
    this.context("colours").putImageData(this.image, 0, 0);
    const context = this.cleared("circles");
    if (!look.circles) return;
    const colours = (unit) => legend[column.codes[unit]]?.colour ?? PAPER;
    drawCircles(context, this.geometry, this.view, { sizes: column.sizes, largest: look.largest * this.density, colours });
  }

  drawLines() {
    const { geometry, view } = this;
    const context = this.cleared("lines");
    const room = Math.sqrt((view.width * view.height) / Math.max(1, geometry.units.length));
    stroke(context, geometry, view, geometry.left.keys(), { colour: "#ffffff", width: Math.min(1, room / 24) * this.density });
    geometry.parents.forEach((parents) => {
      const arcs = arcsBetween(geometry, parents);
      stroke(context, geometry, view, arcs, { colour: "#4a565e", width: Math.min(1.6, room / 8) * this.density });
    });
  }

  drawLabels() {
    // a map as wide as a beamer's is looked at from afar
    const size = Math.max(13, Math.min(18, this.map.getSize().x / 70)) * this.density;
    const type = { font: `600 ${size}px ${this.font}`, size };
    const sign = (unit) => this.legend?.[this.column?.codes[unit]]?.sign ?? "";
    const textsOf = (unit) => {
      const name = this.geometry.names[unit];
      return sign(unit) ? [`${name} ${sign(unit)}`, sign(unit)] : [name];
    };
    writeLabels(this.cleared("labels"), this.geometry, this.view, textsOf, type);
  }

  /** Outline what is selected and what is pointed at. */
  mark({ pointed = this.marked.pointed, selected = this.marked.selected }) {
    this.marked = { pointed, selected };
    this.drawMarks();
  }

  drawMarks() {
    if (!this.ids) return;
    const { geometry, view, density } = this;
    const context = this.cleared("marks");
    const outline = (unit, lines) => {
      for (const line of lines) stroke(context, geometry, view, arcsAround(geometry, unit), { ...line, width: line.width * density });
    };
    for (const unit of this.marked.selected) outline(unit, [{ colour: "#ffffff", width: 6 }, { colour: INK, width: 3.5 }]);
    if (this.marked.pointed >= 0) outline(this.marked.pointed, [{ colour: "#ffffff", width: 4.5 }, { colour: INK, width: 2 }]);
  }

  remove() {
    window.clearTimeout(this.resting);
    this.map.remove();
  }
}
