"""What charts show, and their words."""
