// Every row of the catalogue: the fault is named with its confidence, on both firewalls; the same
// fault on somebody else is not, and nothing that was not read confirms anything.
import test from 'ava';
import {
  causesOf,
  type CaseSpec,
  type Edit,
  type Firewall,
  recordedPath,
  recordingOf,
} from './case-builder.ts';
import { type CatalogueRow } from './catalogue-row.ts';
import { EDGE_ROWS } from './edge-rows.ts';
import { FOREIGN_HAND_ROWS } from './foreign-hand-rows.ts';
import { FOREIGN_NAT_ROWS } from './foreign-nat-rows.ts';
import { FOREIGN_PORT_ROWS } from './foreign-port-rows.ts';
import { FOREIGN_ROUTE_ROWS } from './foreign-route-rows.ts';
import { NFT_ROWS } from './nft-rows.ts';
import { OVERLAY_ROWS } from './overlay-rows.ts';
import { ROUTER_ROWS } from './router-rows.ts';
import { SNAT_ROWS } from './snat-rows.ts';
import { SWITCH_ROWS } from './switch-rows.ts';
import { TUNNEL_ROWS } from './tunnel-rows.ts';

const ROWS: readonly CatalogueRow[] = [
  ...ROUTER_ROWS,
  ...SNAT_ROWS,
  ...OVERLAY_ROWS,
  ...EDGE_ROWS,
  ...FOREIGN_HAND_ROWS,
  ...FOREIGN_NAT_ROWS,
  ...FOREIGN_PORT_ROWS,
  ...FOREIGN_ROUTE_ROWS,
  ...NFT_ROWS,
  ...SWITCH_ROWS,
  ...TUNNEL_ROWS,
];
const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

/** With a hybrid plug a packet reaches br-int by qvo. */
const placed = (row: CatalogueRow, firewall: Firewall): CaseSpec['loss'] =>
  firewall === 'hybrid' && row.loss.after === 'tap' && row.loss.direction !== 'reply'
    ? { ...row.loss, after: 'qvo' }
    : row.loss;

for (const firewall of FIREWALLS)
  for (const [index, row] of ROWS.entries()) {
    if (row.firewalls?.includes(firewall) === false) continue;
    const name = `${firewall} ${index}: ${row.code}`;

    const specOf = async (t: Parameters<typeof recordedPath>[0]): Promise<CaseSpec> => {
      const asked = await recordedPath(t, firewall, row.source ?? 'a1');
      const path = row.path?.(asked) ?? asked;
      const correlation = row.correlation?.(path);
      return {
        path,
        firewall,
        edits: row.edits?.(path) ?? [],
        extra: row.extra?.(path) ?? [],
        loss: placed(row, firewall),
        ...(correlation === undefined ? {} : { correlation }),
      };
    };

    test(`${name} ${row.confidence}`, async (t) => {
      const spec = await specOf(t);
      const causes = causesOf(spec);
      const said = causes.map(({ code, confidence }) => `${code} ${confidence}`).join(', ');
      const [first] = causes;
      t.is(first?.code, row.code, said);
      t.is(first?.confidence, row.confidence, said);
      t.true((first?.title.length ?? 0) > 10);
      t.true((first?.evidence.length ?? 0) > 0);
      t.true((first?.fixes.length ?? 0) > 0);
      for (const { command } of first?.evidence ?? []) t.not(command, '');
      for (const { commands, risk, undo, scope } of first?.fixes ?? []) {
        t.true(commands.length > 0 && risk !== '' && undo !== '' && scope !== '');
        for (const command of commands) t.notRegex(command, /undefined|null|NaN/);
      }
    });

    if (row.decoy !== undefined || row.decoyExtra !== undefined)
      test(`${name} of somebody else confirms nothing`, async (t) => {
        const spec = await specOf(t);
        const edits = row.decoy?.(spec.path) ?? row.edits?.(spec.path) ?? [];
        const extra = row.decoyExtra?.(spec.path) ?? [];
        const causes = causesOf({ ...spec, edits, extra });
        t.false(causes.some(({ code }) => code === row.code));
        t.deepEqual(
          causes.filter(({ confidence }) => confidence === 'confirmed'),
          [],
        );
      });

    test(`${name} is not confirmed by what was not read`, async (t) => {
      const spec = await specOf(t);
      const readers = new Set(recordingOf(spec).evidence.map(({ reader }) => reader));
      const edits = [...readers].map((reader): Edit => ({ reader, text: null }));
      const byFacts = row.path !== undefined || row.correlation !== undefined;
      const confirmed = causesOf({ ...spec, edits, extra: [] })
        .filter(({ confidence }) => confidence === 'confirmed')
        .map(({ code }) => code);
      t.deepEqual(byFacts ? [] : confirmed, []);
    });
  }
