"""What a person keeps and decides about herself."""

urlpatterns = []
