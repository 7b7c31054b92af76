"""Checks of the figures: do they add up, fit together, agree with what was printed."""
