// What the VM asks for by ARP at its own port, as whom, and who was ever told to it.

import { type CaseFile } from './case-file.ts';
import { maySendAs } from './may-send-as.ts';

export interface VmArp {
  /** Addresses it asked for. */
  readonly targets: readonly string[];
  /** Requests for its gateway that nobody answered; 0 when one was, or none was made. */
  readonly unanswered: number;
  readonly gateway: string;
  /** Other addresses of its subnet that nobody answered for. */
  readonly silent: readonly string[];
  /** Address and MAC that it asks as, and that its port may not send with; null when it may. */
  readonly stranger: { readonly address: string; readonly mac: string } | null;
}

/** An address that is not set yet asks whether somebody has it (RFC 5227). */
const PROBING = '0.0.0.0';

export const vmArp = (file: CaseFile): VmArp => {
  const { flow, points, neutron } = file.path;
  const taps = points.filter(({ role }) => role === 'tap');
  const sending = new Set(taps.filter(({ side }) => side === 'in').map(({ id }) => id));
  const all = new Set(taps.map(({ id }) => id));
  const here = file.correlation.arp.filter(({ point }) => all.has(point));
  const requests = here.filter(({ operation }) => operation === 'request');
  const asked = requests.filter(({ senderAddress }) => senderAddress === flow.localAddress);
  const told = new Set(
    here.filter(({ operation }) => operation === 'reply').map(({ senderAddress }) => senderAddress),
  );
  const { gateway } = neutron.subnet;
  const targets = [...new Set(asked.map(({ targetAddress }) => targetAddress))];
  const strange = requests.find(
    ({ point, senderAddress, senderMac }) =>
      sending.has(point) &&
      senderAddress !== PROBING &&
      !maySendAs(neutron.port, senderAddress, senderMac),
  );
  return {
    targets,
    unanswered:
      told.has(gateway) || gateway === ''
        ? 0
        : asked.filter(({ targetAddress }) => targetAddress === gateway).length,
    gateway,
    silent: targets.filter((target) => target !== gateway && !told.has(target)),
    stranger:
      strange === undefined ? null : { address: strange.senderAddress, mac: strange.senderMac },
  };
};
