app_name = "useful_sites"
urlpatterns = []
