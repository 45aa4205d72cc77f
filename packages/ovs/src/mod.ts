// Open vSwitch by its own sockets: OVSDB (db.sock) and ovs-vswitchd (*.ctl). No OVS program and
// no command line is needed.
export * from './control.ts';
export * from './errors.ts';
export * from './ovsdb.ts';
export * from './values.ts';
