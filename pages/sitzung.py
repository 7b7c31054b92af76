"""How do we tell it to the committee? The notes as slides of one message each."""

from atlas.ui import controls, frame, session

with frame.open_page("sitzung") as page:
    scope = controls.scope(page)
    session.draw(page, scope)
