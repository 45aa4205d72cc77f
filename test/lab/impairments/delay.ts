// Delay and jitter on a wire: the relay stands between one node's end of a wire and the rest of
// it. The node's end leaves the wire's switch for a small one of its own together with one tap;
// the other tap takes its place on the wire.

import { fileURLToPath } from 'node:url';
import type { Changes } from '../faults/changes.ts';
import type { Victim } from '../faults/victim.ts';
import { UNDERLAY_MTU } from '../raise/node.ts';
import { WIRE_SWITCH, wirePort } from '../raise/wires.ts';
import type { Impairment, Settings, Shown } from './impairment.ts';
import type { DelayPlan } from './relay/delays.ts';

const SCRIPT = fileURLToPath(new URL('relay/main.ts', import.meta.url));
const READY_TRIES = 400;

type WireName = 'underlay' | 'extnet';

const namesOf = (node: string) => ({
  port: wirePort(node),
  left: `ra-${node}`,
  right: `rb-${node}`,
  inner: `sw-${node}`,
  pid: `/run/relay-${node}.pid`,
  log: `/run/relay-${node}.log`,
});

const relayArguments = (node: string, plan: DelayPlan): readonly string[] => {
  const { left, right } = namesOf(node);
  return [
    `--left=${left}`,
    `--right=${right}`,
    `--delay-ms=${plan.delayMs}`,
    `--jitter-ms=${plan.jitterMs}`,
    `--distribution=${plan.distribution}`,
    `--seed=${plan.seed}`,
    ...(plan.keepOrder ? ['--keep-order'] : []),
  ];
};

const putIn = (node: string, mtu: number, plan: DelayPlan): string => {
  const { port, left, right, inner, pid, log } = namesOf(node);
  const relay = [process.execPath, SCRIPT, ...relayArguments(node, plan)].join(' ');
  const quiet = (device: string) => `ip link set ${device} addrgenmode none`;
  return [
    ...[left, right].map((tap) => `ip tuntap add ${tap} mode tap`),
    `ip link add ${inner} type bridge forward_delay 0 stp_state 0 mcast_snooping 0`,
    ...[left, right, inner].map(quiet),
    ...[left, right, inner].map((device) => `ip link set ${device} mtu ${mtu}`),
    `setsid ${relay} >${log} 2>&1 & echo $! >${pid}`,
    // a tap has no carrier, and a bridge no port, before somebody holds it
    `for i in $(seq ${READY_TRIES}); do grep -q ready ${log} && break; sleep 0.025; done`,
    `grep -q ready ${log}`,
    ...[left, right, inner].map((device) => `ip link set ${device} up`),
    `ip link set ${right} master ${WIRE_SWITCH}`,
    `ip link set ${left} master ${inner}`,
    `ip link set ${port} master ${inner}`,
  ].join('\n');
};

const takeOut = (node: string): string => {
  const { port, left, right, inner, pid, log } = namesOf(node);
  return [
    `ip link set ${port} master ${WIRE_SWITCH}`,
    `test ! -e ${pid} || kill $(cat ${pid}) || true`,
    // half made is taken out as well
    ...[left, right, inner].map((device) => `ip link del ${device} 2>/dev/null || true`),
    `rm -f ${pid} ${log}`,
  ].join('\n');
};

const slow = (
  { change }: Changes,
  wire: WireName,
  node: string,
  settings: Settings,
): Promise<void> => {
  const mtu = wire === 'underlay' ? UNDERLAY_MTU : 1500;
  const sh = (script: string) => ({ node: wire, argv: ['sh', '-ec', script] });
  return change(sh(putIn(node, mtu, settings.delay)), [sh(takeOut(node))]);
};

/** The wire adds next to nothing by itself; a busy machine adds up to a few milliseconds. */
const BUSY_MS = 6;

const shown = (
  segment: Shown['segment'],
  direction: Shown['direction'],
  { delay }: Settings,
): Shown => ({
  status: 'DELIVERED',
  segment,
  direction,
  cause: null,
  loss: null,
  addedMs: { low: Math.max(0, delay.delayMs - 1), high: delay.delayMs + delay.jitterMs + BUSY_MS },
  lostFromBytes: null,
});

const underlay: Impairment = {
  name: 'slow-underlay',
  summary: "packets wait on the underlay wire of the server's node",
  fits: (victim: Victim) => !victim.local && !victim.floating,
  apply: (changes, v, settings) => slow(changes, 'underlay', v.node.name, settings),
  shown: (_, settings) => shown('underlay', 'forward', settings),
};

const external: Impairment = {
  name: 'slow-external',
  summary: 'packets wait on the external wire of the node they leave by',
  fits: () => true,
  apply: (changes, v, settings) =>
    slow(changes, 'extnet', v.floating ? v.node.name : v.snatNode.name, settings),
  // both ways wait, and both lie beyond the external NIC
  shown: (_, settings) => {
    const once = shown('external', 'forward', settings);
    const { low, high } = once.addedMs ?? { low: 0, high: 0 };
    return { ...once, addedMs: { low: 2 * low, high: 2 * high } };
  },
};

export const DELAYS: readonly Impairment[] = [underlay, external];
