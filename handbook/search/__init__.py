"""Finnish for the search of the site."""
