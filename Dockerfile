# -- Build: libraries, translations, static files ---------------------------------------
FROM python:3.13-slim-trixie AS build

ENV PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH

COPY requirements.txt /app/
RUN pip install --no-cache-dir --only-binary :all: -r /app/requirements.txt \
 && pip uninstall -y pip \
 && python -m compileall -q /venv/lib

COPY . /app/
WORKDIR /app
# What production asks for exists in this one command only: nothing of it stays in the image.
RUN python scripts/messages.py compile \
 && SECRET_KEY=build DATABASE_URL=sqlite:////tmp/none ALLOWED_HOSTS=build SITE_URL=https://build \
    STATIC_ROOT=/app/collected DJANGO_SETTINGS_MODULE=config.settings.production \
    python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q .

# -- The image --------------------------------------------------------------------------
FROM python:3.13-slim-trixie

RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin methodhub \
 && install -d -o methodhub -g methodhub /data

COPY --from=build /venv /venv
COPY --from=build /app /app

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/app/collected \
    VAR_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000

WORKDIR /app
USER methodhub
EXPOSE 8000
VOLUME /data

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "scripts/healthcheck.py"]

CMD ["gunicorn"]
