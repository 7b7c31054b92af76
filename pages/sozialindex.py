"""Where do several burdens meet? An index of several indicators, made from a recipe."""

from atlas.ui import composite, controls, frame

with frame.open_page("sozialindex") as page:
    scope = controls.scope(page)
    composite.draw(page, scope)
