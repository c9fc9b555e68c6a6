"""Steps from a built site to one that can be published."""
