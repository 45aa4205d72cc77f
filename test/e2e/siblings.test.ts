// `--siblings`: a VM of the same host and one of the same network elsewhere are probed too, and the
// verdict says by them whether it is the VM or its host.

import test from 'ava';
import { accessOf } from '../lab/access.ts';
import { applyFault } from '../lab/faults/catalogue.ts';
import { heal } from '../lab/faults/changes.ts';
import { victimOf } from '../lab/faults/victim.ts';
import { brief, theLab } from './support.ts';
import { knownFault, traceInjected } from './verdicts.ts';

const lab = theLab();
const access = accessOf(lab);

const CASES = [
  ['pbr-rule-missing', 'host', 'LOST'],
  ['sg-egress-deny', 'vm', 'DELIVERED'],
] as const;

for (const [fault, where, beside] of CASES)
  test(`${fault}: the VM beside it is ${beside}, so it is the ${where}`, async (t) => {
    const victim = victimOf(lab.topology, 'a1', 'icmp');
    const undo = await applyFault(access, knownFault(fault), victim);
    try {
      const { verdict } = await traceInjected(lab, victim, '--siblings');
      const said = `${brief(verdict)}; ${verdict.comparison?.text}`;
      t.is(verdict.comparison?.where, where, said);
      const probed = Object.fromEntries(
        verdict.comparison?.siblings.map((one) => [one.relation, one.probed]) ?? [],
      );
      t.deepEqual(probed, { 'same-host': beside, 'same-network': 'DELIVERED' }, said);
    } finally {
      await heal(access, undo);
    }
  });
