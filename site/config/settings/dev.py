"""``make run``: the embedded default on one machine. Shows visitors' error pages unless
``DEBUG=1``, so that what one sees is what readers will see."""

from .base import *
from .base import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-on-this-machine-" + "x" * 30)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Letters are shown where the server runs; EMAIL_URL=filemail:////some/folder keeps them there.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))

# Serve static files straight from the source tree, and see every change at once.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STYLE_GUIDE = True

# Passkeys on http://localhost:8000/; browsers have none for an address in digits.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
