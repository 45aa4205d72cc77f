import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import fc from 'fast-check';
import test from 'ava';

import { checkDeviceName, checkNetnsName } from '../../src/node/netns/names.ts';
import { probe } from './support/frames.ts';
import { openSender } from './support/sender.ts';
import { ICMP, setUp } from './support/set-up.ts';

const DESCRIBE = { request: Wire.DescribeRequest, response: Wire.DescribeResponse };

/** A router id that no other test run uses. */
const ROUTER = `11111111-2222-3333-4444-${String(process.pid).padStart(12, '0')}`;

const MOVE = ['ip', 'link', 'set', 'eth0', 'netns'];

/** A handle that lost its mount, and a process that lives in the namespace and names the router. */
const openDead = async (
  t: { teardown: (work: () => unknown) => void },
  label: string,
  kind: string,
  device: string,
) => {
  const { network, pair, node } = await setUp(t, label);
  const name = `${kind}-${ROUTER}`;
  network.sh('ip', 'netns', 'add', name);
  const path = `/run/netns/${name}`;
  t.teardown(() => rmSync(path, { force: true }));
  network.veth(pair.a, 'out0', name, device);
  const { ino } = statSync(path);
  // As haproxy of the metadata agent does: the router's id is in the command line.
  const words = [
    'netns',
    'exec',
    name,
    'sh',
    '-c',
    'read line',
    `/ns-metadata-proxy/${ROUTER}.conf`,
  ];
  const resident = spawn('ip', words, { stdio: ['pipe', 'ignore', 'inherit'] });
  t.teardown(() => resident.kill('SIGKILL'));
  await once(resident, 'spawn');
  const lives = (): boolean => {
    try {
      return statSync(`/proc/${resident.pid}/ns/net`).ino === ino;
    } catch {
      return false;
    }
  };
  const deadline = performance.now() + 2_000;
  while (!lives() && performance.now() < deadline) await new Promise(setImmediate);
  network.sh('umount', path);
  return { network, pair, node, name, path, ino, resident };
};

test.serial(
  'a namespace whose handle is dead is entered by a process that lives in it',
  async (t) => {
    const { pair, node, name, ino, resident } = await openDead(
      t,
      'dead',
      'qrouter',
      'qr-11111111-22',
    );
    const device = { netns: name, device: 'qr-11111111-22' };
    const described = (await node.ask('describe', DESCRIBE, {
      trace: 't-1',
      devices: [device],
    })) as hopscope.v1.DescribeResponse;
    const found = described.namespaces?.find((namespace) => namespace.name === name);
    t.like(found, { inode: ino, dead: true, viaPid: resident.pid });
    t.is(described.devices?.[0]?.name?.device, 'qr-11111111-22');
    const armed = await node.arm({
      captures: [{ capture: 1, device, match: ICMP }],
      evidence: [{ evidence: 1, reader: 'links', netns: name, phase: 'before' }],
    });
    t.is(armed.captures?.[0]?.failure, null);
    t.is(armed.captures?.[0]?.netnsInode, ino);
    const sender = openSender(pair.a, 'out0');
    t.teardown(sender.close);
    sender.send(probe());
    const released = await node.release('t-1', 'o-1');
    t.is(released.captures?.[0]?.matched, 1);
    const evidence = node.parcels.find((parcel) => parcel.evidence)?.evidence;
    t.is(evidence?.failure, '');
    t.is(evidence?.rc, 0);
  },
);

test.serial(
  'the snat namespace is not taken for the router namespace of the same router',
  async (t) => {
    const { node } = await openDead(t, 'snat', 'snat', 'sg-11111111-22');
    writeFileSync(`/run/netns/qrouter-${ROUTER}`, '');
    t.teardown(() => rmSync(`/run/netns/qrouter-${ROUTER}`, { force: true }));
    const device = { netns: `qrouter-${ROUTER}`, device: 'qr-11111111-22' };
    const armed = await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
    t.is(armed.captures?.[0]?.failure?.code, 'NETNS_DEAD');
  },
);

test.serial('a handle that only another mount namespace has is used', async (t) => {
  const { network, pair, node } = await setUp(t, 'mnt');
  const name = `hsA${process.pid}-mnt`;
  t.teardown(() => rmSync(`/run/netns/${name}`, { force: true }));
  // As an agent in a container: its mounts below /run/netns are not seen outside.
  const script = `mount --make-rprivate / && ip netns add ${name} && echo ready && read line`;
  const container = spawn('unshare', ['-m', 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.teardown(() => container.kill('SIGKILL'));
  await once(container.stdout, 'data');
  const handle = `/proc/${container.pid}/root/run/netns/${name}`;
  const { ino } = statSync(handle);
  const move = ['link', 'add', 'out0', 'type', 'veth', 'peer', 'name', 'eth0'];
  network.inside(pair.a, 'ip', ...move);
  network.inside(pair.a, 'nsenter', `--mount=/proc/${container.pid}/ns/mnt`, ...MOVE, name);
  const armed = await node.arm({
    captures: [{ capture: 1, device: { netns: name, device: 'eth0' }, match: ICMP }],
  });
  t.is(armed.captures?.[0]?.failure, null);
  t.is(armed.captures?.[0]?.netnsInode, ino);
});

test.serial('a dead handle that nobody lives behind is told as dead, not as missing', async (t) => {
  const { node } = await setUp(t, 'none');
  const name = `hsA${process.pid}-gone`;
  mkdirSync('/run/netns', { recursive: true });
  writeFileSync(`/run/netns/${name}`, '');
  t.teardown(() => rmSync(`/run/netns/${name}`, { force: true }));
  const described = (await node.ask('describe', DESCRIBE, {
    trace: 't-1',
    devices: [{ netns: name, device: 'eth0' }],
  })) as hopscope.v1.DescribeResponse;
  t.like(
    described.namespaces?.find((namespace) => namespace.name === name),
    { dead: true, inode: 0, viaPid: 0 },
  );
  t.deepEqual(described.devices, []);
});

test.serial('names that could be a path, an option or two words are refused', (t) => {
  const bad = ['-x', '--help', 'a/b', '..', '../x', 'a b', 'a\n', 'x'.repeat(256), '.', 'é'];
  for (const name of bad) {
    t.throws(() => checkNetnsName(name), undefined, name);
    t.throws(() => checkDeviceName(name), undefined, name);
  }
  for (const name of ['qrouter-438d9786-cee6-4d89-9ed9-9c56278ab5b3', 'vm-a1', 'cn1.example.org'])
    t.is(checkNetnsName(name), name);
  t.is(checkNetnsName(''), '');
  t.throws(() => checkDeviceName(''));
  t.throws(() => checkDeviceName('sixteencharacter'));
  for (const name of ['qr-6ffc5d4a-3c', 'eth0.100', 'tap489316e2-c7', 'br-int'])
    t.is(checkDeviceName(name), name);
});

test.serial('no accepted name leaves its folder', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (name) => {
      try {
        checkNetnsName(name);
      } catch {
        return true;
      }
      return !/[/\s]|^-|\.\./.test(name);
    }),
  );
  t.pass();
});
