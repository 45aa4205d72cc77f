// Output trap 4: a rule that is not Neutron's (firewalld, docker, ebtables, a person) drops what
// Neutron would accept: in FORWARD of the node, or in any chain of nftables that the frame passes
// on the VM's own bridge.

import { affectsThisPort } from '../affects.ts';
import { bridgeNft } from '../bridge-nft.ts';
import { type Cause, type CauseFinding, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { dropConfidence } from '../firewall-proof.ts';
import { type FirewallView, firewallView } from '../firewall-view.ts';
import { type FirewallWalk } from '../firewall-walk.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { accused } from '../nft-view.ts';
import { does, nftFix, nftLines } from '../nft-words.ts';
import { portFirewall } from '../../neutron-names.ts';
import { atPort } from '../words.ts';

type Said = Pick<CauseFinding, 'confidence' | 'title' | 'evidence' | 'fixes'>;

const ruleFix = (node: string, rule: FirewallWalk['foreign']): Fix =>
  rule === null
    ? fixRoot(
        `find who filters on ${node}`,
        ['iptables-save -c | grep -v neutron', 'nft list ruleset'],
        'reads only',
      )
    : fixNow(
        `on ${node}; one rule, find who made it first`,
        [`${rule.iptables} -D ${rule.spelled}`],
        `${rule.iptables} -I ${rule.spelled}`,
      );

const byIptables = (file: CaseFile, view: FirewallView): Said | null => {
  const { walk, port } = view;
  if (walk === null || walk.kind !== 'foreign') return null;
  return {
    confidence: dropConfidence(file, view),
    title: `${atPort(file)}: a rule that is not Neutron's drops it (${walk.end})`,
    evidence: walk.evidence,
    fixes: [ruleFix(port.node, walk.foreign)],
  };
};

const byNft = (file: CaseFile, { port, walk }: FirewallView): Said | null => {
  // What Neutron's own rules drop needs no other suspect.
  if (walk?.dropped === true || portFirewall(file.path, port.port) !== 'iptables_hybrid')
    return null;
  const lost = file.place?.lost ?? 0;
  const found = accused(bridgeNft(file, port), lost);
  if (found === null) return null;
  const where = { node: port.node, netns: '' };
  const who = `${atPort(file)}: a firewall beside Neutron's`;
  return {
    confidence: found.confidence,
    title: `${who} ${does(found)} (nft ${found.by})`,
    evidence: [...(walk?.evidence ?? []), ...nftLines(where, found, lost)],
    fixes: [nftFix(where, found)],
  };
};

export const foreignFirewall: Cause = {
  code: 'FOREIGN_FIREWALL',
  owner: 'platform',
  summary: 'A firewall rule on the node that is not from Neutron drops the packet.',
  segments: ['security-group'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = firewallView(file);
    if (view === null) return null;
    const said = byIptables(file, view) ?? byNft(file, view);
    if (said === null) return null;
    const { node, port } = view.port;
    return finding(file, foreignFirewall, {
      ...said,
      detail: `Something else manages packet filters on ${node} beside Neutron.`,
      affects: affectsThisPort(file),
      objects: { port: port.id },
    });
  },
};
