// A picture beneath the units, from where the operator says: a file of this server, WMS or WMTS tiles.

import { imageOverlay, latLng, latLngBounds, tileLayer } from "./leaflet-src.esm.js";

const TILE_LEVELS = { minZoom: -4, maxZoom: 14, minNativeZoom: 0, noWrap: true };

/**
 * `Background` of atlas/model/areas.py; what isn't said is left out.
 * @typedef {object} Background
 * @property {"image" | "wms" | "tiles"} kind
 * @property {string} url for tiles with {z}, {x} and {y}
 * @property {string} attribution
 * @property {string} [layers] of a WMS
 * @property {[west: number, south: number, east: number, north: number]} [extent] of an image, metres
 * @property {number} [levels] of tiles
 * @property {number} [resolution] of tiles: metres per pixel at level 0
 * @property {[x: number, y: number]} [origin] of tiles: north-west corner, metres
 */

/** @param {Background} background */
export function backgroundLayer({ kind, url, layers, extent = [0, 0, 0, 0], levels = 1 }) {
  if (kind === "image") {
    const [west, south, east, north] = extent;
    return imageOverlay(url, latLngBounds(latLng(south, west), latLng(north, east)));
  }
  if (kind === "wms") {
    return tileLayer.wms(url, { layers, format: "image/png", version: "1.3.0", minZoom: -4, maxZoom: 14 });
  }
  return tileLayer(url, { ...TILE_LEVELS, maxNativeZoom: levels - 1 });
}

/** A picture among the static files gets its whole address. @param {Background | null} background @param {string} base */
export function located(background, base) {
  return background?.kind === "image" ? { ...background, url: base + background.url } : background;
}
