"""How are the areas doing that we put together ourselves? Sets of districts, named and kept."""

from atlas.ui import controls, custom_areas, frame

with frame.open_page("gebiete") as page:
    scope = controls.scope(page, custom_areas.shows_figure)
    custom_areas.draw(page, scope)
