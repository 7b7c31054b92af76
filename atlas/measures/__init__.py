"""Floor 2, DERIVE: pure arithmetic on figures; knows states, not sources.

Every function takes and returns *figures* frames (see `atlas.measures.cells`): what could
not be computed stays in the frame and says why, it is never dropped and never becomes 0.
"""
