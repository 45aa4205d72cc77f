// Two servers behind one router and one SNAT address send equal probes to one remote at the same
// time, and one of them is broken: each gets its own verdict, and the other's packets, which look
// the same behind the SNAT, are not in its bundle.

import { join } from 'node:path';
import test from 'ava';
import { accessOf } from '../lab/access.ts';
import { applyFault } from '../lab/faults/catalogue.ts';
import { heal } from '../lab/faults/changes.ts';
import { victimOf, type Protocol } from '../lab/faults/victim.ts';
import { brief, drawFrom, everything, theLab } from './support.ts';
import { isAsExpected, isHealthy, knownFault, traceInjected } from './verdicts.ts';

const lab = theLab();
const access = accessOf(lab);
const PROBES = 20;
/** qg- and the external NIC. */
const POINTS_BEHIND_SNAT = 2;

/** The first breaks before the SNAT; the second after it, where both have one address. */
const CASES = [
  { fault: 'pbr-rule-missing', broken: 'a1', whole: 'b1' },
  { fault: 'sg-ingress-deny', broken: 'a1', whole: 'b1' },
] as const;

const protocols: readonly Protocol[] = everything
  ? ['icmp', 'tcp', 'udp']
  : [drawFrom('twins').one(['icmp', 'tcp', 'udp'] as const)];

const frames = async (bundle: string, filter: string): Promise<number> => {
  const argv = ['tshark', '-r', join(bundle, 'merged.pcapng'), '-Y', filter];
  const { stdout } = await lab.exec('ctl', [...argv, '-T', 'fields', '-e', 'frame.number']);
  return stdout.split('\n').filter((line) => line !== '').length;
};

for (const { fault: name, broken, whole } of CASES)
  for (const protocol of protocols)
    test(`${name}: ${broken} is broken, ${whole} is not, equal ${protocol} probes`, async (t) => {
      t.timeout(120_000);
      const fault = knownFault(name);
      const sick = victimOf(lab.topology, broken, protocol);
      const fit = victimOf(lab.topology, whole, protocol);
      const bundle = (server: string): string =>
        join(lab.stateDirectory, `twins-${process.pid}-${name}-${protocol}-${server}`);
      let packetsAtTap = 0;
      const undo = await applyFault(access, fault, sick);
      try {
        const [first, second] = await Promise.all([
          traceInjected(lab, sick, '-o', bundle(broken)),
          traceInjected(lab, fit, '-o', bundle(whole)),
        ]);
        isAsExpected(t, first, fault.expected(sick));
        isHealthy(t, second);
        packetsAtTap = second.verdict.points[0]?.packets ?? 0;
        for (const { verdict } of [first, second])
          t.is(verdict.packets.sent, PROBES, brief(verdict));
      } finally {
        await heal(access, undo);
      }
      const [mine, theirs] = [sick.server.port.ip, fit.server.port.ip];
      t.is(await frames(bundle(broken), `ip.addr == ${theirs}`), 0);
      t.is(await frames(bundle(whole), `ip.addr == ${mine}`), 0);
      // behind the SNAT both have one address: only the own packets may be there, and what the
      // guest says about answers it did not expect; its last reset may be cut off by the end
      const left = await frames(
        bundle(whole),
        `ip.src == ${sick.router.gateway.ip} && !(icmp.type == 3)`,
      );
      t.true(packetsAtTap >= PROBES);
      t.true(left >= POINTS_BEHIND_SNAT * PROBES, `${left}`);
      t.true(left <= POINTS_BEHIND_SNAT * packetsAtTap, `${left} of ${packetsAtTap} at the tap`);
    });
