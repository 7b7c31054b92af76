"""Floor 6: DRAW, how. One module per medium; each draws a figure spec and decides nothing."""
