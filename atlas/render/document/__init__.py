"""Documents as files: typst sets the pages of a PDF, Word, Excel and HTML get the same words."""
