// The lost packet through parsed OpenFlow tables of one bridge: follows goto, resubmit, set_field
// and ct, and names the flow (or the miss) that ends it. NORMAL is an end of its own: what it does
// depends on what the switch has learned.

import { type FlowAction, type FlowEntry, fullMask, type Subfield } from '@hopscope/nodestate';

export interface FlowTables {
  readonly bridge: string;
  readonly flows: readonly FlowEntry[];
  /** False: only some flows of this table were read; a miss in it means nothing. */
  readonly isWhole: (table: number) => boolean;
  /** Port numbers by name; dumps may have either. */
  readonly ports: ReadonlyMap<string, number>;
}

export interface FlowStart {
  readonly inPort: string;
  readonly fields: ReadonlyMap<string, bigint>;
  /** Fields nobody knows; a flow that asks for one cannot be decided. */
  readonly unknown: ReadonlySet<string>;
  readonly table?: number;
  /** ct_state bits (new 1, est 2, rel 4, rpl 8, inv 16, trk 32) after ct(table=). */
  readonly ctState?: bigint;
}

export interface FlowStep {
  readonly table: number;
  /** null = a miss. */
  readonly flow: FlowEntry | null;
}

export interface FlowWalk {
  readonly steps: readonly FlowStep[];
  /** unknown: a table not read whole, a group, or a loop. */
  readonly end: 'output' | 'normal' | 'drop' | 'unknown';
  readonly outputs: readonly string[];
  readonly why: string;
  /** The packet as it ended. */
  readonly fields: ReadonlyMap<string, bigint>;
  readonly undecided: readonly string[];
}

interface Walk {
  readonly tables: FlowTables;
  readonly start: FlowStart;
  readonly fields: Map<string, bigint>;
  readonly steps: FlowStep[];
  readonly outputs: string[];
  readonly undecided: string[];
  normal: boolean;
  why: string;
}

/** OVS gives up after 4096 resubmits; a packet of Neutron takes a dozen. */
const STEPS_MAX = 200;

const samePort = (tables: FlowTables, pattern: string, port: string): boolean =>
  pattern === port ||
  pattern === String(tables.ports.get(port) ?? '?') ||
  String(tables.ports.get(pattern) ?? '?') === port;

/** True, false, or null when a field it asks for is unknown. */
const flowTakes = (walk: Walk, flow: FlowEntry): boolean | null => {
  const { inPort, fields, other } = flow.match;
  if (inPort !== null && !samePort(walk.tables, inPort, walk.start.inPort)) return false;
  let held: boolean | null = other.length > 0 ? null : true;
  for (const { field, value, mask } of fields) {
    const have = walk.fields.get(field);
    if (have === undefined && walk.start.unknown.has(field)) held = null;
    // Registers, metadata and connection tracking start as zero.
    else if (((have ?? 0n) & mask) !== value) return false;
  }
  return held;
};

const conjunctions = (flow: FlowEntry): Extract<FlowAction, { type: 'conjunction' }>[] =>
  flow.actions.filter((action) => action.type === 'conjunction');

/** Conjunctive match (ovs-fields(7)): all clauses of one id satisfied at one priority. */
const conjunctiveFlow = (walk: Walk, candidates: readonly FlowEntry[]): FlowEntry | null => {
  const clauses = new Map<number, { got: Set<number>; of: number }>();
  for (const flow of candidates)
    for (const { id, clause, clauses: of } of conjunctions(flow)) {
      const known = clauses.get(id) ?? { got: new Set<number>(), of };
      known.got.add(clause);
      clauses.set(id, known);
    }
  for (const [id, { got, of }] of clauses) {
    if (got.size < of) continue;
    walk.fields.set('conj_id', BigInt(id));
    const priority = candidates[0]?.priority ?? 0;
    const table = candidates[0]?.table ?? 0;
    const flow = walk.tables.flows.find(
      (one) =>
        one.table === table &&
        one.priority === priority &&
        one.match.fields.some(({ field }) => field === 'conj_id') &&
        flowTakes(walk, one) === true,
    );
    if (flow !== undefined) return flow;
    walk.fields.delete('conj_id');
  }
  return null;
};

const chooseFlow = (walk: Walk, table: number): FlowEntry | null => {
  const takers: FlowEntry[] = [];
  const open: FlowEntry[] = [];
  for (const flow of walk.tables.flows) {
    if (flow.table !== table) continue;
    const held = flowTakes(walk, flow);
    if (held === null) open.push(flow);
    if (held === true) takers.push(flow);
  }
  const chosen = highest(walk, takers);
  for (const flow of open)
    if (chosen === null || flow.priority >= chosen.priority)
      walk.undecided.push(`table ${table}: ${flow.text}`);
  return chosen;
};

