"""How do figures come in? Departments' files: read, checked, compared, released."""

from atlas.ui import data_desk, frame

with frame.open_page("daten") as page:
    data_desk.draw(page)
