// The units on a Leaflet map: canvases that lie over the map and follow it.

import { CRS, Transformation, latLng, latLngBounds, map as leafletMap, svgOverlay } from "./leaflet-src.esm.js";
import { backgroundLayer } from "./background.js";
import { arcsAround, arcsBetween, drawCircles, stroke, writeLabels } from "./drawing.js";
import { NO_UNIT, viewOfOther } from "./geometry.js";
import { abgr, isDark, paint, paintGround, paletteOf, rasterise } from "./raster.js";
import { viewInAddress, writeView } from "./view_address.js";
import { contextOf, element } from "./dom.js";

const MARGIN = 0.2; // of the window, drawn beyond its edges so that a small pan shows no gap
const PAPER = "#e9ecee"; // circles lie on this
const INK = "#1f2a30";
const RESOLUTION = 1024; // metres per pixel at zoom 0, the same for all maps, so that they can follow each other
const MAP_OPTIONS = {
  zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0.25, minZoom: -4, preferCanvas: true,
};
const FEW_UNITS = 25; // on a map with more, no name lies across a border: whose it is couldn't be told
const ACROSS = 1.6; // of the radius of the room for a name, to either side
const NAME_SIZES = [1, 0.85]; // parts of the usual size
const NUMBER_SIZE = 0.75;
const SAMPLES = 6; // from left to right in a label, to see whether it lies within its unit
const NEAREST = 12; // zoom: a quarter of a metre per pixel
const REST = 120; // milliseconds without an event of the map it follows until it is drawn anew

// of the largest circle: part of the window's shorter side, units from which on it shrinks so that
// circles don't cover each other, pixels
const RADIUS = { share: 0.055, units: 60, least: 7, most: 34 };

/** @typedef {import("leaflet").LatLng} LatLng */
/** @typedef {import("leaflet").Point} Point */
/** @typedef {import("./background.js").Background} Background */
/** @typedef {import("./drawing.js").Box} Box */
/** @typedef {import("./geometry.js").Geometry} Geometry */
/** @typedef {import("./message.js").Entry} Entry */
/** @typedef {"colours" | "lines" | "circles" | "labels" | "outlines"} LayerName */

/**
 * What colours the units.
 * @typedef {object} Colouring
 * @property {import("./message.js").Column} column one year
 * @property {Entry[]} legend
 * @property {number} largest pixels of the largest circle, 0 on a map without circles
 * @property {boolean} hasValues whether figures stand beside the names
 */

/**
 * What was drawn for the window as it is.
 * @typedef {object} Picture
 * @property {import("./raster.js").View} view
 * @property {Uint16Array} ids
 * @property {Uint16Array | null} groundIds of the whole area below, if there is one
 * @property {ImageData} image
 * @property {number} density canvas pixels per pixel of the page
 * @property {Point} margin pixels of the page
 */

/** A plane in metres: x eastwards, y northwards. @param {Geometry} geometry @param {Background | null} background */
function plane(geometry, background) {
  const resolution = background?.resolution || RESOLUTION;
  const [x, y] = background?.origin ?? geometry.origin;
  return {
    ...CRS.Simple,
    code: geometry.crs,
    transformation: new Transformation(1 / resolution, -x / resolution, -1 / resolution, y / resolution),
  };
}

/** @param {Geometry} geometry */
function boundsOf({ origin: [x, y], size: { width, height }, step }) {
  return latLngBounds(latLng(y, x), latLng(y + height * step, x + width * step));
}

/** What stands on units beside their names; equal where the labels can stay as they are. @param {Colouring} colouring */
function remarksOf({ column: { codes, texts }, legend, hasValues }) {
  if (hasValues) return texts.join();
  if (!legend.some((entry) => entry.sign)) return "";
  /** @type {(number | string)[]} */
  const signs = [];
  codes.forEach((code, unit) => {
    if (legend[code]?.sign) signs.push(unit, legend[code].sign);
  });
  return signs.join();
}

/** What may stand below the name of a unit, the best first: its value or nothing, else its sign. @param {number} unit @param {Colouring} colouring */
function remarksOn(unit, { column: { codes, texts }, legend, hasValues }) {
  const sign = legend[codes[unit]]?.sign;
  if (sign) return [[sign]];
  return hasValues && texts[unit] ? [[texts[unit]], []] : [[]];
}

/**
 * Ways to set the name of a unit, the best first: whole words before torn ones, then large letters.
 * @param {Geometry} geometry
 * @param {number} unit
 * @returns {{lines: string[], part: number}[]} with their size as a part of the usual one
 */
export function settingsOf({ settings }, unit) {
  return [0, 1].flatMap((torn) => NAME_SIZES.flatMap((part) => (
    settings[unit].filter(([, isTorn]) => isTorn === torn).map(([lines]) => ({ lines, part }))
  )));
}

