// What is read in a second round: the lost packet itself is traced, groups are looked up.
import test from 'ava';
import { followUps } from '../../src/explain/mod.ts';
import { type EvidenceNeed } from '../../src/plan/needs.ts';
import { type Role } from '../../src/resolve/path.ts';
import { capturedCase } from './captured.ts';
import {
  type CaseSpec,
  causesOf,
  type Edit,
  emptyCorrelation,
  extraRecord,
  type Firewall,
  recordedPath,
} from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

const frame = Uint8Array.from([
  ...[0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3f, 0, 0, 2, 8, 0],
  ...[0x45, 0, 0, 84, 0, 1, 0x40, 0, 63, 1, 0, 0, 10, 1, 0, 52, 198, 51, 100, 10],
  ...[8, 0, 0, 0, 0, 1, 0, 1],
]);

const asked = (spec: CaseSpec): EvidenceNeed[] => {
  const { recording, localisation } = capturedCase(spec, frame);
  // Queues are asked for everywhere: that has a test of its own.
  return followUps(recording, emptyCorrelation(spec.path), localisation).filter(
    ({ reader }) => reader !== 'qdiscs',
  );
};

for (const firewall of FIREWALLS) {
  test(`${firewall}: behind the tunnel the packet is traced with the MACs it really had`, async (t) => {
    const path = await recordedPath(t, firewall);
    const [need, ...others] = asked({
      path,
      firewall,
      loss: { after: 'tunnel-nic', out: true },
    });
    t.deepEqual(
      others.map(({ node, netns, reader }) => [node, netns, reader].join(' ')),
      [
        'net1  openflow-ports',
        'net1  openflow-ports',
        'net1  fdb',
        'net1  nft-ruleset',
        'net1  nft-chains',
      ],
    );
    t.is(need?.node, 'net1');
    t.is(need?.selectors[0], 'bridge=br-tun');
    t.regex(
      need?.selectors[1] ?? '',
      /^flow=in_port=vxlan-0a14000b,tun_id=\d+,icmp,dl_src=fa:16:3f:00:00:02,dl_dst=fa:16:3e:00:00:01,nw_src=10\.1\.0\.52/,
    );
    t.is(need?.selectors.includes('ct=trk,new'), firewall === 'ovsfw');
  });

  test(`${firewall}: out of the cloud and back in, it is traced from the port it came by`, async (t) => {
    const path = await recordedPath(t, firewall);
    const [out] = asked({ path, firewall, loss: { after: 'qg' } });
    t.is(out?.selectors[0], 'bridge=br-int');
    t.regex(out?.selectors[1] ?? '', /^flow=in_port=qg-/);
    const [back] = asked({ path, firewall, loss: { direction: 'reply', after: 'ext-nic' } });
    t.is(back?.selectors[0], 'bridge=br-ex');
    t.regex(back?.selectors[1] ?? '', /^flow=in_port=ext0,/);
  });

  test(`${firewall}: no switch is asked where none is on the way`, async (t) => {
    const path = await recordedPath(t, firewall);
    const readers = (after: 'qr' | 'sg' | 'ext-nic') =>
      asked({ path, firewall, loss: { after } }).map(({ netns, reader, selectors }) =>
        [netns.split('-')[0], reader, ...selectors].join(' '),
      );
    const device = (role: string) => path.points.find((point) => point.role === role)?.device;
    const forwarding = (role: string) => `sysctls key=net.ipv4.conf.${device(role)}.forwarding`;
    t.deepEqual(readers('qr'), [
      'qrouter iptables table=raw',
      'qrouter iptables table=nat',
      `qrouter ${forwarding('qr')}`,
      'qrouter nft-ruleset',
      'qrouter nft-chains',
    ]);
    // What the plan read already is not read again.
    t.deepEqual(readers('sg'), [
      'snat iptables table=raw',
      `snat ${forwarding('sg')}`,
      'snat nft-ruleset',
      'snat nft-chains',
    ]);
    t.deepEqual(readers('ext-nic'), [' links dev=ext0']);
  });

  test(`${firewall}: beside the VM the devices that Nova plugged are looked at`, async (t) => {
    const path = await recordedPath(t, firewall);
    const id = path.flow.portId.slice(0, 11);
    const links = asked({ path, firewall, loss: { after: 'tap' } })
      .filter(({ reader }) => reader === 'links')
      .map(({ selectors }) => selectors[0]);
    const names = firewall === 'hybrid' ? ['tap', 'qbr', 'qvb', 'qvo'] : ['tap'];
    t.deepEqual(
      links,
      names.map((name) => `dev=${name}${id}`),
    );
  });
}

