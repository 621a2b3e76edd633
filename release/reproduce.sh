#!/usr/bin/env bash
# Builds what is published twice, from the last commit, in two folders, under two time zones and languages, and compares the
# files byte by byte. Builds it as a release: Drools gives the classes of a snapshot's rules new names each time.
# Takes as long as two builds without tests. With a folder as argument, leaves the builds there.
# MODULES=logs,rules looks at these and what they need, instead of all that is published.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
modules=${MODULES:-bom,release}
mkdir -p "$work"

build() { # folder, time zone, encoding, language
  git clone --quiet "$root" "$work/$1"
  (
    cd "$work/$1"
    umask 022 # archives keep the modes of files
    mvn -B -ntp -q versions:set -DremoveSnapshot -DprocessAllModules -DgenerateBackupPoms=false \
      -DupdateBuildOutputTimestampPolicy=never
    TZ=$2 LC_ALL=$3 MAVEN_OPTS="-Duser.language=$4" mvn -B -ntp -q -Prelease -DskipTests -DskipITs -pl "$modules" -am package
  )
}

digests() { # folder
  (
    cd "$work/$1"
    find . -path '*/target/*' \( -name 'millrace-*.jar' -o -name 'millrace.jar' -o -name 'sbom.json' \) \
      -not -path '*/release/target/*' -print0 | sort -z | xargs -0 sha256sum
  )
}

build one UTC C en
build another/folder Pacific/Auckland C.UTF-8 tr
digests one >"$work/one.sha256"
digests another/folder >"$work/another.sha256"

if ! diff "$work/one.sha256" "$work/another.sha256"; then
  echo "Expected equal files, but these differ. Maybe compare their contents: $work" >&2
  exit 1
fi
echo "$(wc -l <"$work/one.sha256") files, the same in both builds"
[ $# -gt 0 ] || rm -rf "$work"
