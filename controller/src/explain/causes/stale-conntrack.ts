// Row 40 and output trap 10: the router tracks this connection from a time when it was not
// translated. NAT is decided once per connection: the old entry outlives the repair, a new
// connection works.

import { type ConntrackEntry } from '@hopscope/nodestate';
import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { lostConnections } from '../lost-connections.ts';
import { snatView } from '../snat-view.ts';
import { inRouter } from '../words.ts';

const untranslated = (file: CaseFile, entry: ConntrackEntry): boolean => {
  const { localAddress, remoteAddress, protocol } = file.path.flow;
  return (
    entry.protocol === protocol &&
    entry.original.source === localAddress &&
    entry.original.destination === remoteAddress &&
    entry.reply.destination === localAddress
  );
};

const isOf = (entry: ConntrackEntry, connections: ReadonlySet<number>): boolean =>
  connections.has(entry.protocol === 'icmp' ? entry.original.icmpId : entry.original.sourcePort);

export const staleConntrack: Cause = {
  code: 'STALE_CONNTRACK',
  owner: 'platform',
  summary: 'An old connection entry without translation outlives its cause; new connections work.',
  segments: ['snat-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [40],
  test: (file) => {
    const view = snatView(file);
    // Without a rule that translates, every entry is like this one: then the rule is the cause.
    if (view === null || view.nat === null || view.nat.verdict !== 'NAT') return null;
    // The rule asks for the device that faces outside: sent elsewhere, nothing is translated.
    if ((view.walk?.route?.device ?? file.parts.qg) !== file.parts.qg) return null;
    const { node, netns } = view.where;
    const lost = lostConnections(file);
    // Entries of earlier connections between the same two addresses say nothing about this one.
    const entry = file
      .conntrack(node, netns)
      ?.find((one) => untranslated(file, one) && (lost === null || isOf(one, lost)));
    if (entry === undefined) return null;
    const { localAddress, remoteAddress, protocol } = file.path.flow;
    const match = `-p ${protocol} -s ${localAddress} -d ${remoteAddress}`;
    return finding(file, staleConntrack, {
      confidence: lost === null ? 'likely' : 'confirmed',
      title: `${inRouter(file, node)}: this connection is tracked without translation; a new one would work`,
      detail:
        'Its entry was made while the SNAT rule was missing, and every packet keeps it alive.',
      evidence: [
        checked(
          view.where,
          'reply direction of the entry',
          `to ${view.natAddress}`,
          `to ${entry.reply.destination}`,
          false,
          `conntrack -L ${match}`,
        ),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${node}; the connections between these two addresses`,
          [inside(netns, `conntrack -D ${match}`)],
          'the entry is made anew by the next packet',
          'established TCP between the two must reconnect',
        ),
      ],
      references: ['LP#1620824', 'LP#1365438', 'LP#2092907'],
    });
  },
};
