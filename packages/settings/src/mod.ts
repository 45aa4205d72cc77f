// Settings: YAML checked against a schema with errors a person can act on, and the settings of a
// NATS connection with the rule which of them are safe. Reads no file and opens no connection.
export * from './failure.ts';
export * from './nats-options.ts';
export * from './nats-security.ts';
export * from './nats-settings.ts';
export * from './yaml-settings.ts';
