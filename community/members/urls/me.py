"""What a person keeps and decides about herself."""

from django.urls import path

from ..views import me, memberships, portfolio

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/profile/", me.me_profile, name="me_profile"),
    path("me/profile/photo/", me.me_photo, name="me_photo"),
    path("me/profile/photo/remove/", me.remove_photo, name="me_photo_remove"),
    path("me/portfolio/", portfolio.own_portfolio, name="me_portfolio"),
    path("me/portfolio/add/", portfolio.add_entry, name="me_portfolio_add"),
    path("me/portfolio/order/", portfolio.order_entries, name="me_portfolio_order"),
    path("me/portfolio/<int:pk>/", portfolio.change_entry, name="me_portfolio_change"),
    path("me/portfolio/<int:pk>/delete/", portfolio.delete_entry, name="me_portfolio_delete"),
    path("me/portfolio/<int:pk>/move/", portfolio.move_entry, name="me_portfolio_move"),
    path("me/memberships/", memberships.my_memberships, name="me_memberships"),
]
