// The measured process: capture files of a folder in, three verdicts out. Prints one JSON line with
// its own times; what it costs as a whole is measured by whoever starts it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correlateViews, viewsOf } from '../../../controller/src/correlate/mod.ts';
import { localise } from '../../../controller/src/localise/mod.ts';
import {
  columnTasksOf,
  parseCaptureMap,
  readFiles,
  recordingOfFiles,
} from '../../../controller/src/store/foreign/mod.ts';
import { emptyFrames } from '@hopscope/packet';
import { BASE_SEC, BULK_PROTOCOLS } from '../../sim/bulk.ts';

const [folder = '.'] = process.argv.slice(2);

const started = performance.now();
const flows = BULK_PROTOCOLS.map((protocol) => {
  const map = parseCaptureMap(readFileSync(join(folder, `map-${protocol}.json`), 'utf8'));
  const names = [...new Set([...map.forward, ...map.reply].map(({ file }) => file))];
  const files = names.map((name) => ({ name, frames: emptyFrames(), hasSides: true }));
  const conntrack = map.conntrack.map(({ file, node, netns }) => ({
    node,
    netns,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
  const recording = recordingOfFiles(map, files, conntrack, BASE_SEC);
  return { recording, tasks: columnTasksOf(map, recording) };
});
const orders = (flows[0]?.tasks ?? []).map(({ file }, index) => ({
  path: join(folder, file),
  tasks: flows.flatMap(({ tasks }) => tasks[index]?.task ?? []),
}));
const read = await readFiles(orders);
const columnsAt = performance.now();
const verdicts = flows.map(({ recording }, flow) => {
  const columns = read.flatMap((file) => file.columns[flow] ?? []);
  const correlation = correlateViews(recording, viewsOf(recording, columns));
  const { status, sent, answered } = localise(recording, correlation);
  const { forward, reply } = correlation;
  const sightings = columns.reduce((sum, { count }) => sum + count, 0);
  return { status, sent, answered, journeys: forward.count + reply.count, sightings };
});
const ended = performance.now();
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    readSeconds: (columnsAt - started) / 1000,
    columnsSeconds: (ended - columnsAt) / 1000,
    peakMiB: maxRSS / 1024,
    frames: read.reduce((sum, file) => sum + file.frames, 0),
    verdicts,
  }),
);
