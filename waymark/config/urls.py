"""No addresses yet: the web begins with its own app."""

urlpatterns: list[object] = []
