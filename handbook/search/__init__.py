"""The site's search made to understand Finnish."""
