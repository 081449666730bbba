"""Addresses: raising a concern. None holds anything about a child."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.report import views_documents, views_mine, views_people, views_sending, views_start, views_tasks

app_name = "report"
_DRAFT = "concern/<slug:report_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_start.start, name="start"),
    path("danger/", views_start.danger, name="danger"),
    path("area/", views_start.area, name="area"),
    path("area/<slug:area_slug>/", views_start.door, name="door"),
    path("come-back/", views_start.come_back, name="come-back"),
    path("mine/", views_mine.mine, name="mine"),
    path("receipt/<slug:reference>/", views_mine.receipt, name="receipt"),
    path("receipt/<slug:reference>/confirm/", views_mine.confirm, name="confirm"),
    path(_DRAFT, views_tasks.tasks, name="tasks"),
    path(f"{_DRAFT}code/", views_start.code, name="code"),
    path(f"{_DRAFT}leave/", views_start.leave, name="leave"),
    path(f"{_DRAFT}discard/", views_tasks.discard, name="discard"),
    path(f"{_DRAFT}children/", views_people.children, name="children"),
    path(f"{_DRAFT}children/new/", views_people.new_child, name="new-child"),
    path(f"{_DRAFT}children/<slug:child>/", views_people.child, name="child"),
    path(f"{_DRAFT}people/", views_people.people, name="people"),
    path(f"{_DRAFT}people/new/", views_people.new_person, name="new-person"),
    path(f"{_DRAFT}people/<slug:person>/", views_people.person, name="person"),
    path(f"{_DRAFT}topic/<slug:topic>/", views_tasks.topic, name="topic"),
    path(f"{_DRAFT}documents/", views_documents.documents, name="documents"),
    path(f"{_DRAFT}check/", views_sending.check, name="check"),
    path(f"{_DRAFT}send/", views_sending.send, name="send"),
    path(f"{_DRAFT}sent/", views_sending.sent, name="sent"),
]
