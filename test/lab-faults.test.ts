// The faults as a table, and their taking back, without a lab.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readDocument, writeDocument } from './lab/api/document.ts';
import { documentOf } from './lab/api/from-topology.ts';
import { CAUSES, FALLBACKS, NOTES } from '../controller/src/explain/registry.ts';
import { ALL_SHAPES, DEFAULT_SHAPES } from './lab/faults/fault.ts';
import { shapesRecipe } from './lab/recipes/shapes.ts';
import { buildTopology } from './lab/topology/build.ts';
import {
  ALL_FAULTS,
  applyFault,
  faultNamed,
  FAULTS,
  isSpared,
  MORE_FAULTS,
  victimsOf,
} from './lab/faults/catalogue.ts';
import { heal, type LabAccess, type Undo } from './lab/faults/changes.ts';
import { destinationOf, victimOf } from './lab/faults/victim.ts';
import type { Ran } from './lab/state/shell.ts';

const topology = buildTopology('faults');

/** What the first issue asks for, and an answer lost now and then. */
const ASKED = [
  'SG_EGRESS_DENY SG_INGRESS_DENY SG_NOT_APPLIED SPOOF_DROP PBR_RULE_MISSING PBR_TABLE_EMPTY',
  'PBR_WRONG_NEXT_HOP PBR_SHADOWED SNAT_NEIGHBOUR_STALE IP_FORWARD_OFF TUNNEL_FLOW_MISSING',
  'TUNNEL_PORT_MISSING TUNNEL_PORT_WRONG PORT_DEAD_VLAN PORT_WRONG_TAG SNAT_NAMESPACE_MISSING',
  'SNAT_NAMESPACE_DEAD SNAT_RULE_MISSING GATEWAY_NO_ARP UPSTREAM_NO_REPLY UPSTREAM_LOSS',
  'VM_SENDS_NOTHING',
].flatMap((line) => line.split(' '));

test('every cause that is asked for has a fault, and names are unique', (t) => {
  const codes = new Set(
    FAULTS.flatMap((fault) => victimsOf(topology, fault).map((v) => fault.expected(v).cause)),
  );
  t.deepEqual([...codes].toSorted(), ASKED.toSorted());
  t.is(new Set(ALL_FAULTS.map((fault) => fault.name)).size, ALL_FAULTS.length);
});

const shapes = buildTopology('faults', shapesRecipe());

test('every row of the failure catalogue has a fault', (t) => {
  const rows = new Set(ALL_FAULTS.map((fault) => fault.row));
  const missing = Array.from({ length: 59 }, (_, i) => i + 1).filter((row) => !rows.has(row));
  t.deepEqual(missing, []);
});

test('every shape that a fault names has a victim, in the lab of all shapes', (t) => {
  const without = ALL_FAULTS.flatMap((fault) => {
    const hit = new Set(victimsOf(shapes, fault).map((victim) => victim.shape));
    return (fault.shapes ?? DEFAULT_SHAPES.slice(0, 1))
      .filter((shape) => !hit.has(shape))
      .map((shape) => `${fault.name}: ${shape}`);
  });
  t.deepEqual(without, []);
});

test('every shape of path has faults', (t) => {
  for (const shape of ALL_SHAPES) {
    const named = MORE_FAULTS.filter((fault) => fault.shapes?.includes(shape));
    t.true(named.length >= 5, shape);
  }
});

test('a fault expects a cause that explain knows, at a segment where it can be', (t) => {
  const known = [...CAUSES, ...NOTES, ...FALLBACKS];
  const strange = ALL_FAULTS.flatMap((fault) =>
    victimsOf(shapes, fault).flatMap((victim) => {
      const { cause: code, segment, status } = fault.expected(victim);
      const cause = known.find((each) => each.code === code);
      if (cause === undefined) return [`${fault.name}: ${code}`];
      const somewhere = segment !== null && status !== 'DELIVERED';
      return somewhere && !cause.segments.includes(segment)
        ? [`${fault.name}: ${code} at ${segment}`]
        : [];
    }),
  );
  t.deepEqual([...new Set(strange)], []);
});

test('a fault of a server can be made with both firewalls, unless its driver cannot', (t) => {
  for (const fault of FAULTS) {
    const firewalls = new Set(victimsOf(topology, fault).map((victim) => victim.firewall));
    const expected = fault.name === 'sg-ingress-deny' ? 1 : 2;
    t.is(firewalls.size, expected, fault.name);
  }
});

test('every victim of every fault leaves some other server alone', (t) => {
  for (const fault of FAULTS)
    for (const victim of victimsOf(topology, fault)) {
      const others = topology.servers
        .map((server) => victimOf(topology, server.name, victim.protocol))
        .filter((other) => isSpared(fault, victim, other));
      t.true(others.length > 0, `${fault.name} ${victim.server.name}`);
    }
});

test('destinations are what the command line takes', (t) => {
  const of = (protocol: 'icmp' | 'tcp' | 'udp') =>
    destinationOf(victimOf(topology, 'a1', protocol));
  t.is(of('icmp'), '198.51.100.10');
  t.is(of('tcp'), '198.51.100.10:80');
  t.is(of('udp'), '198.51.100.10:1080/udp');
});

interface Stage {
  readonly access: LabAccess;
  readonly ran: string[];
}

/** A lab whose shell only writes down, and fails at the commands that match. */
const staged = (folder: string, fails: RegExp): Stage => {
  const ran: string[] = [];
  const objectsFile = join(folder, 'objects.json');
  writeDocument(objectsFile, documentOf(topology));
  const shell = (node: string, argv: readonly string[]): Promise<Ran> => {
    const line = `${node}: ${argv.join(' ')}`;
    ran.push(line);
    return Promise.resolve({ rc: fails.test(line) ? 1 : 0, stdout: '', stderr: 'refused' });
  };
  return { access: { topology, objectsFile, shell }, ran };
};

const inFolder = async (run: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-faults-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const named = (name: string) => {
  const fault = faultNamed(name);
  if (fault === null) throw new Error(name);
  return fault;
};

test('what a fault did is taken back in the reverse order, from plain data', async (t) => {
  await inFolder(async (folder) => {
    const { access, ran } = staged(folder, /never/);
    const before = readDocument(access.objectsFile);
    const undo = await applyFault(
      access,
      named('sg-egress-deny'),
      victimOf(topology, 'a1', 'icmp'),
    );
    t.notDeepEqual(readDocument(access.objectsFile), before);
    ran.length = 0;
    await heal(access, JSON.parse(JSON.stringify(undo)) as Undo);
    t.deepEqual(readDocument(access.objectsFile), before);

    const spoofed = await applyFault(access, named('spoof'), victimOf(topology, 'a1', 'icmp'));
    ran.length = 0;
    await heal(access, spoofed);
    t.regex(ran[0] ?? '', /neigh del/);
    t.regex(ran[1] ?? '', /link set eth0 address/);
  });
});

test('a fault that fails half way leaves nothing', async (t) => {
  await inFolder(async (folder) => {
    const { access, ran } = staged(folder, /neigh replace/);
    const victim = victimOf(topology, 'a1', 'icmp');
    await t.throwsAsync(applyFault(access, named('spoof'), victim), { message: /refused/ });
    t.true(ran.some((line) => line.endsWith(`link set eth0 address ${victim.server.port.mac}`)));
  });
});
