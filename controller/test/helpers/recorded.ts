// The recorded captures of the real cloud as recordings: which file shows which point, for snat,
// fip and ew under both firewalls. Device names are the recorder's, addresses the scenario's.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCapture } from '@hopscope/pcapng';
import type { Protocol } from '../../src/request.ts';
import type { Recording } from '../../src/run/recording.ts';
import {
  parseCaptureMap,
  recordingOfFiles,
  type ForeignFile,
} from '../../src/store/foreign/mod.ts';

const ROOT = new URL('../../../test/fixtures/recorded/', import.meta.url).pathname;

export type Firewall = 'hybrid' | 'ovsfw';
export type Traffic = 'snat' | 'fip' | 'ew';

interface Hop {
  readonly name: string;
  readonly role: string;
  readonly side: 'in' | 'out';
  readonly outside?: boolean;
}

const hop = (name: string, role: string, side: 'in' | 'out', outside = false): Hop => ({
  name,
  role,
  side,
  outside,
});

const HYBRID_OUT = [hop('qbr', 'qbr', 'in'), hop('qvb', 'qvb', 'out'), hop('qvo', 'qvo', 'in')];
const HYBRID_IN = [hop('qvo', 'qvo', 'out'), hop('qvb', 'qvb', 'in'), hop('qbr', 'qbr', 'in')];

const plug = (firewall: Firewall, hops: Hop[]): Hop[] => (firewall === 'hybrid' ? hops : []);

/** Files by the end of their name, in travel order. */
const PATHS: Record<Traffic, (firewall: Firewall) => { forward: Hop[]; reply: Hop[] }> = {
  snat: (firewall) => ({
    forward: [
      hop('cn1-tap', 'tap', 'in'),
      ...plug(firewall, HYBRID_OUT),
      hop('cn1-qrouter-qr-netA', 'qr', 'in'),
      hop('cn1-qrouter-qr-netA', 'qr', 'out'),
      hop('cn1-underlay-eth0', 'tunnel-nic', 'out'),
      hop('net1-underlay-eth0', 'tunnel-nic', 'in'),
      hop('net1-snat-sg', 'sg', 'in'),
      hop('net1-snat-qg', 'qg', 'out', true),
      hop('net1-ext0', 'ext-nic', 'out', true),
    ],
    reply: [
      hop('net1-ext0', 'ext-nic', 'in', true),
      hop('net1-snat-qg', 'qg', 'in', true),
      hop('net1-snat-sg', 'sg', 'out'),
      hop('net1-underlay-eth0', 'tunnel-nic', 'out'),
      hop('cn1-underlay-eth0', 'tunnel-nic', 'in'),
      ...plug(firewall, HYBRID_IN),
      hop('cn1-tap', 'tap', 'out'),
    ],
  }),
  fip: (firewall) => ({
    forward: [
      hop('cn2-tap', 'tap', 'in'),
      ...plug(firewall, HYBRID_OUT),
      hop('cn2-qrouter-qr-netA', 'qr', 'in'),
      hop('cn2-qrouter-rfp', 'rfp', 'out', true),
      hop('cn2-fip-fpr', 'fpr', 'in', true),
      hop('cn2-fip-fg', 'fg', 'out', true),
      hop('cn2-ext0', 'ext-nic', 'out', true),
    ],
    reply: [
      hop('cn2-ext0', 'ext-nic', 'in', true),
      hop('cn2-fip-fg', 'fg', 'in', true),
      hop('cn2-fip-fpr', 'fpr', 'out', true),
      hop('cn2-qrouter-rfp', 'rfp', 'in', true),
      hop('cn2-qrouter-qr-netA', 'qr', 'out'),
      ...plug(firewall, HYBRID_IN),
      hop('cn2-tap', 'tap', 'out'),
    ],
  }),
  ew: () => ({
    forward: [
      hop('cn1-tap', 'tap', 'in'),
      hop('cn1-qrouter-qr-netA', 'qr', 'in'),
      hop('cn1-qrouter-qr-netB', 'qr', 'out'),
      hop('cn1-underlay-eth0', 'tunnel-nic', 'out'),
      hop('cn2-underlay-eth0', 'tunnel-nic', 'in'),
      hop('cn2-tap', 'tap', 'out'),
    ],
    reply: [
      hop('cn2-tap', 'tap', 'in'),
      hop('cn2-qrouter-qr-netB-reply', 'qr', 'in'),
      hop('cn2-qrouter-qr-netA-reply', 'qr', 'out'),
      hop('cn2-underlay-eth0', 'tunnel-nic', 'out'),
      hop('cn1-underlay-eth0', 'tunnel-nic', 'in'),
      hop('cn1-tap', 'tap', 'out'),
    ],
  }),
};

interface Scenario {
  readonly vms: Record<string, { ip: string; mac: string; fip?: string; net: string }>;
}

