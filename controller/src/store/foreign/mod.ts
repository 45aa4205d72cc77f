// Foreign capture files with a map, as a recording.

export { parseCaptureMap, type CaptureMap } from './map.ts';
export { readFiles, type FileOrder } from './read-files.ts';
export {
  columnTasksOf,
  recordingOfFiles,
  type ForeignConntrack,
  type ForeignFile,
} from './recording.ts';
