"""How it is computed, where it comes from, and what doesn't add up."""

from atlas.ui import controls, frame, overview, show

with frame.open_page("methodik") as page:
    scope = controls.scope(page)
    show.indicator(page, scope)
    slot = show.problems_slot()
    overview.draw_method(page, scope)
    show.signs()
    show.secrecy(page, scope)
    show.versions(page, scope)
    show.indicators(page, scope)
    show.problems(page, scope, slot)
