// What all commands of `hopscope lab` share: the global options and how they print.
import type { Command } from 'commander';

export interface GlobalOptions {
  readonly name: string;
  readonly json: boolean;
}

export const globalOptions = (command: Command): GlobalOptions =>
  command.optsWithGlobals<GlobalOptions>();

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
