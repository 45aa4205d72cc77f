// One of the devices between the VM and br-int is switched off, is not in its bridge, or is not let
// through by it.

import { affectsOtherPort, affectsThisPort } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { plugFault, type PlugFault, pluggedPort } from '../plumbing.ts';
import { atPort } from '../words.ts';

/** What the device is like, in words of the title. */
const stateOf = ({ kind, bridge, link, blocked }: PlugFault): string => {
  if (kind === 'down') return 'down';
  if (kind === 'unbridged') return `not in ${bridge} (${link.master || 'no bridge'})`;
  return `a port of ${bridge} that passes nothing on (${blocked})`;
};

const foundOf = ({ kind, link, blocked }: PlugFault): string => {
  if (kind === 'down') return 'down';
  const has = link.master === '' ? 'in no bridge' : `in ${link.master}`;
  return blocked === '' ? `up, ${has}` : `up, ${has}, ${blocked}`;
};

/** The flag that is set, and its opposite. */
const BRIDGE_FLAGS: Readonly<Record<string, readonly [string, string]>> = {
  isolated: ['isolated off', 'isolated on'],
  locked: ['locked off', 'locked on'],
};

const fixOf = ({ kind, device, bridge, where, blocked }: PlugFault): Fix => {
  const risk = `on ${where.node}; one device`;
  const set = (how: string): string => `ip link set ${device} ${how}`;
  if (kind === 'down') return fixNow(risk, [set('up')], set('down'));
  if (kind === 'unbridged') return fixNow(risk, [set(`master ${bridge}`)], set('nomaster'));
  const [right, wrong] = BRIDGE_FLAGS[blocked] ?? ['state 3', 'state 0'];
  const change = (how: string): string => `bridge link set dev ${device} ${how}`;
  return fixNow(risk, [change(right)], change(wrong));
};

export const portUnplugged: Cause = {
  code: 'PORT_UNPLUGGED',
  owner: 'platform',
  summary: 'A device between the VM and br-int is down, out of its bridge, or blocked by it.',
  segments: ['vm', 'security-group', 'integration-bridge', 'tunnel-in', 'tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const fault = plugFault(file);
    if (fault === null) return null;
    const { device, bridge, where } = fault;
    const port = pluggedPort(file);
    const at = port.id === file.path.flow.portId ? atPort(file) : `at port ${port.id.slice(0, 8)}`;
    return finding(file, portUnplugged, {
      confidence: 'confirmed',
      title: `${at}: ${device} is ${stateOf(fault)}`,
      detail: 'Every packet of the VM goes through this device; nothing of Neutron switches it.',
      evidence: [
        checked(
          where,
          `device ${device}`,
          bridge === '' ? 'up' : `up, in ${bridge}`,
          foundOf(fault),
          false,
          `ip -d link show ${device}`,
        ),
      ],
      affects: port.id === file.path.flow.portId ? affectsThisPort(file) : affectsOtherPort(file),
      fixes: [fixOf(fault)],
    });
  },
};
