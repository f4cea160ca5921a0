from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("complaints/<slug:kind_name>/<int:pk>/", views.complain, name="complain"),
    path("me/decisions/", views.my_decisions, name="my_decisions"),
    path("me/decisions/complaints/", views.my_complaints, name="my_complaints"),
    path("me/decisions/<int:pk>/", views.decision, name="decision"),
    path("decisions/<str:token>/", views.decision_by_letter, name="decision_by_letter"),
]
