// `hopscope analyze`: judges what is on disk, with the code of a live trace: a bundle of ours, or
// capture files of anybody with a map that says which file shows which point.

import { readFileSync } from 'node:fs';
import { basename, dirname, resolve as absolute } from 'node:path';
import { readCapture } from '@hopscope/pcapng';
import { HopscopeError } from '@hopscope/proto';
import { judge } from '../pipeline.ts';
import type { Recording } from '../run/recording.ts';
import { isFree, readBundle, writeBundle } from '../store/bundle.ts';
import { parseCaptureMap, recordingOfFiles } from '../store/foreign/mod.ts';
import type { CaptureMap, ForeignFile } from '../store/foreign/mod.ts';
import type { Context } from './context.ts';
import { exitCodeOf } from './exit-code.ts';
import { bundleFolder } from './kept-commands.ts';
import { printVerdict } from './output.ts';
import type { FormOptions } from './output.ts';

export interface AnalyzeOptions extends FormOptions {
  readonly map?: string;
  readonly output?: string;
}

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HopscopeError('USAGE', `cannot read ${path}: ${why}`, { cause });
  }
};

/** The interfaces of one file: the first has the file's name, later ones `NAME#1`, `NAME#2`. */
const foreignFiles = (path: string, name: string): ForeignFile[] => {
  const capture = readCapture(read(path));
  if (capture.interfaces.length === 0)
    throw new HopscopeError('BUNDLE_INVALID', `${path}: ${capture.problem || 'no interface'}`);
  return capture.interfaces.map(({ frames, hasSides }, index) => ({
    name: index === 0 ? name : `${name}#${index}`,
    frames,
    hasSides,
  }));
};

/** Where each file that the map names is: among those given, else beside the map. */
const locate = (
  map: CaptureMap,
  mapPath: string,
  given: readonly string[],
): { name: string; path: string }[] => {
  const names = [...map.forward, ...map.reply].map(({ file }) => file.replace(/#\d+$/, ''));
  return [...new Set(names)].map((name) => ({
    name,
    path:
      given.find((path) => path === name || path.endsWith(`/${name}`)) ??
      given.find((path) => basename(path) === basename(name)) ??
      absolute(dirname(mapPath), name),
  }));
};

const fromFiles = (context: Context, mapName: string, files: readonly string[]): Recording => {
  const mapPath = absolute(context.cwd, mapName);
  const map = parseCaptureMap(read(mapPath).toString('utf8'));
  const given = files.map((file) => absolute(context.cwd, file));
  const foreign = locate(map, mapPath, given).flatMap(({ name, path }) => foreignFiles(path, name));
  const names = new Set(foreign.map(({ name }) => name));
  const missing = [...map.forward, ...map.reply].find(({ file }) => !names.has(file));
  if (missing !== undefined)
    throw new HopscopeError('USAGE', `the map is wrong: there is no interface ${missing.file}`);
  const conntrack = map.conntrack.map(({ file, node, netns }) => ({
    node,
    netns,
    text: read(absolute(dirname(mapPath), file)).toString('utf8'),
  }));
  return recordingOfFiles(map, foreign, conntrack);
};

const recordingOf = (context: Context, files: readonly string[], map?: string): Recording => {
  if (map !== undefined) return fromFiles(context, map, files);
  const [bundle, ...more] = files;
  if (bundle === undefined || more.length > 0)
    throw new HopscopeError('USAGE', 'give one bundle, or capture files with --map FILE');
  return readBundle(bundleFolder(context, bundle));
};

/** Runs `hopscope analyze`; exits as a live trace would. */
export const analyzeCommand = (
  context: Context,
  files: readonly string[],
  options: AnalyzeOptions,
): number => {
  const folder = options.output === undefined ? null : absolute(context.cwd, options.output);
  if (folder !== null && !isFree(folder))
    throw new HopscopeError('USAGE', `${options.output} is there already and not empty`);
  const recording = recordingOf(context, files, options.map);
  const { verdict, merged } = judge(recording, context);
  if (options.map !== undefined && verdict.points.every(({ packets }) => packets === 0)) {
    const { localAddress, remoteAddress, protocol } = verdict.flow;
    const flow = `${localAddress} -> ${remoteAddress} ${protocol}`;
    throw new HopscopeError(
      'USAGE',
      `no file has a packet of ${flow} where the map says: check its flow, sides and addresses`,
    );
  }
  if (folder !== null) writeBundle(folder, { recording, verdict, merged });
  printVerdict(context.output, verdict, { ...options, kept: false });
  return exitCodeOf(verdict);
};
