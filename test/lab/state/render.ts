// One command's output to comparable lines: counters, cookies, ages and the order that means
// nothing are gone, what is left says what the node would do with a packet. Pure.

import { mapCell, parseTable, textCell, type Row } from './ovsdb-table.ts';
import type { Vocabulary } from './vocabulary.ts';

const hex = (text: string): number => Number.parseInt(text, 16);

/** Numbers that OpenFlow gives a meaning by the field they stand in. */
const flowNumbers = (line: string, words: Vocabulary): string =>
  line
    .replaceAll(/dl_vlan=(\d+)/g, (_, n: string) => `dl_vlan=${words.vlan(Number(n))}`)
    .replaceAll(/set_field:(\d+)->vlan_vid/g, (_, n: string) => {
      // OpenFlow 1.3 sets the "present" bit with the id
      return `set_field:${words.vlan(Number(n) - 4096)}->vlan_vid`;
    })
    .replaceAll(/ct_zone=(\d+)/g, (_, n: string) => `ct_zone=${words.vlan(Number(n))}`)
    .replaceAll(/reg6=0x([0-9a-f]+)/g, (_, n: string) => `reg6=${words.vlan(hex(n))}`)
    .replaceAll(/set_field:0x([0-9a-f]+)->reg6/g, (_, n: string) => {
      return `set_field:${words.vlan(hex(n))}->reg6`;
    })
    .replaceAll(/reg5=0x([0-9a-f]+)/g, (_, n: string) => `reg5=${words.ofport(hex(n))}`)
    .replaceAll(/set_field:0x([0-9a-f]+)->reg5/g, (_, n: string) => {
      return `set_field:${words.ofport(hex(n))}->reg5`;
    })
    .replaceAll(/tun_id=0x([0-9a-f]+)/g, (_, n: string) => `tun_id=${words.vni(hex(n))}`)
    .replaceAll(/set_field:0x([0-9a-f]+)->tun_id/g, (_, n: string) => {
      return `set_field:${words.vni(hex(n))}->tun_id`;
    });

/** A flood list is a set: its order is the order in which the agent heard of the others. */
const sortedOutputs = (line: string): string =>
  line.replace(/output:"?\{tunnel:[^}]+\}"?(?:,output:"?\{tunnel:[^}]+\}"?)+/, (list) =>
    list.split(',').toSorted().join(','),
  );

/** Flows as a sorted set; flows that traffic made (table 20, hard_timeout) are not state. */
export const flowLines = (text: string, words: Vocabulary): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.includes('table=') && !line.includes('hard_timeout=300, priority=1,'))
    .map((line) =>
      line
        .replaceAll(/cookie=0x[0-9a-f]+,\s*/g, '')
        .replaceAll(/(?:duration|n_packets|n_bytes|idle_age|hard_age)=[^,]+,\s*/g, '')
        .replace('reset_counts ', '')
        .replaceAll('"', '')
        .trim(),
    )
    .map((line) => sortedOutputs(words.symbols(flowNumbers(line, words))))
    .toSorted();

