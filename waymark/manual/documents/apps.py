"""Django's name for this app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents loaded for search."""

    name = "waymark.manual.documents"
    label = "manual_documents"