const MACS: Record<Firewall, { qrA: string; sg: string }> = {
  hybrid: { qrA: 'fa:16:3e:40:4e:ad', sg: 'fa:16:3e:cc:cb:b2' },
  ovsfw: { qrA: '', sg: '' },
};

/** VXLAN network identifiers, as the underlay captures show them. */
const vniOf = (firewall: Firewall, network: string): number => {
  const folder = join(ROOT, firewall, 'api', 'admin');
  for (const file of readdirSync(folder)) {
    if (!file.includes('network')) continue;
    const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      body: { network?: { id: string; 'provider:segmentation_id': number } };
    };
    if (body.network?.id === network) return body.network['provider:segmentation_id'];
  }
  return 0;
};

const flowOf = (scenario: Scenario, traffic: Traffic, natAddress: string) => {
  const { a1, a2, b1 } = scenario.vms;
  if (traffic === 'snat') return { local: a1?.ip, remote: '198.51.100.10', nat: natAddress };
  if (traffic === 'fip') return { local: a2?.ip, remote: '172.24.4.1', nat: a2?.fip };
  return { local: a1?.ip, remote: b1?.ip };
};

const conntrackOf = (folder: string) => {
  const events = join(folder, 'conntrack-events');
  return readdirSync(events).flatMap((node) =>
    readdirSync(join(events, node)).map((file) => ({
      node,
      netns: basename(file, '.txt'),
      path: join(events, node, file),
      text: readFileSync(join(events, node, file), 'utf8'),
    })),
  );
};

interface RecordedFiles {
  readonly folder: string;
  /** Capture files, in the folder's `pcap`. */
  readonly files: readonly string[];
  readonly conntrack: ReturnType<typeof conntrackOf>;
  /** The map that says which of them shows which point, as a person would write it. */
  readonly map: Readonly<Record<string, unknown>>;
}

/** The files of one recorded kind of traffic, and their map for one protocol. */
export const recordedFiles = (
  firewall: Firewall,
  traffic: Traffic,
  protocol: Protocol,
): RecordedFiles => {
  const folder = join(ROOT, firewall, traffic);
  const scenario = JSON.parse(
    readFileSync(join(ROOT, firewall, 'scenario.json'), 'utf8'),
  ) as Scenario;
  const conntrack = conntrackOf(folder);
  const natAddress =
    conntrack.flatMap(({ netns, text }) =>
      netns.startsWith('snat-') ? [/UNREPLIED\] src=\S+ dst=(\S+)/.exec(text)?.[1] ?? ''] : [],
    )[0] ?? '';
  const files = readdirSync(join(folder, 'pcap')).filter((file) => !file.includes('must-be-empty'));
  const fileOf = (name: string): string =>
    files.find((file) => file.replace(/^[0-9]+-/, '') === `${name}.pcap`) ??
    files.find((file) => file.includes(`-${name}.pcap`)) ??
    '';
  const nets = {
    forward: traffic === 'ew' ? scenario.vms['b1']?.net : scenario.vms['a1']?.net,
    reply: scenario.vms['a1']?.net,
  };
  const place = (direction: 'forward' | 'reply') => (at: Hop, index: number, all: Hop[]) => ({
    file: fileOf(at.name),
    node: /^(cn1|cn2|net1)/.exec(fileOf(at.name).replace(/^[0-9]+-/, ''))?.[1] ?? 'cn1',
    device: at.name,
    role: at.role,
    side: at.side,
    address: at.outside === true ? 'nat' : 'local',
    vni: at.role === 'tunnel-nic' ? vniOf(firewall, nets[direction] ?? '') : 0,
    ...(at.name === all[index + 1]?.name && MACS[firewall].qrA !== ''
      ? { destinationMac: MACS[firewall].qrA }
      : {}),
  });
  const paths = PATHS[traffic](firewall);
  const map = {
    schema: 'hopscope.map/1',
    flow: { ...flowOf(scenario, traffic, natAddress), protocol },
    forward: paths.forward.map(place('forward')),
    reply: paths.reply.map(place('reply')),
    window: 'whole',
  };
  return { folder, files, conntrack, map };
};

/** One recorded kind of traffic, seen as one protocol's flow. */
export const recordedRecording = (
  firewall: Firewall,
  traffic: Traffic,
  protocol: Protocol,
  options: { readonly conntrack: boolean } = { conntrack: true },
): Recording => {
  const { folder, files, conntrack, map } = recordedFiles(firewall, traffic, protocol);
  const foreign = files.map((name): ForeignFile => {
    const capture = readCapture(readFileSync(join(folder, 'pcap', name)));
    const [only] = capture.interfaces;
    if (only === undefined) throw new Error(`${name} has no interface`);
    return { name, frames: only.frames, hasSides: false };
  });
  const parsed = parseCaptureMap(JSON.stringify(map));
  const events = conntrack.map(({ node, netns, text }) => ({ node, netns, text }));
  return recordingOfFiles(parsed, foreign, options.conntrack ? events : []);
};
