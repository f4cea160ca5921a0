app_name = "official"
urlpatterns = []
