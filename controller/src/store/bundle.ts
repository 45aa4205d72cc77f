// One trace as a directory: verdict.json, recording.json, merged.pcapng, the frames of every
// capture as pcapng and every raw answer of a node as a text file. Written beside its place and
// renamed, so that a bundle is there as a whole or not at all; readable by its owner alone, for it
// holds packets.

import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFrames } from '@hopscope/packet';
import type { DigestBatch, FrameColumns } from '@hopscope/packet';
import { PcapngWriter, readCapture } from '@hopscope/pcapng';
import { HopscopeError } from '@hopscope/proto';
import { z } from 'zod';
import { verdictSchema } from '../report/verdict.ts';
import type { Verdict } from '../report/verdict.ts';
import type { CaptureRecording, Recording } from '../run/recording.ts';
import { decodeDigests, digestCount, encodeDigests } from './digest-file.ts';
import { makeFolder } from './folders.ts';
import { STORE_LIMITS } from './limits.ts';
import { captureFile, conntrackFile, digestFile, evidenceFile } from './names.ts';
import { recordingFileSchema, toRecordingFile } from './recording-file.ts';

export interface Bundle {
  readonly recording: Recording;
  readonly verdict: Verdict;
  /** Bytes of merged.pcapng. */
  readonly merged: Uint8Array;
}

const VERDICT_FILE = 'verdict.json';
const RECORDING_FILE = 'recording.json';
const MERGED_FILE = 'merged.pcapng';
const FILE_MODE = 0o600;

const framesFile = (capture: CaptureRecording, device: string): Uint8Array => {
  const writer = new PcapngWriter({ application: 'hopscope' });
  const name = `${capture.node}/${device}`;
  const index = writer.addInterface({ name, filter: capture.filter });
  writer.addFrames(index, capture.frames);
  writer.addStatistics(index, {
    sec: capture.frames.sec.at(-1) ?? 0,
    received: capture.seen,
    droppedByKernel: capture.droppedByKernel,
  });
  return writer.finish();
};

/** Every file of a bundle by its path inside it. */
const filesOf = (bundle: Bundle): Map<string, string | Uint8Array> => {
  const { recording, verdict, merged } = bundle;
  const recordingFile = toRecordingFile(recording);
  const { captures } = recordingFileSchema.parse(recordingFile);
  const files = new Map<string, string | Uint8Array>();
  recording.captures.forEach((capture, index) => {
    const device = captures[index]?.device ?? '';
    files.set(captureFile(capture, index, device), framesFile(capture, device));
    const { digests = [] } = capture;
    if (digests.length > 0) files.set(digestFile(capture, index, device), encodeDigests(digests));
  });
  recording.evidence.forEach((record, index) =>
    files.set(evidenceFile(record, index), record.text),
  );
  recording.conntrack.forEach((record, index) =>
    files.set(conntrackFile(record, index), record.text),
  );
  files.set(RECORDING_FILE, `${JSON.stringify(recordingFile, null, 1)}\n`);
  files.set(MERGED_FILE, merged);
  files.set(VERDICT_FILE, `${JSON.stringify(verdict, null, 2)}\n`);
  return files;
};

/** True when a bundle can be written at `dir`: nothing is there, or an empty folder. */
export const isFree = (dir: string): boolean =>
  !existsSync(dir) || (statSync(dir).isDirectory() && readdirSync(dir).length === 0);

/** Writes a bundle to `dir`, which must be free. Throws ENVIRONMENT when it cannot. */
export const writeBundle = (dir: string, bundle: Bundle): void => {
  const partial = `${dir}.partial-${process.pid}`;
  try {
    rmSync(partial, { recursive: true, force: true });
    for (const [name, content] of filesOf(bundle)) {
      const file = join(partial, name);
      makeFolder(dirname(file));
      writeFileSync(file, content, { mode: FILE_MODE });
    }
    renameSync(partial, dir);
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HopscopeError('ENVIRONMENT', `cannot write ${dir}: ${why}`, { cause });
  }
};

const invalid = (dir: string, why: string, cause?: unknown): HopscopeError =>
  new HopscopeError('BUNDLE_INVALID', `${dir} is not a Hopscope bundle: ${why}`, { cause });

const readBytes = (dir: string, name: string): Buffer => {
  const file = join(dir, name);
  try {
    if (statSync(file).size > STORE_LIMITS.fileBytesMax) throw new Error('too large');
    return readFileSync(file);
  } catch (cause) {
    throw invalid(dir, `${name}: ${cause instanceof Error ? cause.message : 'unreadable'}`, cause);
  }
};

const readJson = <T>(dir: string, name: string, schema: z.ZodType<T>): T => {
  let value: unknown;
  try {
    value = JSON.parse(readBytes(dir, name).toString('utf8'));
  } catch (cause) {
    if (cause instanceof HopscopeError) throw cause;
    throw invalid(dir, `${name} is not JSON`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(dir, `${name}: ${z.prettifyError(parsed.error).split('\n')[0]}`, parsed.error);
};

const readFrames = (dir: string, name: string, count: number): FrameColumns => {
  const file = readCapture(readBytes(dir, name));
  const frames = file.interfaces[0]?.frames ?? emptyFrames();
  if (file.problem !== '') throw invalid(dir, `${name}: ${file.problem}`);
  if (frames.count !== count)
    throw invalid(dir, `${name} has ${frames.count} frames instead of ${count}`);
  return frames;
};

const readDigests = (dir: string, name: string, count: number): DigestBatch[] => {
  let digests: DigestBatch[];
  try {
    digests = decodeDigests(readBytes(dir, name));
  } catch (cause) {
    if (cause instanceof HopscopeError) throw cause;
    throw invalid(dir, `${name}: ${cause instanceof Error ? cause.message : 'unreadable'}`, cause);
  }
  const found = digestCount(digests);
  if (found !== count) throw invalid(dir, `${name} has ${found} digests instead of ${count}`);
  return digests;
};

/** verdict.json of a bundle. Throws BUNDLE_INVALID. */
export const readVerdict = (dir: string): Verdict => readJson(dir, VERDICT_FILE, verdictSchema);

/** The recording of a bundle, as it came home. Throws BUNDLE_INVALID. */
export const readBundle = (dir: string): Recording => {
  const { schema: _schema, ...file } = readJson(dir, RECORDING_FILE, recordingFileSchema);
  const recording = {
    ...file,
    captures: file.captures.map(({ device, frames, digests = 0, ...capture }, index) => ({
      ...capture,
      frames: readFrames(dir, captureFile(capture, index, device), frames),
      ...(digests === 0
        ? {}
        : { digests: readDigests(dir, digestFile(capture, index, device), digests) }),
    })),
    evidence: file.evidence.map((record, index) => ({
      ...record,
      text: readBytes(dir, evidenceFile(record, index)).toString('utf8'),
    })),
    conntrack: file.conntrack.map((record, index) => ({
      ...record,
      text: readBytes(dir, conntrackFile(record, index)).toString('utf8'),
    })),
  };
  // Request, path and plan are checked as far as a reader needs to say "not a bundle"; the rest of
  // their shape is our own writing of the same schema version.
  return recording as unknown as Recording;
};
