"""What the figures themselves tell: do they add up, fit together, agree with what was printed."""
