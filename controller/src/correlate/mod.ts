// The door of the stage correlate.

export { correlate, correlateViews, type CorrelateOptions } from './correlate.ts';
export { contextOf, viewCaptures, type CaptureView } from './sightings.ts';
