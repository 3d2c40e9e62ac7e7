"""What somebody is to do: action points in prose, with who and by when."""
