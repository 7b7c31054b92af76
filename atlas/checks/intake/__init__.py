"""What can be wrong with the figures of a file that a department handed in."""
