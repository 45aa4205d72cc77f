// Foreign capture files with a map, as a recording.

export { parseCaptureMap, type CaptureMap } from './map.ts';
export { recordingOfFiles, type ForeignConntrack, type ForeignFile } from './recording.ts';
