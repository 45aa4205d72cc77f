// The agent's configuration: one YAML file, and flags that win over it. Every mistake is named
// with file, line, key and what was expected. Reads the file; decides nothing else.

import { readFileSync } from 'node:fs';

import { HopscopeError, WIRE_LIMITS } from '@hopscope/proto';
import {
  insecureServers,
  natsSettingsSchema,
  parseSettings,
  SettingsError,
} from '@hopscope/settings';
import type { NatsSettings } from '@hopscope/settings';
import { z } from 'zod';

import { NO_CONSOLE, parseCidr } from '../channel/mod.ts';
import type { AgentPolicy, ClockShift } from '../channel/mod.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** A program by its name, looked up in fixed folders, and the words it must begin with. */
const commandSchema = z
  .array(z.string().min(1))
  .min(1)
  .refine(([program = '']) => !program.includes('/'), 'expected a program without its folder');

const consoleSchema = z
  .strictObject({
    allow: z.boolean().default(NO_CONSOLE.allow),
    shell: z.boolean().default(NO_CONSOLE.shell),
    commands: z.array(commandSchema).default([]),
    sessionsMax: z.number().int().min(1).max(32).default(NO_CONSOLE.sessionsMax),
    idleS: z.number().int().min(1).max(86_400).default(NO_CONSOLE.idleS),
    outputBytesPerS: z
      .number()
      .int()
      .min(1024)
      .max(64 * 1024 * 1024)
      .default(NO_CONSOLE.outputBytesPerS),
  })
  .prefault({});

const fileSchema = z.strictObject({
  node: z.string().min(1).max(WIRE_LIMITS.nodeNameMax).optional(),
  nats: natsSettingsSchema.optional(),
  policy: z
    .strictObject({
      capture: z.boolean().default(true),
      inject: z
        .strictObject({
          allow: z.boolean().default(false),
          destinations: z
            .array(z.string().refine((text) => parseCidr(text) !== null, 'expected an IPv4 CIDR'))
            .default([]),
          rateMax: z.number().int().min(1).max(10_000).default(200),
        })
        .prefault({}),
      dropReasons: z.boolean().default(false),
      console: consoleSchema,
    })
    .prefault({}),
  /** Unix socket of the privileged process; without it link starts one itself. */
  nodeSocket: z.string().optional(),
  /** Rings of all captures together. */
  ringMiBMax: z.number().int().min(2).max(1024).default(64),
  log: z.enum(LEVELS).default('info'),
});

/** What the command line may say. */
export interface AgentFlags {
  readonly config?: string | undefined;
  readonly node?: string | undefined;
  readonly nats?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly allowInject?: boolean | undefined;
  readonly clockOffsetUs?: number | undefined;
  readonly clockDriftPpm?: number | undefined;
  readonly clockStepUs?: { readonly us: number; readonly atSec: number } | undefined;
}

export interface AgentConfig {
  /** null: to be found on the machine. */
  readonly node: string | null;
  readonly nats: NatsSettings;
  readonly policy: AgentPolicy;
  readonly clockShift: Omit<ClockShift, 'originMs'> | null;
  readonly nodeSocket: string | null;
  readonly ringMiBMax: number;
  readonly logLevel: (typeof LEVELS)[number];
}

const DEFAULT_SERVER = 'nats://127.0.0.1:4222';

const invalid = (error: unknown, file: string): HopscopeError => {
  if (error instanceof SettingsError)
    return new HopscopeError('CONFIG_INVALID', error.message, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new HopscopeError('CONFIG_INVALID', `${file}: cannot be read: ${message}`, {
    cause: error,
  });
};

const readConfigFile = (file: string | undefined): z.infer<typeof fileSchema> => {
  if (file === undefined) return fileSchema.parse({});
  try {
    return parseSettings(fileSchema, readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw invalid(error, file);
  }
};

/** Settings of the connection: the file's, with the servers and the consent of the flags. */
const natsOf = (fromFile: NatsSettings | undefined, flags: AgentFlags): NatsSettings => {
  const settings = {
    ...(fromFile ?? { servers: DEFAULT_SERVER }),
    ...(flags.nats === undefined ? {} : { servers: flags.nats }),
    ...(flags.insecure === true ? { insecure: true } : {}),
  };
  const parsed = natsSettingsSchema.safeParse(settings);
  if (!parsed.success)
    throw new HopscopeError('CONFIG_INVALID', `--nats: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
};

/** Throws NATS_INSECURE for servers that are neither loopback nor TLS with credentials. */
const refuseInsecure = (settings: NatsSettings): void => {
  const unsafe = insecureServers(settings);
  if (settings.insecure || unsafe.length === 0) return;
  throw new HopscopeError(
    'NATS_INSECURE',
    `refusing ${unsafe.join(', ')}: anybody on that network could order captures. ` +
      'Use tls:// with credentials, or say `insecure: true` under `nats:` (or --insecure)',
  );
};

const shiftOf = (flags: AgentFlags): AgentConfig['clockShift'] => {
  const { clockOffsetUs = 0, clockDriftPpm = 0, clockStepUs } = flags;
  if (clockOffsetUs === 0 && clockDriftPpm === 0 && clockStepUs === undefined) return null;
  return {
    offsetUs: clockOffsetUs,
    driftPpm: clockDriftPpm,
    stepUs: clockStepUs?.us ?? 0,
    stepAtSec: clockStepUs?.atSec ?? 0,
  };
};

/** The configuration of this agent. Throws CONFIG_INVALID or NATS_INSECURE. */
export const loadConfig = (flags: AgentFlags): AgentConfig => {
  const file = readConfigFile(flags.config);
  const nats = natsOf(file.nats, flags);
  refuseInsecure(nats);
  const { capture, inject, dropReasons, console } = file.policy;
  return {
    node: flags.node ?? file.node ?? null,
    nats,
    policy: {
      capture,
      inject: inject.allow || flags.allowInject === true,
      injectDestinations: inject.destinations,
      injectRateMax: inject.rateMax,
      dropReasons,
      console,
    },
    clockShift: shiftOf(flags),
    nodeSocket: file.nodeSocket ?? null,
    ringMiBMax: file.ringMiBMax,
    logLevel: file.log,
  };
};
