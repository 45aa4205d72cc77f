// Whether the router answers those outside that ask who has the flow's address there: without an
// answer nothing can come back, however well packets leave.

import { type EvidenceNeed } from '../plan/needs.ts';
import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';

export interface ArpSilence {
  readonly address: string;
  /** Where it should be answered, and the card it is asked by; null = not on this path. */
  readonly port: Point;
  readonly card: Point;
  readonly asked: { readonly card: number; readonly port: number };
  readonly answered: number;
}

/** What decides whether a device answers ARP for an address that the namespace has (ip-sysctl). */
const SWITCHES = ['arp_ignore', 'arp_filter'] as const;

/** Switches of the device and of all devices: the larger of the two holds. */
export const arpSwitches = (device: string): string[] =>
  SWITCHES.flatMap((name) => ['all', device].map((of) => `net.ipv4.conf.${of}.${name}`));

/** Null unless somebody asked and nobody answered; those that claim it themselves do not ask. */
export const arpSilence = (file: CaseFile): ArpSilence | null => {
  const { place, path, correlation } = file;
  if (place?.kind !== 'external') return null;
  const address = path.flow.natAddress;
  const isBack = ({ direction }: Point): boolean => direction === 'reply';
  const port = path.points.find(
    (point) => isBack(point) && (point.role === 'qg' || point.role === 'fg'),
  );
  const card = path.points.find((point) => isBack(point) && point.role === 'ext-nic');
  if (port === undefined || card === undefined || address === '') return null;
  const idsOf = ({ node, netns, device }: Point): Set<string> =>
    new Set(
      path.points
        .filter((one) => one.node === node && one.netns === netns && one.device === device)
        .map(({ id }) => id),
    );
  const [atPort, atCard] = [idsOf(port), idsOf(card)];
  const requests = correlation.arp.filter(
    ({ operation, targetAddress, senderAddress }) =>
      operation === 'request' && targetAddress === address && senderAddress !== address,
  );
  const asked = {
    card: requests.filter(({ point }) => atCard.has(point)).length,
    port: requests.filter(({ point }) => atPort.has(point)).length,
  };
  const answered = correlation.arp.filter(
    ({ operation, senderAddress, point }) =>
      operation === 'reply' && senderAddress === address && atCard.has(point),
  ).length;
  return asked.card === 0 || answered > 0 ? null : { address, port, card, asked, answered };
};

/** The switches of the port that does not answer. */
export const arpSilenceNeeds = (file: CaseFile): EvidenceNeed[] => {
  const silence = arpSilence(file);
  if (silence === null) return [];
  const { node, netns, device } = silence.port;
  return [
    {
      node,
      reader: 'sysctls',
      netns,
      selectors: arpSwitches(device).map((key) => `key=${key}`),
      phase: 'after',
    },
  ];
};