/**
 * Whether a box lies within a unit, as far as can be seen in some of its pixels.
 * @param {Box} box
 * @param {number} unit
 * @param {{ids: Uint16Array, width: number, height: number}} picture
 */
export function liesWithin({ left, right, top, bottom }, unit, { ids, width, height }) {
  if (left < 0 || top < 0 || right >= width || bottom >= height) return false;
  for (let row = 0; row <= 2; row += 1) {
    const start = Math.round(top + (row / 2) * (bottom - top)) * width;
    for (let step = 0; step <= SAMPLES; step += 1) {
      if (ids[start + Math.round(left + (step / SAMPLES) * (right - left))] !== unit) return false;
    }
  }
  return true;
}

/** What fills the units of each entry; beneath circles it is plain paper. @param {Entry[]} legend @param {boolean} circles */
export function fillsOf(legend, circles) {
  return legend.map((entry) => ({
    colour: abgr(circles && !entry.sign ? PAPER : entry.colour),
    ink: abgr(isDark(entry.colour) ? "#ffffff" : INK),
    hatched: entry.hatched,
  }));
}

export class MapCanvas {
  /** @type {{pointed: number, selected: number[]}} */
  highlighted = { pointed: -1, selected: [] };
  /** @type {Colouring | undefined} */
  colouring = undefined;
  /** @type {Picture | undefined} undefined while there is no room for one */
  picture = undefined;
  /** What the labels say beside the names, null while none are written. @type {string | null} */
  remarks = null;
  /** Layers that hold a picture. @type {Set<LayerName>} */
  filled = new Set();
  /** Units whose name found no room. */
  unnamed = 0;
  redrawTimer = 0;
  isFollowing = false;
  isFitting = false;
  showsAll = true;

  /**
   * @param {HTMLElement} container
   * @param {Geometry} geometry
   * @param {{background: Background | null, font: string, ground?: Geometry | null}} options the whole area as ground
   */
  constructor(container, geometry, { background, font, ground = null }) {
    this.geometry = geometry;
    this.ground = ground;
    this.font = font;
    this.bounds = boundsOf(geometry);
    if (ground) this.bounds.extend(boundsOf(ground));
    this.map = leafletMap(container, {
      ...MAP_OPTIONS, crs: plane(geometry, background), maxBounds: this.bounds.pad(0.6),
    });
    const layer = (/** @type {LayerName} */ name) => element("canvas", { class: `layer ${name}` });
    this.layers = {
      colours: layer("colours"), lines: layer("lines"), circles: layer("circles"), labels: layer("labels"), outlines: layer("outlines"),
    };
    const stack = element("div", { class: "stack" }, ...Object.values(this.layers));
    if (background) {
      backgroundLayer(background).addTo(this.map);
      stack.classList.add("translucent");
    }
    // Leaflet moves any element like an SVG
    this.overlay = svgOverlay(/** @type {any} */ (stack), this.bounds).addTo(this.map);
    this.fitAll();
    this.showAddressed();
    this.map.on("moveend resize", () => this.isFollowing || this.redraw());
    this.map.on("moveend", () => {
      this.showsAll = this.isFitting;
      if (!this.isFollowing) this.writeAddress();
    });
    window.addEventListener("popstate", this.showAddressed);
    this.redraw();
  }

  /** Show what the address says; the whole area where that lies outside of it. */
  showAddressed = () => {
    const view = viewInAddress();
    const centre = view && latLng(view.y, view.x);
    const farthest = this.map.getBoundsZoom(this.bounds) - 1;
    if (view && centre && this.bounds.contains(centre) && view.zoom >= farthest && view.zoom <= NEAREST) {
      this.map.setView(centre, view.zoom, { animate: false });
      this.showsAll = false;
    } else if (!this.showsAll) this.fitAll();
  };

  /** Say in the address what is in view. */
  writeAddress() {
    const { lat, lng } = this.map.getCenter();
    writeView(this.showsAll ? null : { x: lng, y: lat, zoom: this.map.getZoom() });
  }

  /** Radius of the largest circle, in pixels of the page. */
  get largestRadius() {
    const { x, y } = this.map.getSize();
    const crowd = Math.min(1, Math.sqrt(RADIUS.units / this.geometry.units.length));
    return Math.max(RADIUS.least, Math.min(RADIUS.most, Math.min(x, y) * RADIUS.share * crowd));
  }

