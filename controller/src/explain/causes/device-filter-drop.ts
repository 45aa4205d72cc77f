// A chain of nftables that hangs at a device itself, before a packet that comes in gets anywhere,
// or after everything else for one that goes out: neither iptables nor a bridge knows of it.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type Confidence } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { type DeviceEnd, deviceEnds, deviceNft, isReadBefore } from '../device-hooks.ts';
import { finding } from '../finding.ts';
import { accused, type NftAccused } from '../nft-view.ts';
import { does, nftFix, nftLines } from '../nft-words.ts';

interface Found {
  readonly end: DeviceEnd;
  readonly rule: NftAccused;
  /** Open vSwitch has read the packet before the chain is asked. */
  readonly late: boolean;
}

const RANK: Readonly<Record<Confidence, number>> = { confirmed: 0, likely: 1, possible: 2 };

/** Ends in a node's own namespace; those in a router are a cause of their own. */
const foundAt = (file: CaseFile, lost: number): Found[] =>
  deviceEnds(file)
    .filter(({ point }) => point.netns === '')
    .flatMap((end): Found[] => {
      const rule = accused(deviceNft(file, end), lost);
      if (rule === null) return [];
      const late = isReadBefore(file, end);
      return [{ end, late, rule: late ? { ...rule, confidence: 'possible' } : rule }];
    });

const detailOf = ({ end, late }: Found): string =>
  late
    ? 'It counts the packets, but Open vSwitch forwards in userspace here and has read them ' +
      'before: the rule alone is no reason for the loss.'
    : `The chain hangs at the ${end.hook} of the device, where neither iptables nor Open vSwitch ` +
      'looks; no agent of OpenStack makes such chains.';

export const deviceFilterDrop: Cause = {
  code: 'DEVICE_FILTER_DROP',
  owner: 'platform',
  summary: 'A chain of nftables at a device of the node itself (ingress, egress) drops the packet.',
  segments: ['security-group', 'integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const lost = file.place?.lost ?? 0;
    const [found] = foundAt(file, lost).toSorted(
      (a, b) => RANK[a.rule.confidence] - RANK[b.rule.confidence],
    );
    if (found === undefined) return null;
    const { rule } = found;
    const { point, hook } = found.end;
    const where = { node: point.node, netns: '' };
    return finding(file, deviceFilterDrop, {
      confidence: rule.confidence,
      title: `on ${point.node}: nftables at the ${hook} of ${point.device} ${does(rule)} (${rule.by})`,
      detail: detailOf(found),
      evidence: nftLines(where, rule, lost),
      affects: affectsNetworkPorts(file, point.node),
      fixes: [nftFix(where, rule)],
    });
  },
};
