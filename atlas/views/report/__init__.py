"""Reports: chapters of own texts and figures as a document, their templates and files."""
