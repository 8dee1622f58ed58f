"""The review site: one person's desk on this machine, where machine readings become a record."""
