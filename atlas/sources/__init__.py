"""READ: files become nouns and frames; what is wrong with them is collected, not raised."""
