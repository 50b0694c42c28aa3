"""Coverage of the 环节 by the declared scenes."""
