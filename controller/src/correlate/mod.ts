// The door of the stage correlate.

export { correlate, correlateViews, type CorrelateOptions } from './correlate.ts';
export { contextOf, viewsOf, type CaptureView } from './sightings.ts';
