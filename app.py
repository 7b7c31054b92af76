"""Sozialatlas: the router. Everything a page needs is in the page and in atlas/ui."""

from atlas.ui import frame

frame.route()
