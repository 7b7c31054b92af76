"""Floor 7: DRAW, how: a package per medium. Each draws a spec and decides nothing."""
