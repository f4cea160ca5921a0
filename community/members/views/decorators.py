"""What every page of one's own has in common."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import never_cache


def signed_in(view):
    """For people who have signed in; what they see is kept by no cache. Others are asked to
    sign in and come back."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return guarded
