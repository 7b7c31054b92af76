"""How it is computed, where it comes from, and what doesn't add up."""

from atlas.ui import controls, frame, method_page

with frame.open_page("methodik") as page:
    scope = controls.scope(page)
    method_page.draw(page, scope)
