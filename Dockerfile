# The image that compose.yaml builds. TORCH_INDEX: an index with PyTorch's CPU build (README); without it pip may take
# the build for graphics cards, some gigabytes that nothing here uses.
FROM python:3.11-slim-bookworm

ARG TORCH_INDEX=""
# LibreOffice reads old Word files (.doc, .rtf).
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libreoffice-writer-nogui libgomp1 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/huiyin
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY corpus corpus
COPY models models
COPY indexing indexing
COPY service service
RUN pip install --no-cache-dir -c constraints.txt ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} torch==2.13.0 \
    && pip install --no-cache-dir -c constraints.txt ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} .

# Letters are readable by this user alone.
RUN useradd --create-home --uid 10001 huiyin \
    && install --directory --owner=huiyin --mode=0700 /data /cache
USER huiyin
ENV HUIYIN_HOME=/data HUIYIN_CACHE=/cache OMP_NUM_THREADS=1
VOLUME ["/data", "/cache"]
CMD ["huiyin", "start"]
