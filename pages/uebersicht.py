"""How is the area doing? Core figures, what changed where, and how new it all is."""

from atlas.ui import controls, frame, overview

with frame.open_page("uebersicht") as page:
    scope = controls.scope(page)
    overview.draw(page, scope)