/** The flow of highest priority; clauses of a conjunction take nothing by themselves. */
const highest = (walk: Walk, takers: readonly FlowEntry[]): FlowEntry | null => {
  const priorities = [...new Set(takers.map(({ priority }) => priority))].toSorted((a, b) => b - a);
  for (const priority of priorities) {
    const level = takers.filter((flow) => flow.priority === priority);
    const plain = level.find((flow) => conjunctions(flow).length === 0);
    const chosen = plain ?? conjunctiveFlow(walk, level);
    if (chosen !== null) return chosen;
  }
  return null;
};

const readSubfield = (fields: ReadonlyMap<string, bigint>, { field, from, to }: Subfield): bigint =>
  ((fields.get(field) ?? 0n) >> BigInt(from)) & fullMask(to - from + 1);

const writeBits = (walk: Walk, field: string, value: bigint, mask: bigint): void => {
  walk.fields.set(field, ((walk.fields.get(field) ?? 0n) & ~mask) | (value & mask));
};

const PRESENT = 0x1000n;

const changePacket = (walk: Walk, action: FlowAction): void => {
  if (action.type === 'set') {
    // OpenFlow 1.0 mod_vlan_vid adds a tag where there is none.
    writeBits(walk, action.field, action.value, action.mask);
  } else if (action.type === 'move') {
    const { field, from, to } = action.destination;
    const shift = BigInt(from);
    const value = readSubfield(walk.fields, action.source) << shift;
    writeBits(walk, field, value, fullMask(to - from + 1) << shift);
  } else if (action.type === 'push-vlan') walk.fields.set('vlan_tci', PRESENT);
  else if (action.type === 'pop-vlan') walk.fields.set('vlan_tci', 0n);
  else if (action.type === 'ct-clear')
    for (const name of ['ct_state', 'ct_zone', 'ct_mark']) walk.fields.delete(name);
};

const portOf = (walk: Walk, port: string): string => {
  if (port === 'IN_PORT') return walk.start.inPort;
  for (const [name, number] of walk.tables.ports) if (String(number) === port) return name;
  return port;
};

const runAction = (walk: Walk, table: number, action: FlowAction): void => {
  if (action.type === 'output') walk.outputs.push(portOf(walk, action.port));
  else if (action.type === 'output-field')
    walk.outputs.push(portOf(walk, String(readSubfield(walk.fields, action.field))));
  else if (action.type === 'normal') walk.normal = true;
  else if (action.type === 'goto') runTable(walk, action.table);
  else if (action.type === 'resubmit') runTable(walk, action.table ?? table);
  else if (action.type === 'ct' && action.table !== null) {
    const zone =
      typeof action.zone === 'number'
        ? BigInt(action.zone)
        : readSubfield(walk.fields, action.zone);
    walk.fields.set('ct_state', walk.start.ctState ?? 33n);
    walk.fields.set('ct_zone', zone);
    runTable(walk, action.table);
  } else if (action.type === 'group') walk.why = `group ${action.id} is not followed`;
  else changePacket(walk, action);
};

const runTable = (walk: Walk, table: number): void => {
  if (walk.steps.length >= STEPS_MAX) {
    walk.why = 'the tables form a loop';
    return;
  }
  const flow = chooseFlow(walk, table);
  walk.steps.push({ table, flow });
  if (flow === null && !walk.tables.isWhole(table))
    walk.why = `table ${table} was read only in part`;
  for (const action of flow?.actions ?? []) runAction(walk, table, action);
};

/** The packet from table 0 (or `start.table`) of a bridge on. */
export const walkFlows = (tables: FlowTables, start: FlowStart): FlowWalk => {
  const walk: Walk = {
    tables,
    start,
    fields: new Map(start.fields),
    steps: [],
    outputs: [],
    undecided: [],
    normal: false,
    why: '',
  };
  runTable(walk, start.table ?? 0);
  const end = walk.normal
    ? 'normal'
    : walk.outputs.length > 0
      ? 'output'
      : walk.why === ''
        ? 'drop'
        : 'unknown';
  const { steps, outputs, why, fields, undecided } = walk;
  return { steps, end, outputs, why, fields, undecided };
};

/** ct_state bits of the three cases a firewall tells apart. */
export const CT = { new: 0x21n, established: 0x22n, reply: 0x2an, invalid: 0x30n } as const;
