"""PROTECT: what an audience may not see leaves the pipeline here, before anything is derived."""