/** Rules of iptables-save in their order, tables by name; counters and dates are gone. */
export const iptablesLines = (text: string, words: Vocabulary): readonly string[] => {
  const tables = text
    .split(/^\*/m)
    .slice(1)
    .map((table) => {
      const [name = '', ...lines] = table.split('\n');
      const kept = lines.filter((line) => /^(?::|\[|-A)/.test(line));
      return { name, kept };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return tables.flatMap(({ name, kept }) => {
    const chains = kept
      .filter((line) => line.startsWith(':'))
      .map((line) => `${name} ${words.symbols(line.replace(/ \[\d+:\d+\]$/, ''))}`)
      .toSorted();
    const rules = kept
      .filter((line) => !line.startsWith(':'))
      .map((line) => line.replace(/^\[\d+:\d+\] /, ''))
      .map((line) => `${name} ${words.symbols(line).replace(/--zone \d+/, '--zone {zone}')}`);
    return [...chains, ...rules];
  });
};

type Json = Readonly<Record<string, unknown>>;
const list = (text: string): readonly Json[] =>
  text.trim().startsWith('[') ? (JSON.parse(text) as Json[]) : [];

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** `key value` of the given fields that are there. */
const fields = (object: Json, keys: readonly string[]): string =>
  keys
    .filter((key) => object[key] !== undefined)
    .map((key) => `${key} ${text(object[key])}`)
    .join(' ');

/** Free item of a pool: any number of this range means the same. */
const isFipPriority = (priority: number): boolean => priority >= 32_768 && priority < 72_768;

export const ruleLines = (raw: string, words: Vocabulary): readonly string[] =>
  list(raw).map((rule) => {
    const number = Number(rule['priority']);
    const priority = isFipPriority(number) ? '{fip-priority}' : words.number(String(number));
    const length = rule['srclen'] === undefined ? '' : `/${text(rule['srclen'])}`;
    const rest = fields(rule, ['iif', 'fwmark', 'action']);
    const line = `${priority}: from ${text(rule['src'])}${length} ${rest}`;
    return `${words.symbols(line).trim()} lookup ${words.number(text(rule['table']))}`;
  });

/** Routes a kernel makes for itself with IPv6 addresses say nothing about the cloud. */
const ownIpv6 = (route: Json): boolean =>
  route['protocol'] === 'kernel' && /:/.test(text(route['dst']));

export const routeLines = (raw: string, words: Vocabulary): readonly string[] =>
  list(raw)
    .filter((route) => !ownIpv6(route))
    .map((route) => {
      const table = words.number(text(route['table'] ?? 'main'));
      const keys = ['type', 'dst', 'gateway', 'dev', 'protocol', 'scope', 'prefsrc', 'metric'];
      return words.symbols(`table ${table} ${fields(route, keys)}`);
    })
    .toSorted();

/** Only what somebody wrote: the others come and go with traffic. */
export const neighbourLines = (raw: string, words: Vocabulary): readonly string[] =>
  list(raw)
    .filter((each) => (each['state'] as string[] | undefined)?.includes('PERMANENT'))
    .map((each) => words.symbols(fields(each, ['dst', 'dev', 'lladdr']) + ' PERMANENT'))
    .toSorted();

const linkLine = (link: Json, words: Vocabulary): string => {
  const flags = (link['flags'] as string[])
    .filter((flag) => ['UP', 'LOWER_UP', 'PROMISC', 'NOARP'].includes(flag))
    .toSorted();
  const kind = text((link['linkinfo'] as Json | undefined)?.['info_kind']);
  const mac = words.symbols(text(link['address']));
  const address = mac.startsWith('{') ? mac : '{mac}';
  return words.symbols(
    `${text(link['ifname'])} ${kind} mtu ${text(link['mtu'])} ${flags.join(',')} ` +
      `master ${text(link['master'])} ${address}`,
  );
};

/** Devices with their IPv4 addresses; IPv6 addresses only those somebody gave. */
export const linkLines = (raw: string, words: Vocabulary): readonly string[] =>
  list(raw)
    .flatMap((link) => [
      linkLine(link, words),
      ...(link['addr_info'] as Json[])
        .filter((each) => each['family'] === 'inet')
        .map((each) =>
          words.symbols(
            `${text(link['ifname'])} ${fields(each, ['family', 'local', 'prefixlen', 'scope'])}`,
          ),
        ),
    ])
    .toSorted();

/** Counts and sizes of the moment or of the whole machine. */
const NO_STATE = /nf_conntrack_(?:count|buckets|max|expect_max)|nf_log|nf_flowtable/;

export const sysctlLines = (raw: string, words: Vocabulary): readonly string[] =>
  raw
    .split('\n')
    .filter((line) => line.startsWith('net.') && !NO_STATE.test(line))
    .map((line) => words.symbols(line))
    .toSorted();

/** As recorded inside namespaces: without net.bridge. */
export const netnsSysctlLines = (raw: string, words: Vocabulary): readonly string[] =>
  sysctlLines(raw, words).filter((line) => !line.startsWith('net.bridge.'));

const mapText = (row: Row, column: string, words: Vocabulary, drop: readonly string[]): string =>
  Object.entries(mapCell(row, column))
    .filter(([key]) => !drop.includes(key))
    .map(([key, value]) => {
      if (key === 'segmentation_id') return `${key}=${words.vni(Number(value))}`;
      return key === 'tag' ? `tag=${words.vlan(Number(value))}` : `${key}=${value}`;
    })
    .toSorted()
    .join(' ');

export const portLines = (raw: string, words: Vocabulary): readonly string[] =>
  parseTable(raw)
    .map((row) => {
      const tag = textCell(row, 'tag');
      const vlan = tag === '' ? '' : words.vlan(Number(tag));
      const mode = `${textCell(row, 'vlan_mode')} ${textCell(row, 'trunks')}`.trim();
      const other = mapText(row, 'other_config', words, []);
      return words.symbols(`${textCell(row, 'name')} tag ${vlan} ${mode} ${other}`);
    })
    .toSorted();

export const interfaceLines = (raw: string, words: Vocabulary): readonly string[] =>
  parseTable(raw)
    .map((row) =>
      words.symbols(
        [
          textCell(row, 'name'),
          textCell(row, 'type'),
          mapText(row, 'options', words, []),
          mapText(row, 'external_ids', words, ['vm-id']),
          textCell(row, 'error'),
        ].join(' '),
      ),
    )
    .toSorted();

export const bridgeLines = (raw: string): readonly string[] =>
  parseTable(raw)
    .map((row) =>
      ['name', 'fail_mode', 'datapath_type', 'protocols']
        .map((column) => `${column}=${textCell(row, column)}`)
        .join(' '),
    )
    .toSorted();

export const plainLines = (raw: string, words: Vocabulary): readonly string[] =>
  raw
    .split('\n')
    .map((line) => words.symbols(line.trimEnd()))
    .filter((line) => line !== '');

export const netnsLines = (raw: string, words: Vocabulary): readonly string[] =>
  plainLines(raw, words)
    .map((line) => line.replace(/ \(id: \d+\)/, ''))
    .toSorted();

/** Which of the node's own addresses take VXLAN; the IPv6 ones are those of every device. */
export const tunnelLines = (raw: string, words: Vocabulary): readonly string[] =>
  plainLines(raw, words)
    .filter((line) => line.includes('ipv4('))
    .map((line) => line.replace(/\(\d+\)/, '').replace(/eth\(dst=[^)]*\)/, ''));
