"""Search engines, one file each, behind the protocols of `protocols.py`."""
