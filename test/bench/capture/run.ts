// One measured run: a contender captures, the load runs, and the CPU that the contender used
// meanwhile is read, with the little that is still under way at the end.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Contender } from './contender.ts';
import { SENDER_DEVICE } from './pair.ts';
import type { Pair } from './pair.ts';
import { treeCpuNs } from './tree-cpu.ts';

const SENDER = join(import.meta.dirname, 'sender.ts');
/** Rings retire blocks after at most this, and writers flush. */
const SETTLE_MS = 400;

export interface Load {
  /** 0 = as fast as possible. */
  readonly packetsPerSecond: number;
  readonly seconds: number;
  readonly port: number;
  /** The captures are about these packets. */
  readonly wanted: boolean;
  /** Sending processes, at the rate divided by their number. */
  readonly senders: number;
}

export interface Sent {
  readonly sent: number;
  readonly packetsPerSecond: number;
  /** CPU of the senders a packet: with it what the kernel does with the packet. */
  readonly senderUs: number;
}

export interface RunResult extends Sent {
  readonly contender: string;
  /** CPU of the contender's processes a packet sent, microseconds. */
  readonly cpuUs: number;
  readonly captured: number;
  /** Packets that are nowhere. */
  readonly lost: number;
}

interface SenderReport {
  readonly sent: number;
  readonly seconds: number;
  readonly cpuNs: number;
}

const runSender = async (pair: Pair, load: Load): Promise<SenderReport> => {
  const { packetsPerSecond, seconds, port, senders } = load;
  const rate = Math.round(packetsPerSecond / senders);
  const argv = ['netns', 'exec', pair.sender, process.execPath, SENDER];
  const args = [SENDER_DEVICE, String(rate), String(seconds), String(port)];
  const { stdout } = await promisify(execFile)('ip', [...argv, ...args]);
  return JSON.parse(stdout) as SenderReport;
};

/** Sends the load. */
export const send = async (pair: Pair, load: Load): Promise<Sent> => {
  const reports = await Promise.all(
    Array.from({ length: load.senders }, () => runSender(pair, load)),
  );
  const sent = reports.reduce((sum, report) => sum + report.sent, 0);
  return {
    sent,
    packetsPerSecond: reports.reduce((sum, report) => sum + report.sent / report.seconds, 0),
    senderUs: reports.reduce((sum, { cpuNs }) => sum + cpuNs, 0) / sent / 1000,
  };
};

/** One run of one contender. */
export const measure = async (pair: Pair, contender: Contender, load: Load): Promise<RunResult> => {
  const running = await contender.start();
  const before = treeCpuNs(running.pid);
  const sent = await send(pair, load);
  await delay(SETTLE_MS);
  const cpuNs = treeCpuNs(running.pid) - before;
  const { captured, lost } = await running.stop(load.wanted ? sent.sent : 0);
  return {
    ...sent,
    contender: contender.name,
    cpuUs: cpuNs / sent.sent / 1000,
    captured,
    lost,
  };
};
