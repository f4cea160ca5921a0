"""The web server of an installation: ``gunicorn`` in this folder is all there is to type.

``site/`` goes on the path here and not through gunicorn's own ``pythonpath``, which is applied
too late for ``gunicorn --check-config``.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "site"))

wsgi_app = "config.wsgi:application"
chdir = str(ROOT)
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# One request a worker, behind a proxy that takes slow clients upon itself: under load that is
# steadier than threads. The application is loaded once, and the workers share its memory.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True
timeout = int(os.environ.get("WEB_TIMEOUT", "60"))

# A worker is replaced now and then, so that none grows without end; never all at once.
max_requests = 2000
max_requests_jitter = 500

# The heartbeat file of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True

# The proxy's log is the one for addresses; this one has none of the visitor's.
accesslog = os.environ.get("ACCESS_LOG") or None
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(M)sms'