test('queues and filters of both ends are looked at, where they were not read before', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const devices = (after: 'qvo' | 'qr' | 'sg'): string[] => {
    const spec: CaseSpec = { path, firewall: 'hybrid', loss: { after } };
    const { recording, localisation } = capturedCase(spec, frame);
    return followUps(recording, emptyCorrelation(path), localisation)
      .filter(({ reader }) => reader === 'qdiscs')
      .map(({ selectors }) => selectors.join(' ').slice(0, 7));
  };
  t.deepEqual(devices('qr'), ['dev=qr-', 'dev=qr-']);
  t.deepEqual(devices('sg'), ['dev=sg-', 'dev=qg-']);
});

const IN_SET = '-m set --match-set NIPv4group dst -j RETURN';

test('hybrid: a remote group of the port is looked up, and then decides the walk', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const id = path.flow.portId.slice(0, 10);
  const edit: Edit = {
    reader: 'iptables',
    netns: '',
    text: (text) =>
      text.replace(`-A neutron-openvswi-o${id} -j RETURN`, `-A neutron-openvswi-o${id} ${IN_SET}`),
  };
  const spec: CaseSpec = { path, firewall: 'hybrid', edits: [edit], loss: { after: 'qbr' } };
  t.deepEqual(
    asked(spec)
      .filter(({ reader }) => reader === 'ipset')
      .map(({ selectors }) => selectors),
    [['set=NIPv4group']],
  );
  const members = (address: string) =>
    extraRecord({
      node: 'cn1',
      reader: 'ipset',
      phase: 'later',
      text: `Name: NIPv4group\nType: hash:net\nMembers:\n${address}\n`,
    });
  const [outside] = causesOf({ ...spec, extra: [members('10.9.9.9')] });
  t.is(outside?.code, 'SG_NOT_APPLIED');
  t.is(outside?.evidence[0]?.what.startsWith('lost packet walked'), true);
  t.deepEqual(
    causesOf({ ...spec, extra: [members('198.51.100.0/24')] }).map(({ code }) => code),
    ['CAUSE_UNKNOWN'],
  );
});

/** `NODE NAMESPACE READER` of the reads of nftables, the namespace by its kind. */
const nftAsked = (spec: CaseSpec): string[] =>
  asked(spec)
    .filter(({ reader }) => reader.startsWith('nft-'))
    .map(({ node, netns, reader }) => `${node} ${netns.split('-')[0] || '-'} ${reader}`);

test('nftables is asked for behind the device packets came in by, and before the one they leave by', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const at = (after: Role, loss: Partial<CaseSpec['loss']> = {}) =>
    nftAsked({ path, firewall: 'hybrid', loss: { after, ...loss } });
  const both = (where: string) => [`${where} nft-ruleset`, `${where} nft-chains`];
  t.deepEqual(at('tap'), both('cn1 -'));
  t.deepEqual(at('qvo'), both('cn1 -'));
  t.deepEqual(at('qr'), both('cn1 qrouter'));
  t.deepEqual(at('qr', { out: true }), both('cn1 -'));
  t.deepEqual(at('tunnel-nic'), []);
  t.deepEqual(at('qg'), both('net1 -'));
  t.deepEqual(at('ext-nic'), []);
  t.deepEqual(at('ext-nic', { direction: 'reply' }), both('net1 -'));
  t.deepEqual(at('sg', { direction: 'reply' }), both('net1 -'));
});

test('a ruleset with nothing foreign in it is not read again; devices that it says are not either', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const asks = (chain: object) =>
    nftAsked({
      ...{ path, firewall: 'hybrid', loss: { after: 'qvo' } },
      extra: [
        extraRecord({
          node: 'cn1',
          reader: 'nft-ruleset',
          text: JSON.stringify({ nftables: [{ chain }] }),
        }),
      ],
    });
  const forward = { family: 'ip', table: 'filter', name: 'FORWARD', hook: 'forward' };
  t.deepEqual(asks(forward), []);
  // Its counters were read while packets flew.
  t.deepEqual(asks({ ...forward, table: 'mine' }), ['cn1 - nft-ruleset']);
  const ingress = { family: 'netdev', table: 'mine', name: 'c', hook: 'ingress' };
  t.deepEqual(asks({ ...ingress, dev: 'eth0' }), ['cn1 - nft-ruleset']);
  t.deepEqual(asks(ingress), ['cn1 - nft-ruleset', 'cn1 - nft-chains']);
});
