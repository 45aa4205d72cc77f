#!/bin/sh
# with-node.sh [--only-node] SCRIPT [ARGS...]: sets up what is missing, then runs SCRIPT (relative
# to the repository) under the Node of the lockfile. The caller's directory stays the same.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
scope=all
if [ "$1" = --only-node ]; then scope=node; shift; fi
sh "$root/deploy/setup.sh" "$scope"
script=$1
shift
# Compiled once: a command starts in half the time, an idle agent needs a third less memory.
export NODE_COMPILE_CACHE="$root/.cache/node"
exec "$root/node_modules/.bin/node" "$root/$script" "$@"
