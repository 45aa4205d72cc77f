// Causes in the firewall of a VM port: iptables_hybrid on qbr, openvswitch in br-int.
import { readFileSync } from 'node:fs';
import test from 'ava';
import { captured } from './captured.ts';
import { type Path, type SecurityGroup } from '../../src/resolve/path.ts';
import {
  causesOf,
  type CaseSpec,
  type Edit,
  extraRecord,
  type Firewall,
  type Loss,
  recordedPath,
  recordingOf,
  verdictsOf,
  withNeutron,
} from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

/** Where each driver loses what it drops. */
const lossOf = (firewall: Firewall): Loss =>
  firewall === 'hybrid' ? { after: 'qbr', lost: 20 } : { after: 'tap', lost: 20 };
const answerLossOf = (firewall: Firewall): Loss => ({
  direction: 'reply',
  after: firewall === 'hybrid' ? 'qbr' : 'tunnel-nic',
});

/** The groups of the port without any rule in one direction. */
const without = (path: Path, direction: 'ingress' | 'egress', stateful = true): Path => {
  const groups = path.neutron.securityGroups.map((group): SecurityGroup => ({
    ...group,
    stateful,
    rules: group.rules.filter((rule) => rule.direction !== direction),
  }));
  return withNeutron(path, { securityGroups: groups });
};

/** The node's rules of a group for this port taken away, as the agent would. */
const dropped = (path: Path, firewall: Firewall, sense: 'o' | 'i'): Edit[] => {
  const id = path.flow.portId.slice(0, 10);
  const rule = new RegExp(
    `^\\[\\d+:\\d+\\] -A neutron-openvswi-${sense}${id}(?!.*--state).* -j RETURN$`,
  );
  const table = sense === 'o' ? 72 : 82;
  return firewall === 'hybrid'
    ? [
        {
          reader: 'iptables',
          netns: '',
          text: (text) =>
            text
              .split('\n')
              .filter((line) => !rule.test(line) || / --sport 6[78] /.test(line))
              .join('\n'),
        },
      ]
    : [
        {
          reader: 'flows',
          text: (text) =>
            text
              .split('\n')
              .filter(
                (line) => !(line.includes(`table=${table},`) && /priority=7[0-7],/.test(line)),
              )
              .join('\n'),
        },
      ];
};

/** Packets counted by the jump to the fallback, or by the flow that drops. */
const counted = (path: Path, firewall: Firewall, by: number): Edit => {
  const id = path.flow.portId.slice(0, 10);
  return firewall === 'hybrid'
    ? {
        reader: 'iptables',
        phase: 'after',
        text: (text) =>
          text.replace(
            new RegExp(`\\[\\d+:\\d+\\] (-A neutron-openvswi-o${id} .*sg-fallback)`),
            `[${by}:${by * 60}] $1`,
          ),
      }
    : {
        reader: 'flows',
        phase: 'after',
        text: (text) =>
          text
            .split('\n')
            .map((line) =>
              /table=72,.*priority=40,ct_state=-est,reg5=0x3/.test(line)
                ? line.replace(/n_packets=\d+/, `n_packets=${by}`)
                : line,
            )
            .join('\n'),
      };
};

/** Counters were read once only: then the walk alone is the proof. */
const ONCE = ['iptables', 'flows'].map((reader): Edit => ({ reader, phase: 'before', text: null }));

const spec = (path: Path, firewall: Firewall, edits: readonly Edit[]): CaseSpec => ({
  path,
  firewall,
  edits,
  loss: lossOf(firewall),
});

