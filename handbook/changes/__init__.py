"""What a proposal changes for readers, told in Finnish to whoever decides on it."""
