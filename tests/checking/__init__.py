"""Whether the laws are kept: the databases that they are tried on."""
