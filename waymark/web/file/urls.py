"""Addresses: the case file. `child` is the child's stream as `waymark.web.shell.streams` writes it, and may hold signs that a slug may not."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.file import (
    views,
    views_as_of,
    views_documents,
    views_family,
    views_find,
    views_people,
    views_records,
    views_tasks,
)

app_name = "file"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_find.find, name="find"),
    path("<str:child>/", views.overview, name="overview"),
    path("<str:child>/pathway/", views.pathway, name="pathway"),
    path("<str:child>/chronology/", views.chronology, name="chronology"),
    path("<str:child>/chronology.csv", views.chronology_csv, name="chronology_csv"),
    path("<str:child>/tasks/", views.tasks, name="tasks"),
    path("<str:child>/tasks/one/", views_tasks.task, name="task"),
    path("<str:child>/records/", views.records, name="records"),
    path("<str:child>/records/<str:event>/", views.record, name="record"),
    path("<str:child>/records/<str:event>/mark/", views_records.mark, name="mark"),
    path("<str:child>/records/<str:event>/correct/", views_records.correct, name="correct"),
    path("<str:child>/people/", views_people.people, name="people"),
    path("<str:child>/people/add/", views_people.person, name="new_person"),
    path("<str:child>/people/connect/", views_family.connect, name="connect"),
    path("<str:child>/people/<str:person>/", views_people.person, name="person"),
    path("<str:child>/people/<str:person>/remove/", views_people.remove, name="remove"),
    path("<str:child>/details/", views_people.details, name="details"),
    path("<str:child>/warnings/add/", views_people.warning, name="new_warning"),
    path("<str:child>/warnings/<str:warning>/end/", views_people.end_warning, name="end_warning"),
    path("<str:child>/documents/", views_documents.documents, name="documents"),
    path("<str:child>/documents/<str:document>/", views_documents.document, name="document"),
    path("<str:child>/as-of/", views_as_of.as_of, name="as_of"),
    path("<str:child>/reads/", views.reads, name="reads"),
]
