// Whose packet it is behind the router that translates: conntrack first, packets only without it.

import test from 'ava';
import { parseConntrack } from '@hopscope/nodestate';
import { formatIpv4 } from '@hopscope/packet';
import { correlate } from '../../src/correlate/mod.ts';
import { natPairOf } from '../../src/correlate/conntrack-pairs.ts';
import { localise } from '../../src/localise/mod.ts';
import type { Recording } from '../../src/run/recording.ts';
import { lose } from '../helpers/lose.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const pairOf = (line: string) => {
  const [entry] = parseConntrack(line).value;
  return entry === undefined ? null : natPairOf(entry, 0);
};

test('a binding is read from either direction of the entry', (t) => {
  const out = pairOf(
    'ipv4 2 tcp 6 120 SYN_SENT src=10.1.0.52 dst=198.51.100.10 sport=40404 dport=80 [UNREPLIED] ' +
      'src=198.51.100.10 dst=172.24.4.180 sport=80 dport=64332 mark=0 id=1822168481',
  );
  const into = pairOf(
    'ipv4 2 tcp 6 120 SYN_SENT src=172.24.4.1 dst=172.24.4.134 sport=40405 dport=80 [UNREPLIED] ' +
      'src=10.1.0.247 dst=172.24.4.1 sport=80 dport=40405 id=2286074998',
  );
  const words = (pair: typeof out) =>
    pair === null
      ? ''
      : `${formatIpv4(pair.innerAddress)}:${pair.innerPort} ${formatIpv4(pair.outerAddress)}:` +
        `${pair.outerPort} ${formatIpv4(pair.remote)}:${pair.remotePort}`;
  t.is(words(out), '10.1.0.52:40404 172.24.4.180:64332 198.51.100.10:80');
  t.is(words(into), '10.1.0.247:80 172.24.4.134:80 172.24.4.1:40405');
});

test('the identifier of an echo is its port; what is not translated is no binding', (t) => {
  const echo = pairOf(
    'ipv4 2 icmp 1 30 src=10.1.0.52 dst=198.51.100.10 type=8 code=0 id=15845 [UNREPLIED] ' +
      'src=198.51.100.10 dst=172.24.4.180 type=0 code=0 id=40335 mark=67108864 id=2626899364',
  );
  t.deepEqual([echo?.innerPort, echo?.outerPort, echo?.remotePort], [15_845, 40_335, 0]);
  t.is(
    pairOf(
      'ipv4 2 udp 17 30 src=10.1.0.52 dst=10.2.0.38 sport=1 dport=2 src=10.2.0.38 dst=10.1.0.52 ' +
        'sport=2 dport=1 id=7',
    ),
    null,
  );
});

/** The recording with the VM's entries given to another VM. */
const takenAway = (recording: Recording): Recording => ({
  ...recording,
  conntrack: recording.conntrack.map((watch) => ({
    ...watch,
    text: watch.text.replaceAll('src=10.1.0.52 ', 'src=10.1.0.99 '),
  })),
});

test('packets that conntrack gives to another VM are foreign, however much alike', (t) => {
  const recorded = recordedRecording('hybrid', 'snat', 'icmp');
  const recording = takenAway(recorded);
  const { forward, foreign, nat, natUnresolved } = correlate(recording);
  t.deepEqual([nat.length, natUnresolved], [0, 0]);
  t.is(foreign, 4 * forward.count, 'both directions at two outside points');
  // Were the answers the other VM's too, nothing would have passed the router.
  const isInside = (direction: string, k: number): boolean => direction === 'reply' && k > 1;
  const alone = lose(recorded, correlate(recorded), (direction, _, k) => isInside(direction, k));
  const { status, guilty } = localise(takenAway(alone), correlate(takenAway(alone)));
  t.deepEqual([status, guilty?.segment.kind], ['LOST', 'snat-router']);
});

test('equal packets of two VMs, and no conntrack: nothing is said about what is behind NAT', (t) => {
  const recording = recordedRecording('hybrid', 'snat', 'icmp', { conntrack: false });
  // The second flow of the recording now looks like a second outside port of the first.
  const whole = correlate(recording);
  const [first] = whole.forward.points.filter((id) => id.includes('qg'));
  t.truthy(first);
  const twice: Recording = {
    ...recording,
    captures: recording.captures.map((capture) => {
      const { frames } = capture;
      const isOutside = ['net1-snat-qg', 'net1-ext0'].some((name) =>
        recording.plan.nodes.some((node) =>
          node.captures.some((c) => c.capture === capture.capture && c.device === name),
        ),
      );
      if (!isOutside) return capture;
      const bytes = new Uint8Array(frames.bytes.length * 2);
      bytes.set(frames.bytes);
      bytes.set(frames.bytes, frames.bytes.length);
      for (let row = 0; row < frames.count; row += 1) {
        // Another identifier of the ICMP echo in the copy, and the checksum for it (RFC 1624).
        const view = new DataView(bytes.buffer, frames.bytes.length + (frames.offset[row] ?? 0));
        const [id, checksum] = [view.getUint16(38), view.getUint16(36)];
        const sum = (~checksum & 0xffff) + (~id & 0xffff) + (id ^ 0x4000);
        view.setUint16(38, id ^ 0x4000);
        view.setUint16(36, ~((sum & 0xffff) + (sum >>> 16)) & 0xffff);
      }
      const both = (column: Uint32Array, shift = 0) =>
        Uint32Array.from([...column, ...column.map((value) => value + shift)]);
      return {
        ...capture,
        frames: {
          count: frames.count * 2,
          sec: both(frames.sec),
          nsec: both(frames.nsec),
          side: Uint8Array.from([...frames.side, ...frames.side]),
          originalBytes: both(frames.originalBytes),
          capturedBytes: both(frames.capturedBytes),
          offset: both(frames.offset, frames.bytes.length),
          bytes,
        },
      };
    }),
  };
  const correlation = correlate(twice);
  t.true(correlation.natUnresolved > 0);
  const { status, limits } = localise(twice, correlation);
  t.is(status, 'DELIVERED', 'the answers came back, and prove it');
  t.regex(limits.join('\n'), /could not be told from another VM's/);
  const silent = lose(twice, correlation, (direction) => direction === 'reply');
  t.is(localise(silent, correlate(silent)).status, 'INCONCLUSIVE');
});
