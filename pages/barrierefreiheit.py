"""Can everybody use this? How far, and where to tell what is in the way."""

from atlas.ui import controls, frame, legal

with frame.open_page("barrierefreiheit") as page:
    scope = controls.scope(page)
    legal.draw(page, scope.area)
