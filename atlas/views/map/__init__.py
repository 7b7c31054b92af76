"""What maps show, and their words."""
