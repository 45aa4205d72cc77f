// The door of the stage correlate.

export { correlate, correlateViews, type CorrelateOptions } from './correlate.ts';
export { contextOf, viewCaptures, viewsOf, type CaptureView } from './sightings.ts';
