// Whether a namespace forwards what comes in by a device: the switch of that device decides, and
// ip_forward is the one that sets all of them (ip-sysctl: conf/INTERFACE/forwarding).

/** Of one device. */
export const forwardingKey = (device: string): string => `net.ipv4.conf.${device}.forwarding`;

export const FORWARD_KEY = 'net.ipv4.ip_forward';
