// The map of foreign captures: which file shows which point. With it `hopscope analyze` judges
// files that no agent made. Points are listed in travel order, once per direction; one file may
// show several points (both sides of one device).

import { HopscopeError } from '@hopscope/proto';
import { z } from 'zod';

export const MAP_SCHEMA = 'hopscope.map/1';

const ROLES = [
  'tap',
  'qbr',
  'qvb',
  'qvo',
  'qr',
  'tunnel-nic',
  'provider-nic',
  'sg',
  'qg',
  'ext-nic',
  'rfp',
  'fpr',
  'fg',
  'ha',
] as const;

const mac = z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/);

const mapPoint = z.strictObject({
  file: z.string().min(1),
  node: z.string().min(1),
  netns: z.string().default(''),
  device: z.string().min(1),
  role: z.enum(ROLES),
  side: z.enum(['in', 'out']),
  /** nat: behind the router that translates, the VM's side has its outside address. */
  address: z.enum(['local', 'nat']).default('local'),
  /** Network identifier where the packets are in VXLAN. */
  vni: z.int().min(0).max(0xffffff).default(0),
  /** What the next hop accepts; not given = anything. */
  sourceMac: mac.optional(),
  destinationMac: mac.optional(),
});

const plainMap = z.strictObject({
  schema: z.literal(MAP_SCHEMA),
  flow: z.strictObject({
    local: z.ipv4(),
    remote: z.ipv4(),
    protocol: z.enum(['icmp', 'tcp', 'udp']),
    port: z.int().min(1).max(65_535).nullable().default(null),
    /** The VM's address outside; not given = not translated. */
    nat: z.ipv4().optional(),
  }),
  forward: z.array(mapPoint).min(1),
  reply: z.array(mapPoint).default([]),
  /** Text files with lines of conntrack -E or -L, of the namespace that translates. */
  conntrack: z
    .array(z.strictObject({ file: z.string().min(1), node: z.string(), netns: z.string() }))
    .default([]),
  /** overlap: only what all files cover in time is judged. whole: they were started together. */
  window: z.enum(['overlap', 'whole']).default('overlap'),
});

/** What each point says is right by itself, but not together. */
export const captureMapSchema = plainMap.superRefine((map, context) => {
  for (const direction of ['forward', 'reply'] as const) {
    const seen = new Set<string>();
    for (const [index, { file, side, address }] of map[direction].entries()) {
      const complain = (field: string, message: string): void =>
        context.addIssue({ code: 'custom', message, path: [direction, index, field] });
      if (seen.has(`${side} ${file}`)) complain('file', `${file} ${side} is listed before`);
      seen.add(`${side} ${file}`);
      if (address === 'nat' && map.flow.nat === undefined)
        complain('address', 'nat, but flow.nat is not given');
    }
  }
});

export type CaptureMap = z.infer<typeof captureMapSchema>;
export type MapPoint = CaptureMap['forward'][number];

/** A map out of JSON text; a HopscopeError USAGE says where it is wrong. */
export const parseCaptureMap = (text: string): CaptureMap => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HopscopeError('USAGE', 'the map file is no JSON', { cause });
  }
  const parsed = captureMapSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HopscopeError('USAGE', `the map file is wrong: ${z.prettifyError(parsed.error)}`);
};
