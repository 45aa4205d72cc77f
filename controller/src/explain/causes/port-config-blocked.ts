// A port on the way is set to take nothing in, or to send nothing out (`ovs-ofctl mod-port`): the
// flows are right, and vswitchd skips the port. No agent sets ports, none sets them back, and the
// setting survives a restart of every agent.

import { type OpenFlowPort } from '@hopscope/nodestate';
import { affectsSwitchPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { switchEntry } from '../switch-entry.ts';
import { type Crossed, switchWay } from '../switch-way.ts';

/** A bit of a port's config, the words of mod-port that clear and set it, and what it does. */
interface Setting {
  readonly bit: string;
  readonly clear: string;
  readonly set: string;
  readonly what: string;
}

const NO_RECEIVE = {
  bit: 'NO_RECV',
  clear: 'receive',
  set: 'no-receive',
  what: 'take in nothing',
} as const;
const NO_FORWARD = {
  bit: 'NO_FWD',
  clear: 'forward',
  set: 'no-forward',
  what: 'send out nothing',
} as const;
const NO_FLOOD = {
  bit: 'NO_FLOOD',
  clear: 'flood',
  set: 'no-flood',
  what: 'send out nothing that is flooded',
} as const;

/** A device in another namespace is down to the switch, and works all the same. */
const USUAL = 'PORT_DOWN';

interface Blocked {
  readonly at: Crossed;
  readonly port: OpenFlowPort;
  readonly setting: Setting;
}

/** vswitchd's trace floods the lost packet in that bridge: it does not know the MAC. */
const isFlooded = (file: CaseFile, bridge: string): boolean => {
  const entry = switchEntry(file);
  const trace = entry === null ? null : file.trace(entry.node, entry.port);
  return (trace?.steps ?? []).some(
    (step) => step.bridge === bridge && step.lines.some((line) => line.includes('flooding')),
  );
};

const blockedOn = (file: CaseFile, at: Crossed): Blocked | null => {
  const ports = file.openFlowPorts(at.node, at.bridge) ?? [];
  const asked: readonly (readonly [string, Setting])[] = [
    [at.enters, NO_RECEIVE],
    [at.leaves, NO_FORWARD],
    ...(isFlooded(file, at.bridge) ? [[at.leaves, NO_FLOOD] as const] : []),
  ];
  for (const [name, setting] of asked) {
    const port = ports.find((one) => one.name === name);
    if (port?.config.includes(setting.bit) === true) return { at, port, setting };
  }
  return null;
};

const firstBlocked = (file: CaseFile): Blocked | null => {
  for (const at of switchWay(file)) {
    const blocked = blockedOn(file, at);
    if (blocked !== null) return blocked;
  }
  return null;
};

export const portConfigBlocked: Cause = {
  code: 'PORT_CONFIG_BLOCKED',
  owner: 'platform',
  summary:
    'A port of Open vSwitch is set to take in, or to send out, nothing (ovs-ofctl mod-port).',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED', 'FLOW_DROP'],
  test: (file) => {
    const found = firstBlocked(file);
    const { place } = file;
    if (found === null || place === null) return null;
    const { at, port, setting } = found;
    const { node, bridge } = at;
    // Only version 1.0 of OpenFlow has a bit for floods.
    const version = setting.bit === NO_FLOOD.bit ? 'OpenFlow10' : 'OpenFlow13';
    const change = (word: string): string =>
      `ovs-ofctl -O ${version} mod-port ${bridge} ${port.name} ${word}`;
    return finding(file, portConfigBlocked, {
      // It decides for every packet: where some pass, it was set or cleared meanwhile.
      confidence: place.lost >= place.sent ? 'confirmed' : 'likely',
      title: `in ${bridge} of ${node}: port ${port.name} is set to ${setting.what} (${setting.bit})`,
      detail:
        'Somebody set it by hand (ovs-ofctl mod-port); no flow shows it, and no agent sets it back.',
      evidence: [
        checked(
          { node, netns: '' },
          `config of port ${port.name} of ${bridge}`,
          `no ${setting.bit}`,
          port.config.filter((bit) => bit !== USUAL).join(' '),
          false,
          `ovs-ofctl -O OpenFlow10 dump-ports-desc ${bridge}`,
        ),
      ],
      affects: affectsSwitchPort(file, node, port.name),
      fixes: [
        fixNow(
          `on ${node}; one port`,
          [change(setting.clear)],
          change(setting.set),
          'who set it may have had a reason',
        ),
      ],
    });
  },
};
