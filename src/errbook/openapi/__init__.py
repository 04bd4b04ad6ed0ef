"""Problem classes in an OpenAPI 3.1 document: what operations say of the errors that they return.

The schemas and the examples are the catalog's, which `errbook.about` reads. Here they become the
components of a document, under names that generated clients can bear, and responses that refer to
them: one for each status, in which the errors are told apart by the constants in their bodies.

An error that has no page is internal, and no document speaks of it.
"""

from errbook.openapi.components import Components, components, responses
from errbook.openapi.merge import merged

__all__ = ["Components", "components", "merged", "responses"]
