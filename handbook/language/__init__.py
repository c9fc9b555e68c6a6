"""Finnish: base forms of words, and advice on spelling and style."""
