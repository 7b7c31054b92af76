"""Maps on paper: PNG, SVG and PDF."""
