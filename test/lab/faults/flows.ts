// Taking single OpenFlow flows away and putting exactly them back, cookie included.

import type { Changes } from './changes.ts';

const ofctl = (...args: readonly string[]): readonly string[] => [
  'ovs-ofctl',
  '-O',
  'OpenFlow14',
  '--names',
  ...args,
];

/** Made by traffic: br-tun's learn() gives them an end; the agent's own have none. */
const isLearned = (flow: string): boolean =>
  flow.slice(0, flow.indexOf('actions=')).includes('hard_timeout=');

/** Flows of a bridge that match, as add-flows takes them back. Learned ones are left out. */
export const readFlows = async (
  changes: Changes,
  node: string,
  bridge: string,
  match: string,
): Promise<readonly string[]> =>
  (await changes.read(node, ofctl('--no-stats', 'dump-flows', bridge, match)))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes('actions=') && !isLearned(line));

/** Deletes flows by a (loose) match. */
export const dropFlows = async (
  changes: Changes,
  node: string,
  bridge: string,
  match: string,
  keep: (flow: string) => boolean = () => false,
): Promise<readonly string[]> => {
  const flows = (await readFlows(changes, node, bridge, match)).filter((flow) => !keep(flow));
  for (const flow of flows) await replaceFlow(changes, node, bridge, flow, null);
  return flows;
};

/** Cookie and match of a flow line, for del-flows --strict: everything before its actions. */
const strictMatch = (flow: string): string =>
  flow
    .slice(0, flow.indexOf('actions='))
    .trim()
    .replace(/^cookie=0x[0-9a-f]+,?\s*/, '')
    .replace(/(?:reset_counts|send_flow_rem)[,\s]*/g, '')
    .replaceAll(', ', ',')
    .replace(/,$/, '');

/** Deletes one flow, or puts another in its place. */
export const replaceFlow = async (
  changes: Changes,
  node: string,
  bridge: string,
  flow: string,
  instead: string | null,
): Promise<void> => {
  const back = { node, argv: ofctl('add-flows', bridge, '-'), input: `${flow}\n` };
  const step =
    instead === null
      ? { node, argv: ofctl('--strict', 'del-flows', bridge, strictMatch(flow)) }
      : { node, argv: ofctl('add-flows', bridge, '-'), input: `${instead}\n` };
  await changes.change(step, [back]);
};

/** Adds a flow that was not there. */
export const addFlow = async (
  changes: Changes,
  node: string,
  bridge: string,
  flow: string,
): Promise<void> => {
  await changes.change({ node, argv: ofctl('add-flows', bridge, '-'), input: `${flow}\n` }, [
    { node, argv: ofctl('--strict', 'del-flows', bridge, strictMatch(flow)) },
  ]);
};

/** Rounds of the revalidator that must pass without the flow being taught again. */
const QUIET_ROUNDS = 2;
/** A round lasts at most half a second; datapath flows live ten seconds without packets. */
const ROUNDS_MAX = 40;

/**
 * Flows that traffic taught br-tun for a MAC: they would hide that the agent's own is missing.
 * Datapath flows made before go on teaching until the revalidator has looked at them all.
 */
export const forgetLearned = async (
  changes: Changes,
  node: string,
  vlan: number,
  mac: string,
): Promise<void> => {
  const tci = `0x${vlan.toString(16).padStart(4, '0')}/0x0fff`;
  const match = `vlan_tci=${tci},dl_dst=${mac}`;
  let quiet = 0;
  for (let round = 0; quiet < QUIET_ROUNDS; round += 1) {
    if (round === ROUNDS_MAX) throw new Error(`${node}: br-tun is taught ${mac} again and again`);
    const flows = await changes.read(node, ofctl('dump-flows', 'br-tun', `table=20,dl_dst=${mac}`));
    quiet = flows.includes('priority=1,') ? 0 : quiet + 1;
    const strict = `table=20,priority=1,${match}`;
    await changes.read(node, ofctl('--strict', 'del-flows', 'br-tun', strict));
    await changes.read(node, ['ovs-appctl', 'revalidator/wait']);
  }
};
