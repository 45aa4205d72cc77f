// `--siblings`: VMs beside the traced one are probed too, each by a small trace of its own once the
// captures of the first are over. Where a node's policy forbids probes, its VM is left alone. It
// reads no evidence: whether packets come through is all that is asked.

import { HopscopeError } from '@hopscope/proto';
import { correlate } from './correlate/mod.ts';
import { localise } from './localise/mod.ts';
import type { TraceDeps } from './pipeline.ts';
import { makePlan } from './plan/mod.ts';
import type { Plan } from './plan/plan.ts';
import type { Request } from './request.ts';
import { resolvePath } from './resolve/mod.ts';
import { describe, runTrace } from './run/mod.ts';
import type { Bus } from './run/mod.ts';
import type { SiblingRecord } from './run/recording.ts';

/** Enough for a verdict (three packets), and few for a VM that nobody asked about. */
const PROBES = 5;

const withoutReads = (plan: Plan): Plan => ({
  ...plan,
  nodes: plan.nodes.map((node) => ({ ...node, evidence: [] })),
});

const probed = async (
  bus: Bus,
  trace: string,
  request: Request,
  { openstack, signal, random }: TraceDeps,
): Promise<string> => {
  const resolving = { openstack, describe: describe.bind(null, bus), trace };
  const path = await resolvePath(request, resolving);
  const plan = withoutReads(makePlan(path, request, random));
  const home = path.nodes.find(({ name }) => name === plan.probe?.node);
  if (home?.injectAllowed !== true) return 'forbidden';
  const options = { bus, trace, path, plan, request, progress: () => {}, signal, random };
  const recording = await runTrace(options);
  return localise(recording, correlate(recording)).status;
};

/** The siblings with what became of probes of theirs; `asking` is the trace they stand beside. */
export const probeSiblings = async (
  bus: Bus,
  asking: Request,
  siblings: readonly SiblingRecord[],
  deps: TraceDeps,
): Promise<SiblingRecord[]> =>
  Promise.all(
    siblings.map(async (sibling, index) => {
      const { mtuSearch: _search, rawAll: _all, sampleShift: _shift, ...same } = asking;
      const mode = 'inject' as const;
      const request = { ...same, source: sibling.port, mode, probes: PROBES };
      try {
        const trace = `${deps.trace}-${index + 1}`;
        return { ...sibling, probed: await probed(bus, trace, request, deps) };
      } catch (thrown) {
        if (!(thrown instanceof HopscopeError)) throw thrown;
        return { ...sibling, probed: 'INCONCLUSIVE' };
      }
    }),
  );
