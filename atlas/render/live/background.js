// A picture beneath the units, from where the operator says: a file of this server, WMS or WMTS tiles.

import { imageOverlay, latLng, latLngBounds, tileLayer } from "./leaflet-src.esm.js";

const TILE_LEVELS = { minZoom: -4, maxZoom: 14, minNativeZoom: 0, noWrap: true };

/**
 * @param {object} background
 * @param {"image" | "wms" | "tiles"} background.kind
 * @param {string} background.url for tiles with {z}, {x} and {y}
 * @param {string} [background.layers] of a WMS
 * @param {number[]} [background.extent] of an image: west, south, east, north in metres
 * @param {number} [background.levels] of tiles
 */
export function backgroundLayer(background) {
  if (background.kind === "image") {
    const [west, south, east, north] = background.extent;
    return imageOverlay(background.url, latLngBounds(latLng(south, west), latLng(north, east)));
  }
  if (background.kind === "wms") {
    return tileLayer.wms(background.url, { layers: background.layers, format: "image/png", version: "1.3.0", minZoom: -4, maxZoom: 14 });
  }
  return tileLayer(background.url, { ...TILE_LEVELS, maxNativeZoom: background.levels - 1 });
}
