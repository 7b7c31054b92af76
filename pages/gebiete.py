"""How are the areas doing that we put together ourselves? Sets of districts, named and kept."""

from atlas.ui import controls, frame, own_areas

with frame.open_page("gebiete") as page:
    scope = controls.scope(page)
    own_areas.draw(page, scope)
