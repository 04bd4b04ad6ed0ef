"""The emitter: definitions as Python source, and that source executed.

There is one meaning of a problem, the source that `source` writes. `live` executes it on demand.
"""
