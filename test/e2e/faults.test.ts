// Every fault of the lab: made, traced on its victim and, at the same time, on a server that it
// leaves alone, taken back. One protocol, victim and firewall each, drawn from the seed; all of
// them with HOPSCOPE_ALL=1.

import test from 'ava';
import { accessOf } from '../lab/access.ts';
import { applyFault, FAULTS, isSpared, victimsOf } from '../lab/faults/catalogue.ts';
import { heal } from '../lab/faults/changes.ts';
import type { Fault } from '../lab/faults/fault.ts';
import { victimOf, type Victim } from '../lab/faults/victim.ts';
import { TRACED } from '../lab/traffic/bystanders.ts';
import { drawFrom, everything, stateDifference, stateOfAll, theLab } from './support.ts';
import { isAsExpected, isHealthy, traceAs, traceInjected } from './verdicts.ts';

const lab = theLab();
const access = accessOf(lab);
const before = await stateOfAll(lab);

/** Faults outside the nodes leave no trace in their state. */
const isOutside = (fault: Fault): boolean => /^(gateway|upstream)-/.test(fault.name);

const chosen = (fault: Fault): readonly Victim[] => {
  const victims = victimsOf(lab.topology, fault).filter((v) => TRACED.includes(v.server.name));
  return everything ? victims : [drawFrom(fault.name).one(victims)];
};

/** A server whose packets the fault does not touch, and which is not on show by itself. */
const sparedBy = (fault: Fault, victim: Victim): Victim => {
  const draw = drawFrom(`${fault.name} ${victim.server.name} ${victim.protocol}`);
  const protocol = draw.one(['icmp', 'tcp', 'udp'] as const);
  return draw.one(
    lab.topology.servers
      .map((server) => victimOf(lab.topology, server.name, protocol))
      .filter((other) => !other.floating && isSpared(fault, victim, other)),
  );
};

for (const fault of FAULTS)
  for (const victim of chosen(fault)) {
    const spared = sparedBy(fault, victim);
    const who = `${victim.server.name} (${victim.firewall}), ${victim.protocol}`;
    test(`${fault.name} on ${who}; ${spared.server.name} is spared`, async (t) => {
      t.timeout(120_000);
      const undo = await applyFault(access, fault, victim);
      try {
        const changed = stateDifference(before, await stateOfAll(lab));
        t.is(changed === '', isOutside(fault), changed);
        const [sick, fit] = await Promise.all([
          traceAs(lab, fault, victim),
          traceInjected(lab, spared),
        ]);
        isAsExpected(t, sick, fault.expected(victim));
        isHealthy(t, fit);
      } finally {
        await heal(access, undo);
      }
      t.is(stateDifference(before, await stateOfAll(lab)), '');
    });
  }
