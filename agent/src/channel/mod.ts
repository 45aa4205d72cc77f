// The channel between the two processes of the agent: the only thing link and node share.
export * from './channel.ts';
export * from './clock-shift.ts';
export * from './engine.ts';
export * from './frame.ts';
export * from './limits.ts';
export * from './message.ts';
export * from './policy.ts';
