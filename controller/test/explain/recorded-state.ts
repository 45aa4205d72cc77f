// What the agents of the recorded cloud would have answered to a read: the recorded file of that
// command, narrowed by the selectors as the real reader narrows it.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type EvidenceNeed } from '../../src/plan/needs.ts';
import { type Firewall } from '../resolve/recorded-nodes.ts';

const ROOT = fileURLToPath(new URL('../../../test/fixtures/recorded/', import.meta.url));

const fileText = (path: string): string | null => {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  return text.startsWith('# ') ? text.slice(text.indexOf('\n') + 1) : text;
};

const valuesOf = (need: Pick<EvidenceNeed, 'selectors'>, key: string): string[] =>
  need.selectors.filter((one) => one.startsWith(`${key}=`)).map((one) => one.slice(key.length + 1));

const one = (need: Pick<EvidenceNeed, 'selectors'>, key: string): string | undefined =>
  valuesOf(need, key)[0];

type Entry = Readonly<Record<string, unknown>>;

const filterJson = (text: string, keep: (entry: Entry) => boolean): string =>
  JSON.stringify((JSON.parse(text) as Entry[]).filter(keep));

/** One table of iptables-save. */
const tableOf = (text: string, table: string): string => {
  const start = text.indexOf(`*${table}\n`);
  return start < 0 ? '' : text.slice(start, text.indexOf('COMMIT\n', start) + 7);
};

/** A token of a match as dump-flows prints it. */
const printed = (token: string): RegExp => {
  const [key = '', value] = token.split('=');
  if (value === undefined) return /[,=](?:ip|icmp|tcp|udp)[, ]/;
  if (key === 'in_port') return new RegExp(`in_port="?${value}"?[, ]`);
  const number =
    key === 'tun_id' || key.startsWith('reg') ? `0x${Number(value).toString(16)}` : value;
  return new RegExp(`[,=]${key}=${number}[, ]`);
};

const filterFlows = (text: string, need: Pick<EvidenceNeed, 'selectors'>): string => {
  const table = one(need, 'table');
  const tokens = (one(need, 'match') ?? '').split(',').filter((token) => token !== '');
  return text
    .split('\n')
    .filter((line) => {
      const left = line.slice(0, line.indexOf('actions='));
      return (
        (table === undefined || left.includes(`table=${table},`)) &&
        tokens.every((token) => printed(token).test(left))
      );
    })
    .join('\n');
};

const FILES: Readonly<Record<string, readonly [root: string, netns: string]>> = {
  links: ['ip-addr.json', 'ip-j-d-s-addr.txt'],
  addresses: ['ip-addr.json', 'ip-j-d-s-addr.txt'],
  rules: ['ip-rule.json', 'ip-j-rule.txt'],
  routes: ['ip-route.json', 'ip-j-route-show-table-all.txt'],
  neighbours: ['ip-neigh.json', 'ip-j-s-neigh.txt'],
  sysctls: ['sysctl-net.txt', 'sysctl-a.txt'],
  iptables: ['iptables-save.txt', 'iptables-save-c.txt'],
  nstat: ['nstat.json', 'nstat-asz-json.txt'],
  'tunnel-neighbours': ['tnl-neigh.txt', ''],
  qdiscs: ['qdisc.json', ''],
  'ovs-upcalls': ['upcall.txt', ''],
  conntrack: ['conntrack.txt', 'conntrack-L-o-extended,id.txt'],
};

const narrowed = (need: Pick<EvidenceNeed, 'reader' | 'selectors'>, text: string): string => {
  const [device, to] = [one(need, 'dev'), one(need, 'to')];
  switch (need.reader) {
    case 'qdiscs':
      return filterJson(text, ({ dev }) => device === undefined || dev === device);
    case 'links':
      return device === undefined ? text : filterJson(text, ({ ifname }) => ifname === device);
    case 'neighbours':
      return filterJson(
        text,
        ({ dst, dev }) =>
          (to === undefined || dst === to) && (device === undefined || dev === device),
      );
    case 'sysctls': {
      const keys = valuesOf(need, 'key');
      const fits = (line: string): boolean => keys.includes(line.split(' =')[0] ?? '');
      return text.split('\n').filter(fits).join('\n');
    }
    case 'iptables':
      return tableOf(text, one(need, 'table') ?? 'filter');
    case 'conntrack':
      return text
        .split('\n')
        .filter((line) =>
          ['src', 'dst'].every((key) => {
            const wanted = one(need, key);
            return wanted === undefined || line.includes(`${key}=${wanted} `);
          }),
        )
        .join('\n');
    default:
      return text;
  }
};

/** The recorded answer to a read; null when the recording has none of that kind. */
export const recordedAnswer = (
  firewall: Firewall,
  need: Pick<EvidenceNeed, 'node' | 'reader' | 'netns' | 'selectors'>,
): string | null => {
  const folder = `${ROOT}${firewall}/before/${need.node}/`;
  if (need.selectors.includes('backend=legacy')) return '';
  if (need.reader === 'flows') {
    const text = fileText(`${folder}ofctl-flows-${one(need, 'bridge') ?? ''}.txt`);
    return text === null ? null : filterFlows(text, need);
  }
  if (need.reader === 'ovsdb')
    return fileText(`${folder}ovs-vsctl-${(one(need, 'table') ?? '').toLowerCase()}s.json`);
  const [root = '', inside = ''] = FILES[need.reader] ?? [];
  if (root === '') return null;
  const path = need.netns === '' ? `${folder}${root}` : `${folder}ns/${need.netns}/${inside}`;
  const text = fileText(path);
  return text === null ? null : narrowed(need, text);
};
