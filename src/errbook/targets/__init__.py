"""Targets: what `errbook build` can make of a catalog. One module each; none knows another."""
