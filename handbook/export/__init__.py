"""What others take from the handbook: open data, structured data, the PDF's link, the history of changes."""
