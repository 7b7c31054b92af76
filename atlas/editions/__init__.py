"""Floor 4: what an audience may see of one area, and queries of it."""
