// iptables of qrouter-, snat- and fip- namespaces as the L3 agent leaves them (recordings; wrap
// prefix `neutron-l3-agent`, router_info.py, dvr_*_router.py, iptables_manager.py). Pure.
import { table } from './namespace-setup.ts';
import { words } from '../words.ts';

const L3 = 'neutron-l3-agent';
const SCOPE_MARK = '0x4000000/0xffff0000';
const HIGH_MASK = '--nfmask 0xffff0000 --ctmask 0xffff0000';
const FIVE = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];
const own = (names: readonly string[]): readonly string[] => names.map((n) => `${L3}-${n}`);
const jumps = (names: readonly string[]): readonly string[] =>
  names.map((n) => `${n} -j ${L3}-${n}`);

const metadataMatch = '-d 169.254.169.254/32 -i qr-+ -p tcp -m tcp --dport 80';

/** Marks of address scopes: what enters by a device is marked, what leaves must carry the mark. */
const scopeMarks = (devices: readonly string[]): readonly string[] =>
  devices.map((d) => `${L3}-scope -i ${d} -j MARK --set-xmark ${SCOPE_MARK}`);
const scopeDrops = (devices: readonly string[]): readonly string[] =>
  devices.map((d) => `${L3}-scope -o ${d} -m mark ! --mark ${SCOPE_MARK} -j DROP`);

const routerMangle = (extra: readonly string[], rules: readonly string[]): string =>
  table(
    'mangle',
    FIVE,
    own(words('FORWARD INPUT OUTPUT POSTROUTING PREROUTING float-snat floatingip mark scope')),
    [
      ...jumps(FIVE),
      `${L3}-PREROUTING -j ${L3}-mark`,
      `${L3}-PREROUTING -j ${L3}-scope`,
      `${L3}-PREROUTING -m connmark ! --mark 0x0/0xffff0000 ` +
        `-j CONNMARK --restore-mark ${HIGH_MASK}`,
      `${L3}-PREROUTING -j ${L3}-floatingip`,
      ...extra,
      `${L3}-float-snat -m connmark --mark 0x0/0xffff0000 -j CONNMARK --save-mark ${HIGH_MASK}`,
      ...rules,
    ],
  );

const raw = (rules: readonly string[]): string =>
  table('raw', ['PREROUTING', 'OUTPUT'], own(['OUTPUT', 'PREROUTING']), [
    ...jumps(['PREROUTING', 'OUTPUT']),
    ...rules,
  ]);

const filter = (scoped: boolean, rules: readonly string[]): string =>
  table(
    'filter',
    ['INPUT', 'FORWARD', 'OUTPUT'],
    [
      'neutron-filter-top',
      ...own(['FORWARD', 'INPUT', 'OUTPUT', 'local', ...(scoped ? ['scope'] : [])]),
    ],
    [
      ...jumps(['INPUT']),
      'FORWARD -j neutron-filter-top',
      ...jumps(['FORWARD']),
      'OUTPUT -j neutron-filter-top',
      ...jumps(['OUTPUT']),
      `neutron-filter-top -j ${L3}-local`,
      ...(scoped ? [`${L3}-FORWARD -j ${L3}-scope`] : []),
      ...rules,
    ],
  );

const nat = (rules: readonly string[]): string =>
  table(
    'nat',
    ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
    [
      ...own(['OUTPUT', 'POSTROUTING', 'PREROUTING', 'float-snat', 'snat']),
      'neutron-postrouting-bottom',
    ],
    [
      ...jumps(['PREROUTING', 'OUTPUT', 'POSTROUTING']),
      'POSTROUTING -j neutron-postrouting-bottom',
      'neutron-postrouting-bottom -m comment ' +
        `--comment "Perform source NAT on outgoing traffic." -j ${L3}-snat`,
      ...rules,
    ],
  );

export interface FloatingNat {
  readonly address: string;
  readonly fixed: string;
}

