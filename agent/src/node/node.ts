// The privileged process put together: from link's hello to the answer of every verb. It trusts
// nobody: policy, limits and names are checked here again by whoever uses them.

import { HopscopeError, Wire, toFailure } from '@hopscope/proto';
import type { Verb, hopscope } from '@hopscope/proto';

import { checkCapture, checkConsoleAllowed, failureResponse } from '../channel/mod.ts';
import type { Hello } from '../channel/mod.ts';
import { openCaptures } from './capture/captures.ts';
import type { Kernel } from './capture/kernel.ts';
import { openNodeClock } from './clock.ts';
import { openKernelTypes } from './drops/layout.ts';
import type { ConsoleChannel, Consoles } from './console/consoles.ts';
import { RESPONSE_BYTES_MAX, openEvidenceReader } from './evidence/evidence.ts';
import type { EvidenceReader } from './evidence/evidence.ts';
import type { Tools } from './evidence/tools.ts';
import { inject } from './inject/inject.ts';
import { describeNode } from './inventory/describe.ts';
import { NODE_LIMITS } from './limits.ts';
import { openNamespaces } from './netns/namespaces.ts';
import type { Namespaces } from './netns/namespaces.ts';
import { openOrders } from './order/orders.ts';
import { openBatchEncoder } from './order/batch-encoder.ts';
import { openOvsAccess } from './ovs-access.ts';
import type { ParcelChannel } from './parcels.ts';

export interface NodeOptions {
  readonly hello: Hello;
  readonly kernel: Kernel;
  readonly tools: Tools;
  readonly channel: ParcelChannel & ConsoleChannel;
  readonly ovsRunDir: string;
  /** Neutron's state_path. */
  readonly stateDir: string;
  readonly deviceName: () => string;
}

export interface NodeServer {
  /** Answers a verb with an encoded response; never rejects. */
  readonly answer: (verb: Verb, body: Uint8Array) => Promise<Uint8Array>;
  /** A frame of a console. */
  readonly consoleFrame: (session: string, frame: Uint8Array) => void;
  /** Kills what must not outlive this process, at once. */
  readonly end: () => void;
}

interface Codec<Request, Response> {
  readonly request: { decode: (bytes: Uint8Array) => Request };
  readonly response: { encode: (response: Response) => { finish: () => Uint8Array } };
}

const serve =
  <Request, Response>(
    codec: Codec<Request, Response>,
    work: (request: Request) => Promise<Response>,
  ) =>
  async (body: Uint8Array): Promise<Uint8Array> => {
    let request: Request;
    try {
      request = codec.request.decode(body);
    } catch (cause) {
      throw new HopscopeError('ORDER_INVALID', 'the order cannot be decoded', { cause });
    }
    return codec.response.encode(await work(request)).finish();
  };

/** What fits into one answer; the rest says why it is missing. */
const fitSnapshot = (evidence: hopscope.v1.IEvidence[]): hopscope.v1.ISnapshotResponse => {
  let room = RESPONSE_BYTES_MAX;
  return {
    evidence: evidence.map((one) => {
      const bytes = Wire.Evidence.encode(one).finish().length + 8;
      if (bytes <= room) {
        room -= bytes;
        return one;
      }
      const failure = `no room: the answer may have ${RESPONSE_BYTES_MAX} bytes`;
      return { ...one, body: new Uint8Array(0), deflated: false, truncated: true, failure };
    }),
  };
};

const snapshot =
  (evidence: EvidenceReader) =>
  async (request: hopscope.v1.ISnapshotRequest): Promise<hopscope.v1.ISnapshotResponse> => {
    const orders = request.evidence ?? [];
    const max = NODE_LIMITS.snapshotReadsMax;
    if (orders.length > max)
      throw new HopscopeError('LIMIT_REACHED', `${orders.length} reads: at most ${max}`);
    return fitSnapshot(await Promise.all(orders.map((order) => evidence.read(order, 'snapshot'))));
  };