for (const firewall of FIREWALLS) {
  test(`${firewall}: no group allows it out: the tenant's, confirmed by walk and own counter`, async (t) => {
    const path = without(await recordedPath(t, firewall), 'egress');
    const edits = [...dropped(path, firewall, 'o'), counted(path, firewall, 20)];
    const [cause, ...others] = causesOf(spec(path, firewall, edits));
    t.is(cause?.code, 'SG_EGRESS_DENY');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'tenant');
    t.deepEqual(others, []);
    t.regex(cause?.title ?? '', /^at a1's port on cn1: no security group of a1 allows icmp out$/);
    t.true(cause?.evidence.some(({ found }) => found === '+20 = lost'));
    const command = cause?.fixes[0]?.commands[0] ?? '';
    t.regex(
      command,
      /^openstack security group rule create --egress --protocol icmp --remote-ip 198\.51\.100\.10\/32 /,
    );
    t.is(cause?.objects['security-group'], path.neutron.securityGroups[0]?.id);
    t.regex(cause?.detail ?? '', /egress of web \([0-9a-f]{8}\): nothing/);
  });

  test(`${firewall}: the API allows it and the node drops it: the platform's`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edits = [...dropped(path, firewall, 'o'), counted(path, firewall, 20)];
    const [cause] = causesOf(spec(path, firewall, edits));
    t.is(cause?.code, 'SG_NOT_APPLIED');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'platform');
    t.truthy(cause?.objects['security-group-rule']);
  });

  test(`${firewall}: a deciding counter that stood still is no proof`, async (t) => {
    const path = without(await recordedPath(t, firewall), 'egress');
    const edits = [...dropped(path, firewall, 'o'), counted(path, firewall, 0)];
    t.deepEqual(verdictsOf(spec(path, firewall, edits)), ['SG_EGRESS_DENY likely']);
  });

  test(`${firewall}: rules of another port that are gone confirm nothing here`, async (t) => {
    const path = await recordedPath(t, firewall);
    const other = path.neutron.neighbourPorts.find(({ id }) => id !== path.flow.portId);
    t.truthy(other);
    const elsewhere = { ...path, flow: { ...path.flow, portId: other?.id ?? '' } };
    const edits = firewall === 'hybrid' ? dropped(elsewhere, firewall, 'o') : [];
    t.deepEqual(verdictsOf(spec(path, firewall, edits)), ['CAUSE_UNKNOWN possible']);
  });

  test(`${firewall}: a group that denies, without anything read from the node, is likely`, async (t) => {
    const path = without(await recordedPath(t, firewall), 'egress');
    const unread: Edit[] = ['iptables', 'flows', 'ovsdb'].map((reader) => ({ reader, text: null }));
    t.deepEqual(verdictsOf(spec(path, firewall, unread)), ['SG_EGRESS_DENY likely']);
  });

  test(`${firewall}: answers of an allowed flow need no rule of a stateful group`, async (t) => {
    const path = without(await recordedPath(t, firewall), 'ingress');
    const loss = answerLossOf(firewall);
    t.deepEqual(verdictsOf({ path, firewall, edits: dropped(path, firewall, 'i'), loss }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });
}

test('hybrid: a stateless group without ingress rules does not let answers in', async (t) => {
  const path = without(await recordedPath(t, 'hybrid'), 'ingress', false);
  const edits = [...dropped(path, 'hybrid', 'i'), ...ONCE];
  const [cause] = causesOf({ path, firewall: 'hybrid', edits, loss: answerLossOf('hybrid') });
  t.is(cause?.code, 'SG_INGRESS_DENY');
  t.is(cause?.confidence, 'confirmed');
  t.regex(cause?.title ?? '', /allows answers of icmp in$/);
});

test("hybrid: the state rule gone from the ingress chain is the platform's", async (t) => {
  const path = await recordedPath(t, 'hybrid', 'a1', { protocol: 'tcp', port: 443 });
  const id = path.flow.portId.slice(0, 10);
  const edit: Edit = {
    reader: 'iptables',
    netns: '',
    text: (text) =>
      text
        .split('\n')
        .filter(
          (line) =>
            !(line.includes(`-A neutron-openvswi-i${id}`) && line.includes('RELATED,ESTABLISHED')),
        )
        .join('\n'),
  };
  const [cause] = causesOf({
    path,
    firewall: 'hybrid',
    edits: [edit],
    loss: answerLossOf('hybrid'),
  });
  t.is(cause?.code, 'SG_NOT_APPLIED');
});

/** An Ethernet frame with an IPv4 ICMP echo request from the given MAC and address. */
const echoFrame = (
  to: readonly number[],
  mac: readonly number[],
  source: readonly number[],
): Uint8Array => {
  const ethernet = [...to, ...mac, 8, 0];
  const ip = [0x45, 0, 0, 28, 0, 1, 0, 0, 64, 1, 0, 0, ...source, 198, 51, 100, 10];
  return Uint8Array.from([...ethernet, ...ip, 8, 0, 0, 0, 0, 1, 0, 1]);
};

for (const firewall of FIREWALLS) {
  test(`${firewall}: a foreign source MAC is seen in the lost packet itself`, async (t) => {
    const path = await recordedPath(t, firewall);
    const address = path.flow.localAddress.split('.').map(Number);
    const to = (path.neutron.routerPort?.mac ?? '').split(':').map((part) => Number(`0x${part}`));
    const frame = echoFrame(to, [0xfa, 0x16, 0x3e, 0x5b, 0, 0xf5], address);
    // Counters were read once only: then the walk alone is the proof.
    const once = ['iptables', 'flows'].map((reader): Edit => ({
      reader,
      phase: 'before',
      text: null,
    }));
    const [cause] = captured(spec(path, firewall, once), frame);
    t.is(cause?.code, 'SPOOF_DROP');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'tenant');
    t.true(cause?.evidence.some(({ found }) => found.includes('fa:16:3e:5b:00:f5')));
  });

  test(`${firewall}: a filter that does not know the port's own address is the platform's`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edit: Edit =
      firewall === 'hybrid'
        ? {
            reader: 'iptables',
            netns: '',
            text: (text) =>
              text.replaceAll(`-s ${path.flow.localAddress}/32 -m mac`, '-s 10.1.0.254/32 -m mac'),
          }
        : {
            reader: 'flows',
            text: (text) =>
              text.replaceAll(`nw_src=${path.flow.localAddress} `, 'nw_src=10.1.0.254 '),
          };
    const [cause] = causesOf(spec(path, firewall, [edit]));
    t.is(cause?.code, 'SPOOF_DROP');
    t.is(cause?.owner, 'platform');
  });
}

