"""What becomes of my data? Who answers for them, and what the app does and doesn't."""

from atlas.ui import controls, frame, legal

with frame.open_page("datenschutz") as page:
    scope = controls.scope(page)
    legal.draw(page, scope.area)
