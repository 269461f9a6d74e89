#!/usr/bin/env bash
# Build what Muster's pages are dressed in: style sheet, fonts, htmx, licences.
# Only whoever changes tools/web_assets needs Node; what it makes is committed.
#   tools/build_web_assets.sh
set -euo pipefail
cd "$(dirname "$0")/.."
sources=tools/web_assets
static=src/muster/web/shell/static/muster
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$sources"/package.json "$sources"/package-lock.json "$sources"/.npmrc "$work"
cp -r "$sources/scss" "$work/scss"
npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --silent
from=$work/node_modules

# Charts look on a page as they do in a report: the rules are the report's own.
grep -E '^(\.chart|\.heat|\.map|\.timeline)' src/muster/reporting/data/report.css \
    > "$work/scss/_report_charts.scss"
mkdir -p "$static/css" "$static/fonts" "$static/vendor" "$static/licences"
node "$from/sass/sass.js" --no-source-map --no-charset --style=compressed --load-path="$from" --quiet-deps \
    "$work/scss/muster.scss" "$work/muster.css"
# What it was built from stands at its head, so that a test tells when it is out of date.
digest=$(cat $(ls "$sources"/scss/*.scss | LC_ALL=C sort) "$sources/package-lock.json" \
    "$work/scss/_report_charts.scss" | sha256sum | cut -d' ' -f1)
{ printf '/*! %s */\n' "$digest" && cat "$work/muster.css"; } > "$static/css/muster.css"

fonts=$from/@fontsource-variable/public-sans
cp "$fonts/files/public-sans-latin-wght-normal.woff2" "$static/fonts/public-sans-latin.woff2"
cp "$fonts/files/public-sans-latin-ext-wght-normal.woff2" "$static/fonts/public-sans-latin-ext.woff2"
for script in htmx.min.js ext/hx-sse.min.js; do
    sed '/^\/\/# sourceMappingURL=/d; s/\/\/# sourceMappingURL=.*$//' "$from/htmx.org/dist/$script" \
        > "$static/vendor/$(basename "$script")"
done
cp "$fonts/LICENSE" "$static/licences/public-sans.txt"
cp "$sources/licences/govuk-frontend.txt" "$static/licences/govuk-frontend.txt" # its package has none
cp "$from/htmx.org/LICENSE" "$static/licences/htmx.txt"

for file in "$static"/css/*.css "$static"/vendor/*.js "$static"/fonts/*.woff2; do
    printf '%8d bytes, %7d compressed  %s\n' \
        "$(wc -c < "$file")" "$(gzip -9c "$file" | wc -c)" "${file#"$static"/}"
done
