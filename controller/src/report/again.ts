// The command that asks the same question again, from what is kept of the request.

import type { Verdict } from './verdict.ts';

const quoted = (word: string): string =>
  /^[A-Za-z0-9_./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `hopscope trace a1 198.51.100.10:80 --inject`. */
export const againCommand = ({ request, flow }: Verdict): string => {
  const source = textOf(request['source']) || flow.server.name;
  const destination = textOf(request['destination']);
  const suffix = flow.protocol === 'udp' ? '/udp' : '';
  const port = flow.remotePort === null ? '' : `:${flow.remotePort}${suffix}`;
  const words = ['hopscope', 'trace', quoted(source)];
  if (destination !== '') words.push(quoted(`${destination}${port}`));
  const dns = textOf(request['dns']);
  const isImplied = dns !== '' || request['mtuSearch'] === true;
  if (request['mode'] === 'inject' && !isImplied) words.push('--inject');
  if (dns !== '') words.push('--dns', quoted(dns));
  if (request['mtuSearch'] === true) words.push('--mtu-search');
  else if (request['dontFragment'] === true) words.push('--df');
  if (request['siblings'] === true) words.push('--siblings');
  return words.join(' ');
};
