"""Figures beyond their page: what is written on one, and the address that shows it."""
