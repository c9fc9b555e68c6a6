"""What others take from the handbook: open data, structured data, the PDF, and the history of changes."""
