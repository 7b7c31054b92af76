"""How is one district doing? Its figures, ages, development, strengths and weaknesses."""

from atlas.ui import controls, frame, profile

with frame.open_page("profil") as page:
    scope = controls.scope(page)
    profile.draw(page, scope)
