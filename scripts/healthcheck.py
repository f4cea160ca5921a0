"""Does the server in this container answer? Ends with 1 when it does not.

It asks under the site's own name, because Django refuses any other.
"""

import http.client
import os
import sys

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip("*.") or "localhost"
connection = http.client.HTTPConnection("127.0.0.1", os.environ.get("PORT", "8000"), timeout=4)
connection.request("GET", "/healthz", headers={"Host": host})
sys.exit(connection.getresponse().status != 200)
