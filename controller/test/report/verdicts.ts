// Verdicts made by hand, after the target picture: a healthy path, a missing policy rule, a
// security group that denies.

import type { Verdict } from '../../src/report/verdict.ts';
import { FORWARD, ROUTER, idOf, verdictOf } from './verdict-builder.ts';
import type { Hop } from './verdict-builder.ts';

const qrouter = `qrouter-${ROUTER}`;

const segmentTo = (index: number): NonNullable<Verdict['segment']> => ({
  from: idOf(FORWARD[index - 1] as Hop, 'forward'),
  to: idOf(FORWARD[index] as Hop, 'forward'),
  via: [],
  kind: FORWARD[index]?.kind ?? '',
});

const line = (
  what: string,
  expected: string,
  found: string,
  verdict: 'ok' | 'bad' | 'note',
): Record<string, string> => ({
  node: 'cn1',
  netns: qrouter,
  what,
  expected,
  found,
  verdict,
  command: 'ip rule',
});

export const HEALTHY: Verdict = verdictOf(
  { out: [20], back: [20] },
  {
    packets: { sent: 20, answered: 20, injected: 20, lossRateBelow: 0.15 },
    roundTrip: { count: 20, p50Ns: 1_470_000, p99Ns: 2_310_000, outsideP50Ns: 180_000 },
  },
);

const WITNESSED: Verdict = verdictOf(
  { out: [20, 20, 20, 20, 20, 0], back: [0] },
  {
    trace: 't-81c2',
    status: 'LOST',
    owner: 'platform',
    direction: 'forward',
    summary: 'in router r1 on cn1: the policy rule that sends netA to SNAT is missing',
    segment: segmentTo(5),
    packets: { sent: 20, answered: 0, injected: 20, lossRateBelow: null },
    causes: [
      {
        code: 'PBR_RULE_MISSING',
        confidence: 'confirmed',
        owner: 'platform',
        title: 'in router r1 on cn1: the policy rule that sends netA to SNAT is missing',
        detail: 'Not the VM, not its security group, not the underlay.',
        evidence: [
          line('ip rule 167837697', 'from 10.1.0.1/24', 'absent', 'bad'),
          line('table 167837697', 'via 10.1.0.99', 'via 10.1.0.99', 'ok'),
          line('neighbour 10.1.0.99', 'fa:16:3e:8c:62:2e', 'same, PERMANENT', 'ok'),
          line(
            'route get 198.51.100.10 from 10.1.0.121',
            'via 10.1.0.99',
            'Network unreachable',
            'bad',
          ),
          line('IpExtInNoRoutes, before/after', '+0', '+20 = lost', 'bad'),
        ],
        affects: {
          text: '14 VMs: on cn1, in netA, without floating IP (project web-prod)',
          ports: [],
          projects: ['web-prod'],
          networks: ['netA'],
          hosts: ['cn1'],
        },
        fix: [
          {
            kind: 'now',
            scope: 'on cn1; adds one rule, touches nothing else, undo with "del"',
            commands: [
              `ip netns exec ${qrouter} ip rule add from 10.1.0.1/24 lookup 167837697 ` +
                'priority 167837697',
            ],
            risk: '',
            undo: '',
          },
          {
            kind: 'root',
            scope: 'restart neutron-l3-agent on cn1',
            commands: [],
            risk: 'it resyncs 61 routers',
            undo: '',
          },
        ],
        objects: { router: ROUTER },
        references: ['LP#1611964'],
      },
    ],
  },
);

/** The answer of the router without a route reaches the VM's port. */
export const RULE_MISSING: Verdict = {
  ...WITNESSED,
  points: WITNESSED.points.map((point) =>
    point.role === 'tap' && point.direction === 'reply'
      ? { ...point, note: '6 ICMP "net unreachable" from 10.1.0.1 (rate-limited)' }
      : point,
  ),
};

export const GROUP_DENIES: Verdict = verdictOf(
  { out: [20, 20, 0], back: [0] },
  {
    trace: 't-92d0',
    request: { source: 'a1', destination: '198.51.100.10', mode: 'inject' },
    status: 'LOST',
    owner: 'tenant',
    direction: 'forward',
    summary: "at a1's port on cn1: no security group of a1 allows tcp/443 out",
    segment: segmentTo(2),
    packets: { sent: 20, answered: 0, injected: 20, lossRateBelow: null },
    causes: [
      {
        code: 'SG_EGRESS_DENY',
        confidence: 'confirmed',
        owner: 'tenant',
        title: "at a1's port on cn1: no security group of a1 allows tcp/443 out",
        detail:
          'The platform does what the project configured.\n' +
          'allowed: egress of web (c1e40654): tcp/80 to any; udp/53 to 10.1.0.0/24; nothing else',
        evidence: [
          {
            ...line(
              'lost packet walked through neutron-openvswi-o489316e2-c: no rule accepts, ' +
                'rule 9 -> sg-fallback',
              '',
              '',
              'note',
            ),
            netns: '',
          },
          {
            ...line('counter of that jump (this port only)', '118 -> 138', '+20 = lost', 'bad'),
            netns: '',
          },
          { ...line('API rules = node rules', '2 egress', '2 egress', 'ok'), netns: '' },
          {
            ...line(
              'sg-fallback DROP (all 23 ports of cn1)',
              '90211 -> 90934',
              'shared: not proof',
              'note',
            ),
            netns: '',
          },
        ],
        affects: {
          text: 'a1 and 6 more VMs whose only group is web (project web-prod)',
          ports: [],
          projects: ['web-prod'],
          networks: [],
          hosts: [],
        },
        fix: [
          {
            kind: 'now',
            scope: "the project's decision. The rule that would let this flow pass",
            commands: [
              'openstack security group rule create --egress --protocol tcp --dst-port 443 ' +
                '--remote-ip 198.51.100.10/32 c1e40654-9e4a-40b1-aa43-e775a91e5a81',
            ],
            risk: '',
            undo: '',
          },
        ],
        objects: {},
        references: [],
      },
    ],
  },
);
