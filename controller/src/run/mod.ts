// The run stage: everything that talks to agents.
export { ask } from './ask.ts';
export { listAgents } from './agents.ts';
export type { AgentListing } from './agents.ts';
export { busSettings, connectBus } from './bus.ts';
export type { Bus, BusFlags, BusOptions } from './bus.ts';
export { describe } from './describe.ts';
export type { DescribeRequest, DescribeResponse } from './describe.ts';
export type { Progress, ProgressEvent, RunStage } from './progress.ts';
export type { CaptureRecording, EvidenceRecord, Recording } from './recording.ts';
export { reread } from './reread.ts';
export type { Reread, RereadOptions, RereadWant } from './reread.ts';
export { runTrace } from './trace.ts';
export type { Armed, RunOptions } from './trace.ts';
