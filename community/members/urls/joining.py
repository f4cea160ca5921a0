"""Registration, invitation codes, joining and leaving hubs."""

urlpatterns = []
