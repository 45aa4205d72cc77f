// Capture files: read pcap and pcapng into columns, write pcapng.
export * from './file.ts';
export * from './limits.ts';
export * from './read.ts';
export * from './write.ts';
