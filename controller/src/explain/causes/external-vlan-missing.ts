// Row 43: the external bridge has no flow that turns the local VLAN of the external network into
// the provider's: the packet ends at the default of table 2.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { outerOf } from '../outer-bridge.ts';

const TRANSLATION_TABLE = 2;

export const externalVlanMissing: Cause = {
  code: 'EXTERNAL_VLAN_MISSING',
  owner: 'platform',
  summary: 'The external bridge has no flow that turns the local VLAN into the provider network.',
  segments: ['external-bridge'],
  directions: ['forward'],
  catalogue: [43],
  test: (file) => {
    const outer = outerOf(file);
    if (outer === null || outer.vlan === null) return null;
    const { where, bridge, vlan } = outer;
    const read = file.flows(where.node, bridge);
    if (read === null || !read.isWhole(TRANSLATION_TABLE)) return null;
    const tci = BigInt(vlan) | 0x1000n;
    const translates = read.flows.some(
      ({ table, match, actions }) =>
        table === TRANSLATION_TABLE &&
        actions.some(({ type }) => type === 'normal' || type === 'output') &&
        match.fields.some(({ field, value }) => field === 'vlan_tci' && value === tci),
    );
    if (translates) return null;
    return finding(file, externalVlanMissing, {
      confidence: 'confirmed',
      title: `in ${bridge} of ${where.node}: local VLAN ${vlan} of the external network is not let out`,
      detail: `Table ${TRANSLATION_TABLE} has no flow for it; the packet ends at its default, which drops.`,
      evidence: [
        checked(
          where,
          `lost packet walked through ${bridge}, table ${TRANSLATION_TABLE}`,
          `dl_vlan=${vlan} to the wire`,
          'no flow, dropped',
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows ${bridge} table=${TRANSLATION_TABLE}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [restartOvsAgent(where.node)],
      references: ['LP#1864822', 'LP#1887148', 'LP#1869808'],
    });
  },
};