  /** Show the whole area. */
  fitAll() {
    this.isFitting = true;
    // search and switches lie over the map: one row of them, two on a phone
    const tools = this.map.getContainer().parentElement?.querySelector(".tools");
    const top = Math.max(54, (tools?.clientHeight ?? 0) + 16);
    this.map.fitBounds(this.bounds, { paddingTopLeft: [12, top], paddingBottomRight: [12, 12], animate: false });
    this.isFitting = false;
    this.showsAll = true;
  }

  /**
   * Go where another map is. The picture moves along, and is drawn sharply when the other rests.
   * @param {{centre: LatLng, zoom: number}} view
   */
  follow({ centre, zoom }) {
    this.isFollowing = true;
    this.map.setView(centre, zoom, { animate: false });
    this.isFollowing = false;
    window.clearTimeout(this.redrawTimer);
    this.redrawTimer = window.setTimeout(() => this.redraw(), REST);
  }

  /** The window has another size: who saw the whole area goes on seeing it. */
  resize() {
    const { showsAll } = this;
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (!clientWidth || !clientHeight) return; // it is being taken off the page
    const { x, y } = this.map.getSize();
    if (x === clientWidth && y === clientHeight) return; // whoever watches a size is told it at first, too
    this.map.invalidateSize({ animate: false });
    if (showsAll) this.fitAll();
  }

  /** Bring a unit into view. @param {number} unit @param {{closer: boolean}} options */
  reveal(unit, { closer }) {
    const centre = this.centreOf(unit);
    const reach = this.geometry.labelRadius[unit] * this.geometry.step * 4;
    const around = latLngBounds(latLng(centre.lat - reach, centre.lng - reach), latLng(centre.lat + reach, centre.lng + reach));
    if (closer) this.map.fitBounds(around, { maxZoom: 8 });
    else if (!this.map.getBounds().pad(-0.05).contains(centre)) this.map.panTo(centre, { animate: false });
  }

  /** @param {number} unit */
  centreOf(unit) {
    const { origin, step, labelX, labelY } = this.geometry;
    return latLng(origin[1] + labelY[unit] * step, origin[0] + labelX[unit] * step);
  }

  /** The unit at a point of the window, -1 for none. @param {Point} point */
  unitAt(point) {
    if (!this.picture) return -1;
    const { ids, view: { width, height }, density, margin } = this.picture;
    const { x, y } = point.add(margin).multiplyBy(density).floor();
    const id = x >= 0 && y >= 0 && x < width && y < height ? ids[y * width + x] : NO_UNIT;
    return id === NO_UNIT ? -1 : id;
  }

  /** Fit canvases to the window and draw everything anew. */
  redraw() {
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    const density = Math.min(window.devicePixelRatio || 1, 2);
    const margin = size.multiplyBy(MARGIN).round();
    const corner = this.map.containerPointToLayerPoint(margin.multiplyBy(-1));
    const extent = size.add(margin.multiplyBy(2));
    this.overlay.setBounds(latLngBounds(
      this.map.layerPointToLatLng(corner),
      this.map.layerPointToLatLng(corner.add(extent)),
    ));
    const view = this.viewFrom(corner, extent, density);
    for (const canvas of Object.values(this.layers)) Object.assign(canvas, { width: view.width, height: view.height });
    this.filled.clear(); // whose size is set is empty
    const image = contextOf(this.layers.colours).createImageData(view.width, view.height);
    const groundIds = this.ground ? rasterise(this.ground, viewOfOther(view, this.geometry, this.ground)) : null;
    this.picture = { view, ids: rasterise(this.geometry, view), groundIds, image, density, margin };
    this.drawLines(this.picture);
    this.drawOutlines(this.picture);
    if (!this.colouring) return; // what the labels say comes with the colours
    this.drawLabels(this.picture);
    this.drawColours(this.picture, this.colouring);
  }

  /**
   * Where the geometry lies on canvases that begin at a corner.
   * @param {Point} corner layer point
   * @param {Point} extent pixels of the page
   * @param {number} density
   */
  viewFrom(corner, extent, density) {
    const [x, y] = this.geometry.origin;
    const origin = this.map.project(latLng(y, x));
    const offset = origin.subtract(this.map.getPixelOrigin()).subtract(corner);
    const thousand = this.map.project(latLng(y, x + this.geometry.step * 1000)).x - origin.x;
    return {
      scale: (thousand / 1000) * density,
      left: offset.x * density,
      top: offset.y * density,
      width: Math.round(extent.x * density),
      height: Math.round(extent.y * density),
    };
  }

  /** Empty a layer; one without a picture stays untouched, since it has no memory yet. @param {LayerName} name */
  clear(name) {
    const canvas = this.layers[name];
    if (this.filled.delete(name)) contextOf(canvas).clearRect(0, 0, canvas.width, canvas.height);
  }

  /** @param {LayerName} name */
  cleared(name) {
    this.clear(name);
    this.filled.add(name);
    return contextOf(this.layers[name]);
  }

