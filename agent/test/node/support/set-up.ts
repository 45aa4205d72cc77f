// What most tests of captures begin with: two namespaces, a wire, a node process, a sender.

import { startNode } from './client.ts';
import type { NodeClient, StartOptions } from './client.ts';
import { openNetwork, openPair } from './network.ts';
import type { Network } from './network.ts';
import { openSender } from './sender.ts';
import type { Sender } from './sender.ts';

/** The flow of `probe()` in frames.ts. */
export const ICMP = { protocol: 'icmp', remote: '10.9.0.2', locals: ['10.9.0.1'] };

export interface SetUp {
  readonly network: Network;
  readonly pair: ReturnType<typeof openPair>;
  readonly node: NodeClient;
  /** Sends on the device `a` of the pair: out there, in at `b`. */
  readonly sender: Sender;
}

export const setUp = async (
  t: { teardown: (work: () => unknown) => void },
  label: string,
  options: StartOptions = {},
): Promise<SetUp> => {
  const network = openNetwork();
  t.teardown(network.close);
  const pair = openPair(network, label);
  const node = await startNode(options);
  t.teardown(node.close);
  const sender = openSender(pair.a, pair.devA);
  t.teardown(sender.close);
  return { network, pair, node, sender };
};
