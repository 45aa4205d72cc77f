// What a search for the path MTU found, in one sentence. The guilty segment is the verdict's own.

import type { Verdict } from './verdict.ts';

const bytes = (count: number): string => `${count} bytes`;

const spoken = ({ nextHop }: NonNullable<Verdict['mtu']>): string =>
  nextHop === 0 ? 'no router says so to the VM' : `a router says ${nextHop} to the VM`;

/** '' when none was searched. */
export const mtuText = ({ mtu }: Verdict): string => {
  if (mtu === undefined) return '';
  const { passes, fails, bytesMax } = mtu;
  if (passes === 0) return `not even packets of ${bytes(fails)} are answered: size is not why`;
  const unit = 'IP packets with "do not fragment"';
  if (fails === 0)
    return `${bytes(passes)}, the most that the VM may send: ${unit} pass out and back`;
  const larger = `${fails} and more are not answered, up to the ${bytesMax} of its network`;
  return `${bytes(passes)}: ${unit} of ${larger}; ${spoken(mtu)}`;
};