  /** Show one year. @param {Colouring} colouring */
  colour(colouring) {
    const remarks = remarksOf(colouring);
    const hasOtherRemarks = remarks !== this.remarks;
    [this.colouring, this.remarks] = [colouring, remarks];
    if (!this.picture) return;
    if (hasOtherRemarks) this.drawLabels(this.picture);
    this.drawColours(this.picture, colouring);
  }

  /** @param {Picture} picture @param {Colouring} colouring */
  drawColours({ ids, groundIds, view, image, density }, { column, legend, largest }) {
    const palette = paletteOf(column.codes, fillsOf(legend, largest > 0));
    const pixels = new Uint32Array(image.data.buffer);
    paint(ids, view.width, palette, pixels);
    if (groundIds) paintGround(ids, groundIds, pixels);
    contextOf(this.layers.colours).putImageData(image, 0, 0);
    this.clear("circles");
    if (!largest) return;
    const colourOf = (/** @type {number} */ unit) => legend[column.codes[unit]]?.colour ?? PAPER;
    drawCircles(this.cleared("circles"), this.geometry, view, { sizes: column.sizes, largest: largest * density, colourOf });
  }

  /** @param {Picture} picture */
  drawLines({ view, density }) {
    const { geometry } = this;
    const context = this.cleared("lines");
    const room = Math.sqrt((view.width * view.height) / Math.max(1, geometry.units.length));
    stroke(context, geometry, view, geometry.left.keys(), { colour: "#ffffff", width: Math.min(1, room / 24) * density });
    geometry.parents.forEach((parents) => {
      const arcs = arcsBetween(geometry, parents);
      stroke(context, geometry, view, arcs, { colour: "#4a565e", width: Math.min(1.6, room / 8) * density });
    });
  }

  /** @param {Picture} picture */
  drawLabels({ view, density, ids }) {
    const { geometry } = this;
    const isFew = geometry.units.length <= FEW_UNITS;
    const fits = (/** @type {Box} */ box, /** @type {number} */ unit) => {
      const reach = geometry.labelRadius[unit] * view.scale * ACROSS;
      return liesWithin(box, unit, { ids, ...view }) || (isFew && box.right - box.left <= 2 * reach);
    };
    const textsOf = (/** @type {number} */ unit) => this.textsOf(unit, density);
    const written = writeLabels(this.cleared("labels"), geometry, view, { textsOf, fits, font: `600|${this.font}` });
    this.unnamed = geometry.units.length - written.filter(({ isName }) => isName).length;
  }

  /**
   * What may be written on a unit, the best first: its name, its number, a sign; as on paper each
   * with its value, where values are wanted, and the name before the value.
   * @param {number} unit
   * @param {number} density
   */
  * textsOf(unit, density) {
    const { geometry, colouring } = this;
    // as small as any letter of the page: 13 pixels, 18 on a beamer, which is looked at from afar
    const size = 0.82 * parseFloat(getComputedStyle(document.documentElement).fontSize) * density;
    const remarks = colouring ? remarksOn(unit, colouring) : [[]];
    for (const remark of remarks) {
      for (const { lines, part } of settingsOf(geometry, unit)) yield { lines: [...lines, ...remark], size: size * part, isName: true };
    }
    const number = geometry.numbers[unit];
    for (const remark of number ? remarks : []) yield { lines: [number, ...remark], size: size * NUMBER_SIZE };
    const last = remarks[remarks.length - 1]; // a sign is never left out
    if (last.length) yield { lines: last, size };
  }

  /** Outline what is selected and what is pointed at. @param {{pointed?: number, selected?: number[]}} units */
  highlight(units) {
    this.highlighted = { ...this.highlighted, ...units };
    if (this.picture) this.drawOutlines(this.picture);
  }

  /** @param {Picture} picture */
  drawOutlines({ view, density }) {
    const { geometry, highlighted: { pointed, selected } } = this;
    this.clear("outlines");
    if (!selected.length && pointed < 0) return;
    const context = this.cleared("outlines");
    const outline = (/** @type {number} */ unit, /** @type {number} */ rim, /** @type {number} */ width) => {
      const arcs = arcsAround(geometry, unit);
      stroke(context, geometry, view, arcs, { colour: "#ffffff", width: rim * density });
      stroke(context, geometry, view, arcs, { colour: INK, width: width * density });
    };
    for (const unit of selected) outline(unit, 6, 3.5);
    if (pointed >= 0) outline(pointed, 4.5, 2);
  }

  remove() {
    window.clearTimeout(this.redrawTimer);
    window.removeEventListener("popstate", this.showAddressed);
    this.map.remove();
  }
}
