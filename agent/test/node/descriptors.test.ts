// What a program that the node process starts finds open: nothing but what it was given.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import test from 'ava';

import { ICMP, setUp } from './support/set-up.ts';

const O_CLOEXEC = 0o2000000;
const STRAY_FD = 30;

/** Descriptors that stay open in a program that this process starts, with what they are. */
const inheritable = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`)
    .filter((fd) => Number(fd) > 2)
    .filter((fd) => {
      const [, flags = ''] = /^flags:\s*([0-7]+)/m.exec(
        readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'),
      )!;
      return (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
    })
    .map((fd) => `${fd} ${readlinkSync(`/proc/${pid}/fd/${fd}`)}`);

test.serial('no descriptor is left to helpers and consoles, whoever opened it', async (t) => {
  const { pair, node } = await setUp(t, 'fds', { strayFd: STRAY_FD });
  const pid = node.process.pid!;
  t.truthy(readlinkSync(`/proc/${pid}/fd/${STRAY_FD}`), 'its starter was careless');
  await node.arm({
    captures: [{ capture: 1, device: { netns: pair.b, device: pair.devB }, match: ICMP }],
    conntrack: [{ netns: pair.b, addresses: ['10.9.0.1'] }],
  });
  t.deepEqual(inheritable(pid), []);
  await node.release('t-1', 'o-1');
});
