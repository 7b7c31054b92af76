"""How units compare and develop, and what goes together: one chart at a time."""

from atlas.ui import controls, frame, show

with frame.open_page("diagramme") as page:
    scope = controls.scope(page)
    choice = controls.chart(page, scope)
    if choice is not None:
        show.chart(page, choice)
