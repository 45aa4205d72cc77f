// The gateway outside asks who has the router's or floating address, and nobody answers: packets
// leave, and nothing can come back.

import { affectsRouter } from '../affects.ts';
import { type ArpSilence, arpSilence, arpSwitches } from '../arp-silence.ts';
import { type Cause, type EvidenceLine, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';

const requestLine = ({ address, port, card, asked }: ArpSilence): EvidenceLine[] =>
  [
    { at: card, count: asked.card },
    { at: port, count: asked.port },
  ].map(({ at, count }) =>
    checked(
      { node: at.node, netns: at.netns },
      `ARP for ${address} at ${at.device}`,
      'answered',
      `${count} requests, no reply`,
      false,
      `tcpdump -nei ${at.device} arp host ${address}`,
    ),
  );

/** Switches that forbid the answer. */
const forbidding = (file: CaseFile, { port }: ArpSilence): string[] =>
  arpSwitches(port.device).filter(
    (key) => !['0', null].includes(file.sysctl(port.node, port.netns, key)),
  );

const fixesOf = ({ port }: ArpSilence, switches: readonly string[]): Fix[] => [
  ...switches.map((key) =>
    fixNow(
      `on ${port.node}; one namespace`,
      [inside(port.netns, `sysctl -w ${key}=0`)],
      'set it as it was',
    ),
  ),
  restartL3Agent(port.node),
];

export const natAddressNoArp: Cause = {
  code: 'NAT_ADDRESS_NO_ARP',
  owner: 'platform',
  summary: 'The router does not answer ARP for the address that the packets leave with.',
  segments: ['external'],
  directions: ['forward'],
  catalogue: [],
  explains: ['UPSTREAM_NO_REPLY'],
  test: (file) => {
    const silence = arpSilence(file);
    if (silence === null) return null;
    const { address, port, card, asked } = silence;
    const { node, netns } = port;
    const reaches = asked.port > 0;
    const switches = reaches ? forbidding(file, silence) : [];
    return finding(file, natAddressNoArp, {
      // One alone may have come at the very end.
      confidence: asked.card > 1 || switches.length > 0 ? 'confirmed' : 'likely',
      title: reaches
        ? `in ${netns.slice(0, 13)} on ${node}: nobody answers ARP for ${address} at ${port.device}`
        : `on ${node}: ARP for ${address} comes in by ${card.device} and does not reach ${port.device}`,
      detail: 'Whoever is outside cannot learn where to send the answers.',
      evidence: [
        ...requestLine(silence),
        ...switches.map((key) => {
          const value = file.sysctl(node, netns, key) ?? '';
          return checked({ node, netns }, key, '0', value, false, `sysctl ${key}`);
        }),
      ],
      affects: affectsRouter(file),
      fixes: fixesOf(silence, switches),
    });
  },
};
