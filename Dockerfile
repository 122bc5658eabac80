# The hub as an image. The wheel's build hook brings the node that builds the page (frontend/build.py).

FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN grep -o '^[^ ]*==[^ ]*' requirements.lock > /tmp/pins \
    && pip wheel --no-cache-dir --wheel-dir /wheels --constraint /tmp/pins .

FROM python:3.11-slim
RUN --mount=from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --no-compile --find-links /wheels empiria \
    && useradd --system --no-create-home empiria \
    && install -d -o empiria /srv/empiria/var
USER empiria
WORKDIR /srv/empiria
EXPOSE 8000
ENV HUB_HOST=0.0.0.0
CMD ["hub", "serve"]
