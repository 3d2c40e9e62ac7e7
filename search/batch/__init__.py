"""Many questions asked one after another, out of a file and into one."""
