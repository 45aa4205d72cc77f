// Links, addresses, policy rules, routes and neighbours, as iproute2 prints them in JSON.

import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { option, required } from '../selectors.ts';

export const links: Reader = (selectors, context) =>
  program(context, 'ip', '-j', '-d', '-s', 'link', 'show', ...option(selectors, 'dev', 'dev'));

export const addresses: Reader = (selectors, context) =>
  program(context, 'ip', '-j', 'address', 'show', ...option(selectors, 'dev', 'dev'));

export const rules: Reader = (_selectors, context) => program(context, 'ip', '-j', 'rule', 'show');

export const routes: Reader = (selectors, context) => {
  const table = option(selectors, 'table', 'table');
  return program(context, 'ip', '-j', 'route', 'show', ...table);
};

export const routeGet: Reader = (selectors, context) => {
  const to = required('route-get', selectors, 'to');
  const from = option(selectors, 'from', 'from');
  const iif = option(selectors, 'iif', 'iif');
  return program(context, 'ip', '-j', 'route', 'get', to, ...from, ...iif);
};

export const neighbours: Reader = (selectors, context) => {
  const to = option(selectors, 'to', 'to');
  const dev = option(selectors, 'dev', 'dev');
  return program(context, 'ip', '-j', '-s', 'neighbour', 'show', ...to, ...dev);
};
