"""Whether the words of a theme treat it or only name it: features of what stands around them, and learned weights."""