test("hybrid: a rule on top of FORWARD that is not Neutron's is named", async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const edit: Edit = {
    reader: 'iptables',
    netns: '',
    text: (text) =>
      text.replace(
        '[32:6514] -A FORWARD',
        '[20:1200] -A FORWARD -s 10.1.0.0/24 -j DROP\n[32:6514] -A FORWARD',
      ),
  };
  const [cause] = causesOf(spec(path, 'hybrid', [edit]));
  t.is(cause?.code, 'FOREIGN_FIREWALL');
  t.regex(cause?.title ?? '', /rule 1 of FORWARD/);
});

test('hybrid: the other iptables backend is walked too', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const edit: Edit = {
    reader: 'iptables',
    selector: 'backend=legacy',
    text: () => '*filter\n:FORWARD DROP [9:540]\nCOMMIT\n',
  };
  const [cause] = causesOf(spec(path, 'hybrid', [edit]));
  t.is(cause?.code, 'FOREIGN_FIREWALL');
  t.is(cause?.confidence, 'confirmed');
  t.regex(cause?.title ?? '', /the other iptables backend, policy of FORWARD/);
});

test("hybrid: Neutron's chains in the legacy backend are found there", async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [filter = ''] = recordingOf(spec(path, 'hybrid', [])).evidence.flatMap((record) =>
    record.reader === 'iptables' && record.netns === '' && record.text !== '' ? [record.text] : [],
  );
  const moved: Edit = {
    reader: 'iptables',
    selector: 'backend=legacy',
    text: () => filter,
  };
  const emptied: Edit = {
    reader: 'iptables',
    netns: '',
    text: (text) => (text.includes('neutron') ? '*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n' : text),
  };
  const denied = without(path, 'egress');
  const [cause] = causesOf(
    spec(denied, 'hybrid', [emptied, moved, ...dropped(path, 'hybrid', 'o')]),
  );
  t.is(cause?.code, 'SG_EGRESS_DENY');
});

test('hybrid: a foreign nft chain of which not all can be decided is likely, no more', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const text = readFileSync(
    new URL('../../../packages/nodestate/test/samples/nft-firewalld.json', import.meta.url),
    'utf8',
  );
  const extra = [extraRecord({ node: 'cn1', reader: 'nft-ruleset', text })];
  t.deepEqual(verdictsOf({ ...spec(path, 'hybrid', []), extra }), ['FOREIGN_FIREWALL likely']);
});

for (const firewall of FIREWALLS)
  test(`${firewall}: a frame to another MAC than the gateway's is a duplicate gateway only at the VM`, async (t) => {
    const path = await recordedPath(t, firewall);
    const address = path.flow.localAddress.split('.').map(Number);
    const own = path.flow.mac.split(':').map((part) => Number(`0x${part}`));
    const frame = echoFrame([0xfa, 0x16, 0x3e, 0x66, 0x66, 0x66], own, address);
    const after = firewall === 'hybrid' ? 'qvo' : 'tap';
    const atPort = captured({ path, firewall, loss: { after } }, frame);
    t.is(atPort[0]?.code, 'GATEWAY_MAC_DUPLICATE');
    t.is(atPort[0]?.confidence, 'confirmed');
    const behind = captured({ path, firewall, loss: { after: 'qr', out: true } }, frame);
    t.false(behind.some(({ code }) => code === 'GATEWAY_MAC_DUPLICATE'));
  });
