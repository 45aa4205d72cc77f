// What a finding says of a rule of nftables: what it does to the packet, by which chain, what its
// counter shows, how it is taken away and put back.

import { type EvidenceLine, type Fix } from './cause.ts';
import { fixNow } from './fixes.ts';
import { checked, inside, noted, type Where } from './lines.ts';
import { chainName, type NftAccused, type NftDrop } from './nft-view.ts';

const LIST = 'nft -a list ruleset';

/** `drops it`. */
export const does = ({ confidence, sentTo }: NftAccused): string => {
  if (confidence === 'possible') return 'can drop it';
  return sentTo === '' ? 'drops it' : `sends it out of ${sentTo} instead`;
};

const counterLine = (where: Where, { packets }: NftDrop, lost: number): EvidenceLine[] => {
  if (packets === null) return [];
  const enough = packets >= lost ? `, ${lost} were lost` : '';
  return [noted(where, 'counter of that rule', `${packets} since it was made${enough}`, LIST)];
};

export const nftLines = (where: Where, one: NftAccused, lost: number): EvidenceLine[] => [
  checked(
    where,
    `lost packet walked through ${chainName(one.base)} (hook ${one.base.hook})`,
    'accepted',
    one.decided ? `ended by ${one.by}` : `reaches ${one.by}, what it asks is not known`,
    false,
    LIST,
  ),
  ...counterLine(where, one, lost),
];

export const shareLines = (
  where: Where,
  one: NftDrop & { readonly share: string },
  lost: number,
): EvidenceLine[] => [
  noted(
    where,
    `lost packet walked through ${chainName(one.base)} (hook ${one.base.hook})`,
    `a share of such packets is dropped by ${one.by}: ${one.share}`,
    LIST,
  ),
  ...counterLine(where, one, lost),
];

/** Takes away that rule alone; a policy is opened. */
export const nftFix = ({ node, netns }: Where, { chain, handle }: NftDrop): Fix =>
  handle === null
    ? fixNow(
        `on ${node}; find who made it first`,
        [inside(netns, `nft 'chain ${chainName(chain)} { policy accept ; }'`)],
        inside(netns, `nft 'chain ${chainName(chain)} { policy drop ; }'`),
        'whatever else the policy stops passes too',
      )
    : fixNow(
        `on ${node}; find who made it first`,
        [inside(netns, `nft delete rule ${chainName(chain)} handle ${handle}`)],
        inside(netns, 'nft -f FILE, with the ruleset as it is listed now'),
        'whatever else the rule stops passes too',
      );
