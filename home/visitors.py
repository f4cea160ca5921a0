"""Where a visitor comes from, for limits on how often something may be asked for."""

import hashlib

from allauth.account.adapter import get_adapter


def visitor_key(request):
    """Who asks, for counting: a person by her account, a visitor by a digest of the address
    that the trusted proxies tell (``TRUSTED_PROXY_COUNT``)."""
    if request.user.is_authenticated:
        return f"person-{request.user.pk}"
    address = get_adapter(request).get_client_ip(request)
    return hashlib.sha256(address.encode()).hexdigest()[:20]
