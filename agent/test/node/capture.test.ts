import test from 'ava';

import { startNode } from './support/client.ts';
import { openNetwork, openPair } from './support/network.ts';

const ICMP = { protocol: 'icmp', remote: '10.9.0.2', locals: ['10.9.0.1'] };

test('a capture sees every packet of the flow once, with its side', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const { a, devA } = openPair(network, 'one');
  const node = await startNode();
  t.teardown(node.close);
  const armed = await node.arm({
    captures: [{ capture: 1, device: { netns: a, device: devA }, match: ICMP, snapBytes: 128 }],
  });
  t.is(armed.captures?.[0]?.failure, null);
  network.inside(a, 'ping', '-c', '5', '-i', '0.01', '10.9.0.2');
  const released = await node.release('t-1', 'o-1');
  const [counts] = released.captures ?? [];
  t.is(counts?.seen, 10);
  t.is(counts?.matched, 10);
  t.is(counts?.droppedByKernel, 0);
  t.is(counts?.droppedByAgent, 0);
  t.is(counts?.endedBy, 'release');
  const sightings = node.parcels.flatMap(({ sightings }) => sightings ?? []);
  const sides = sightings.flatMap(({ side }) => [...(side ?? [])]);
  t.deepEqual(sides, [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
  t.is(node.parcels.at(-1)?.sequence, released.lastSequence);
});
