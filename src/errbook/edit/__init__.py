"""Changes to catalog files, at known places: all else keeps its form, comments among it."""
