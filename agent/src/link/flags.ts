// The command line of `hopscope agent`. Few flags, so no library: the agent idles on every node,
// and what it does not load it does not hold.

import { parseArgs } from 'node:util';

import { HopscopeError } from '@hopscope/proto';

import type { AgentFlags } from './config.ts';

export const USAGE = `Usage: hopscope agent [options]

serve one node: captures, evidence and probes, as its policy allows

  --config FILE            YAML configuration; flags win over it
  --node NAME              name of this node (default: neutron's host, then the host name)
  --nats URL               NATS servers, comma separated (default: nats://127.0.0.1:4222)
  --insecure               allow a server that is neither loopback nor TLS with credentials
  --allow-inject           let the policy of this node allow probes
  --clock-offset-us US     test: shift every stamp
  --clock-drift-ppm PPM    test: let the shift grow
  --clock-step-us US@S     test: add a step of US microseconds, S seconds after the start
  -h, --help               this text
`;

const OPTIONS = {
  config: { type: 'string' },
  node: { type: 'string' },
  nats: { type: 'string' },
  insecure: { type: 'boolean' },
  'allow-inject': { type: 'boolean' },
  'clock-offset-us': { type: 'string' },
  'clock-drift-ppm': { type: 'string' },
  'clock-step-us': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const usage = (message: string, cause?: unknown): HopscopeError =>
  new HopscopeError('USAGE', `${message} (see --help)`, { cause });

const numberOf = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw usage(`--${flag}: expected a number, not ${text}`);
  return value;
};

const stepOf = (text: string | undefined): AgentFlags['clockStepUs'] => {
  if (text === undefined) return undefined;
  const [us, atSec, ...rest] = text.split('@');
  const step = { us: Number(us), atSec: Number(atSec) };
  if (rest.length > 0 || !us || !atSec || !Number.isFinite(step.us) || !Number.isFinite(step.atSec))
    throw usage(`--clock-step-us: expected MICROSECONDS@SECONDS, not ${text}`);
  return step;
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false })
      .values;
  } catch (error) {
    throw usage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : '', error);
  }
};

/** The flags in `argv`, or null when help is asked for. Throws USAGE. */
export const parseFlags = (argv: readonly string[]): AgentFlags | null => {
  const values = parse(argv);
  if (values.help === true) return null;
  return {
    config: values.config,
    node: values.node,
    nats: values.nats,
    insecure: values.insecure,
    allowInject: values['allow-inject'],
    clockOffsetUs: numberOf('clock-offset-us', values['clock-offset-us']),
    clockDriftPpm: numberOf('clock-drift-ppm', values['clock-drift-ppm']),
    clockStepUs: stepOf(values['clock-step-us']),
  };
};
