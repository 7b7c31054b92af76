"""Who publishes this? Name and address of the publisher, as of today."""

from atlas.ui import controls, frame, legal

with frame.open_page("impressum") as page:
    scope = controls.scope(page)
    legal.draw(page, scope.area)