/** qrouter-: no NAT at all without floating IPs on this node; metadata and scope rules always. */
export const qrouterIptables = (
  qrDevices: readonly string[],
  rfp: string,
  floating: readonly FloatingNat[],
): string => {
  const scoped = [...qrDevices, rfp];
  return [
    routerMangle(
      [`${L3}-PREROUTING ${metadataMatch} -j MARK --set-xmark 0x1/0xffff`],
      scopeMarks(scoped),
    ),
    raw([]),
    filter(true, [
      `${L3}-INPUT -m mark --mark 0x1/0xffff -j ACCEPT`,
      `${L3}-INPUT -p tcp -m tcp --dport 9697 -j DROP`,
      ...scopeDrops(scoped),
    ]),
    nat([
      ...(floating.length > 0
        ? [`${L3}-POSTROUTING ! -o ${rfp} -m conntrack ! --ctstate DNAT -j ACCEPT`]
        : []),
      `${L3}-PREROUTING ${metadataMatch} -j REDIRECT --to-ports 9697`,
      ...floating.flatMap((f) => [
        `${L3}-PREROUTING -d ${f.address}/32 -i ${rfp} -j DNAT --to-destination ${f.fixed}`,
        `${L3}-float-snat -s ${f.fixed}/32 -j SNAT --to-source ${f.address} --random-fully`,
      ]),
      ...(floating.length > 0 ? [`${L3}-snat -j ${L3}-float-snat`] : []),
    ]),
  ].join('');
};

/** Marks what enters by qg-, and keeps the address scope of what leaves there. */
const gatewayMangle = (qg: string): readonly string[] => [
  `${L3}-POSTROUTING -o ${qg} -m connmark --mark 0x0/0xffff0000 ` +
    `-j CONNMARK --save-mark ${HIGH_MASK}`,
  `${L3}-mark -i ${qg} -j MARK --set-xmark 0x2/0xffff`,
];

/** Source NAT to the gateway address on everything that leaves by qg-. */
const gatewayNat = (qg: string, address: string): readonly string[] => {
  const toSource = `-j SNAT --to-source ${address} --random-fully`;
  return [
    `${L3}-snat -j ${L3}-float-snat`,
    `${L3}-snat -o ${qg} ${toSource}`,
    `${L3}-snat -m mark ! --mark 0x2/0xffff -m conntrack --ctstate DNAT ${toSource}`,
  ];
};

const notToInside = (qg: string): string =>
  `${L3}-POSTROUTING ! -o ${qg} -m conntrack ! --ctstate DNAT -j ACCEPT`;

/** snat-: nothing but source NAT. */
export const snatIptables = (sgDevices: readonly string[], qg: string, address: string): string =>
  [
    routerMangle([], [...gatewayMangle(qg), ...scopeMarks([...sgDevices, qg])]),
    raw([]),
    filter(true, scopeDrops(sgDevices)),
    nat([notToInside(qg), ...gatewayNat(qg, address)]),
  ].join('');

/** qrouter- of a centralised router: source NAT, metadata, and the NAT of its floating IPs. */
export const centralIptables = (
  qrDevices: readonly string[],
  qg: string,
  address: string,
  floating: readonly FloatingNat[],
): string =>
  [
    routerMangle(
      [`${L3}-PREROUTING ${metadataMatch} -j MARK --set-xmark 0x1/0xffff`],
      [...gatewayMangle(qg), ...scopeMarks([...qrDevices, qg])],
    ),
    raw([]),
    filter(true, [
      `${L3}-INPUT -m mark --mark 0x1/0xffff -j ACCEPT`,
      `${L3}-INPUT -p tcp -m tcp --dport 9697 -j DROP`,
      ...scopeDrops(qrDevices),
    ]),
    nat([
      ...floating.flatMap((f) => [
        `${L3}-OUTPUT -d ${f.address}/32 -j DNAT --to-destination ${f.fixed}`,
        `${L3}-PREROUTING -d ${f.address}/32 -j DNAT --to-destination ${f.fixed}`,
        `${L3}-float-snat -s ${f.fixed}/32 -j SNAT --to-source ${f.address} --random-fully`,
      ]),
      notToInside(qg),
      `${L3}-PREROUTING ${metadataMatch} -j REDIRECT --to-ports 9697`,
      ...gatewayNat(qg, address),
    ]),
  ].join('');

/** fip-: nothing is tracked here. */
export const fipIptables = (): string =>
  [
    table(
      'mangle',
      FIVE,
      own(['FORWARD', 'INPUT', 'OUTPUT', 'POSTROUTING', 'PREROUTING', 'mark']),
      [...jumps(FIVE), `${L3}-PREROUTING -j ${L3}-mark`],
    ),
    raw([`${L3}-PREROUTING -j CT --notrack`]),
    filter(false, []),
    nat([`${L3}-snat -j ${L3}-float-snat`]),
  ].join('');
