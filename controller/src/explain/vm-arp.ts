// What the VM asks for by ARP at its own port, and whether its gateway was ever told to it.

import { type CaseFile } from './case-file.ts';

export interface VmArp {
  /** Addresses it asked for. */
  readonly targets: readonly string[];
  /** Requests for its gateway that nobody answered; 0 when one was, or none was made. */
  readonly unanswered: number;
  readonly gateway: string;
}

export const vmArp = (file: CaseFile): VmArp => {
  const { flow, points, neutron } = file.path;
  const taps = new Set(points.filter(({ role }) => role === 'tap').map(({ id }) => id));
  const here = file.correlation.arp.filter(({ point }) => taps.has(point));
  const asked = here.filter(
    ({ operation, senderAddress }) =>
      operation === 'request' && senderAddress === flow.localAddress,
  );
  const { gateway } = neutron.subnet;
  const isTold = here.some(
    ({ operation, senderAddress }) => operation === 'reply' && senderAddress === gateway,
  );
  const forGateway = asked.filter(({ targetAddress }) => targetAddress === gateway).length;
  return {
    targets: [...new Set(asked.map(({ targetAddress }) => targetAddress))],
    unanswered: isTold || gateway === '' ? 0 : forGateway,
    gateway,
  };
};
