"""Routes, one file a resource. A new resource is a new module here and a line in ROUTERS."""

from service.http.routes import asking, documents, health, passages

ROUTERS = (asking.router, documents.router, passages.router, health.router)
