// `ovs-ofctl show` and `dump-ports-desc`: the ports of one bridge with their numbers, and what each
// is set to (mod-port). OpenFlow 1.0 knows NO_FLOOD and the bits of spanning tree, 1.3 does not.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

export interface OpenFlowPort {
  /** OpenFlow port number, or LOCAL. */
  readonly port: string;
  readonly name: string;
  /** PORT_DOWN, NO_STP, NO_RECV, NO_RECV_STP, NO_FLOOD, NO_FWD, NO_PACKET_IN. */
  readonly config: readonly string[];
  /** LINK_DOWN, LIVE, STP_LISTEN, ... */
  readonly state: readonly string[];
}

const PORT = /^ (\d+|LOCAL)\(([^)]*)\): addr:/;
const BITS = /^\s+(config|state):\s+(.*)$/;
/** What is said of a port beside, and of the switch before and after its ports. */
const BESIDE = /^\s+(?:current|advertised|supported|peer|speed):/;
const HEADER =
  /^(?:OFPST_PORT_DESC|OFPT_FEATURES_REPLY|OFPT_GET_CONFIG_REPLY|n_tables:|capabilities:|actions:)/;
const REPORTED = /^(?:ovs-ofctl|OFPT_ERROR)\b|^\S+ is not a bridge/;

/** `0`, or the names of the bits that are set. */
const bitsOf = (text: string): string[] =>
  text.split(/\s+/).filter((word) => word !== '' && word !== '0');

export const parseOpenFlowPorts = (input: string): Parsed<OpenFlowPort[]> => {
  const value: { -readonly [Key in keyof OpenFlowPort]: OpenFlowPort[Key] }[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    const [, port, name = ''] = PORT.exec(line) ?? [];
    const [, key, bits = ''] = BITS.exec(line) ?? [];
    const last = value.at(-1);
    if (port !== undefined) value.push({ port, name, config: [], state: [] });
    else if (last !== undefined && (key === 'config' || key === 'state')) last[key] = bitsOf(bits);
    else if (REPORTED.test(line)) errors.push(excerpt(line));
    else if (!HEADER.test(line) && !(last !== undefined && BESIDE.test(line)))
      unknown.push(excerpt(line));
  }
  return { value, errors, unknown };
};
