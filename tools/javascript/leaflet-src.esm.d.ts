// Leaflet lies beside the live map's modules in the browser only (atlas/ui/static_files.py).
export * from "leaflet";
