// Names on NATS. A node's name is often an FQDN, and a dot separates tokens in a subject:
// every name goes through one reversible encoding that yields [A-Za-z0-9_-=] only, which is
// also what a KV key may hold.

const ROOT = 'hopscope.v1';
const PLAIN = /[A-Za-z0-9_-]/;

/** Verbs an agent answers, each on its own subject. */
export const VERBS = [
  'describe',
  'arm',
  'renew',
  'release',
  'snapshot',
  'inject',
  'clock',
  'console',
] as const;
export type Verb = (typeof VERBS)[number];

/** Subject token of a node name: UTF-8 bytes outside [A-Za-z0-9_-] become =hh. */
export const encodeToken = (name: string): string => {
  let token = '';
  for (const byte of Buffer.from(name, 'utf8')) {
    const char = String.fromCharCode(byte);
    token += byte < 0x80 && PLAIN.test(char) ? char : `=${byte.toString(16).padStart(2, '0')}`;
  }
  return token;
};

/** The name of a token made by encodeToken; null for anything else. */
export const decodeToken = (token: string): string | null => {
  if (!/^(?:[A-Za-z0-9_-]|=[0-9a-f]{2})*$/.test(token)) return null;
  const bytes: number[] = [];
  for (let at = 0; at < token.length; at += 1) {
    if (token[at] === '=') {
      bytes.push(Number.parseInt(token.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(token.charCodeAt(at));
  }
  const name = Buffer.from(bytes).toString('utf8');
  return encodeToken(name) === token ? name : null;
};

export const agentSubject = (node: string, verb: Verb): string =>
  `${ROOT}.agent.${encodeToken(node)}.${verb}`;

/** Every verb of one node: what its agent subscribes to, or may be permitted. */
export const agentSubjects = (node: string): string => `${ROOT}.agent.${encodeToken(node)}.*`;

export const sightingsSubject = (trace: string, node: string): string =>
  `${ROOT}.sightings.${encodeToken(trace)}.${encodeToken(node)}`;

/** All parcels of one trace. */
export const traceSubjects = (trace: string): string => `${ROOT}.sightings.${encodeToken(trace)}.*`;

/** Node of a sightings subject; null when it is none. */
export const nodeOfSubject = (subject: string): string | null => {
  const tokens = subject.split('.');
  const node = tokens[4];
  return tokens.length === 5 && subject.startsWith(`${ROOT}.sightings.`) && node !== undefined
    ? decodeToken(node)
    : null;
};

/** `in` = to the agent, `out` = from it. */
export type ConsoleDirection = 'in' | 'out';

/** Frames of one console session, core NATS. */
export const consoleSubject = (
  node: string,
  session: string,
  direction: ConsoleDirection,
): string => `${ROOT}.console.${encodeToken(node)}.${encodeToken(session)}.${direction}`;

/** What every session of a node is typed into: the agent listens to it. */
export const consoleInputs = (node: string): string => `${ROOT}.console.${encodeToken(node)}.*.in`;

/** Session of a console subject; null when it is none. */
export const sessionOfSubject = (subject: string): string | null => {
  const tokens = subject.split('.');
  const session = tokens[4];
  return tokens.length === 6 && subject.startsWith(`${ROOT}.console.`) && session !== undefined
    ? decodeToken(session)
    : null;
};

/** A session's name: long enough that nobody guesses it, and nothing but plain characters. */
export const isSessionName = (name: string): boolean => /^[A-Za-z0-9_-]{20,64}$/.test(name);

/** The JetStream stream that holds sightings, and what it listens to. */
export const SIGHTINGS_STREAM = 'HOPSCOPE_SIGHTINGS';
export const SIGHTINGS_WILDCARD: string = `${ROOT}.sightings.*.*`;

/** The KV bucket of presence, with a bucket TTL (per-key TTL is ignored by 2.9). */
export const PRESENCE_BUCKET = 'hopscope_presence';

export const presenceKey = (node: string, instance: string): string =>
  `${encodeToken(node)}.${encodeToken(instance)}`;
