// Names of namespaces and devices as they may arrive from the network. Pure. They end up in
// paths and in argv, so nothing that could be an option, a path or an escape passes.

import { HopscopeError } from '@hopscope/proto';

const NETNS_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$/;
/** IFNAMSIZ is 16 with its end; the kernel refuses `/`, `:` and white space. */
const DEVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;

/** '' (the node's own namespace) or a name below /run/netns. Throws ORDER_INVALID. */
export const checkNetnsName = (name: string): string => {
  if (name !== '' && (!NETNS_NAME.test(name) || name.includes('..')))
    throw new HopscopeError('ORDER_INVALID', `not a namespace name: ${JSON.stringify(name)}`);
  return name;
};

/** Throws ORDER_INVALID. */
export const checkDeviceName = (name: string): string => {
  if (!DEVICE_NAME.test(name))
    throw new HopscopeError('ORDER_INVALID', `not a device name: ${JSON.stringify(name)}`);
  return name;
};