/** Consoles are loaded when the first is asked for: most nodes never have one. */
const openConsolesLater = (options: NodeOptions, namespaces: Namespaces) => {
  let consoles: Consoles | null = null;
  const load = async (): Promise<Consoles> => {
    const { openConsoles } = await import('./console/consoles.ts');
    const { kernel, tools, channel, hello } = options;
    consoles ??= openConsoles({ policy: hello.policy, kernel, namespaces, tools, channel });
    return consoles;
  };
  return {
    answer: async (request: hopscope.v1.IConsoleRequest): Promise<hopscope.v1.IConsoleResponse> => {
      checkConsoleAllowed(options.hello.policy);
      return (await load()).answer(request);
    },
    frame: (session: string, frame: Uint8Array) => consoles?.frame(session, frame),
    end: () => consoles?.killNow(),
  };
};

/** Nothing is opened before a verb needs it. */
export const openNode = (options: NodeOptions): NodeServer => {
  const { hello, kernel, tools, channel } = options;
  const { policy } = hello;
  const namespaces = openNamespaces(kernel);
  const clock = openNodeClock(hello.clockShift);
  const ovs = openOvsAccess(options.ovsRunDir);
  const ringsBytesMax =
    hello.ringMiBMax > 0 ? hello.ringMiBMax * 1024 * 1024 : NODE_LIMITS.ringsBytesMax;
  const captures = openCaptures({ kernel, namespaces, ringsBytesMax, clock });
  const { stateDir } = options;
  const here = { kernel, namespaces, tools, clock, policy, kernelTypes: openKernelTypes() };
  const evidence = openEvidenceReader({ ...here, ovs, stateDir }, clock.now);
  const encode = openBatchEncoder();
  const orders = openOrders(channel, { ...here, captures, evidence, encode });
  const describeContext = {
    tools,
    ovs,
    namespaces,
    hello,
    exists: (device: string) => kernel.interfaceIndex(device) !== 0,
  };
  const injectContext = { ...here, orders, deviceName: options.deviceName };
  const consoles = openConsolesLater(options, namespaces);
  const arm = (request: hopscope.v1.IArmRequest): Promise<hopscope.v1.IArmResponse> => {
    if ((request.captures ?? []).length > 0) checkCapture(policy);
    return orders.arm(request);
  };
  const answers: Partial<Record<Verb, (body: Uint8Array) => Promise<Uint8Array>>> = {
    describe: serve({ request: Wire.DescribeRequest, response: Wire.DescribeResponse }, (request) =>
      describeNode(describeContext, request),
    ),
    arm: serve({ request: Wire.ArmRequest, response: Wire.ArmResponse }, async (request) =>
      arm(request),
    ),
    renew: serve({ request: Wire.RenewRequest, response: Wire.RenewResponse }, orders.renew),
    release: serve(
      { request: Wire.ReleaseRequest, response: Wire.ReleaseResponse },
      orders.release,
    ),
    snapshot: serve(
      { request: Wire.SnapshotRequest, response: Wire.SnapshotResponse },
      snapshot(evidence),
    ),
    inject: serve({ request: Wire.InjectRequest, response: Wire.InjectResponse }, (request) =>
      inject(injectContext, request),
    ),
    console: serve(
      { request: Wire.ConsoleRequest, response: Wire.ConsoleResponse },
      consoles.answer,
    ),
  };
  const answer: NodeServer['answer'] = async (verb, body) => {
    try {
      const work = answers[verb];
      if (work === undefined)
        throw new HopscopeError('ORDER_INVALID', `the privileged process has no verb ${verb}`);
      return await work(body);
    } catch (error) {
      return failureResponse(error);
    }
  };
  return { answer, consoleFrame: consoles.frame, end: consoles.end };
};

/** A failure as a line for the log. */
export const logFailure = (error: unknown): Record<string, unknown> => {
  const { code, message, detail } = toFailure(error);
  return { code, reason: message, detail };
};
