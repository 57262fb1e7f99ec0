#!/bin/sh
# Debian's chromium for the journeys and poppler to read our own PDFs: installed when they are missing.
set -e
command -v chromium >/dev/null && command -v pdftotext >/dev/null && exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium poppler-utils
