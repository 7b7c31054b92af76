"""The data desk: what was understood of a file, what is wrong with it, what it changes."""
