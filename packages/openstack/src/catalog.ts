// From the service catalog to the base URL of a service. Nova's endpoint carries its version and
// sometimes the project; Neutron's usually carries none.

import type { Cloud } from './cloud.ts';
import { OpenStackError } from './errors.ts';
import type { Identity } from './keystone.ts';

export type Service = 'compute' | 'network';

const withVersion = (service: Service, url: string): string => {
  const trimmed = url.replace(/\/+$/, '');
  if (service === 'network') return trimmed.endsWith('/v2.0') ? trimmed : `${trimmed}/v2.0`;
  return /\/v2(?:\.\d+)?(?:\/[^/]+)?$/.test(trimmed) ? trimmed : `${trimmed}/v2.1`;
};

/** Base URL of a service, without a trailing slash. Throws CATALOG and says what there is. */
export const endpointOf = (cloud: Cloud, identity: Identity, service: Service): string => {
  const override = cloud.endpoints[service];
  if (override !== undefined) return withVersion(service, override);
  const endpoints = identity.catalog
    .filter((entry) => entry.type === service)
    .flatMap((entry) => entry.endpoints);
  const found = endpoints.find(
    (endpoint) =>
      endpoint.interface === cloud.interface &&
      (cloud.region === null || endpoint.region === cloud.region),
  );
  if (found !== undefined) return withVersion(service, found.url);
  const there = endpoints.map((endpoint) => `${endpoint.interface} in ${endpoint.region}`);
  const region = cloud.region === null ? '' : ` in region ${cloud.region}`;
  throw new OpenStackError(
    'CATALOG',
    `the catalog has no ${cloud.interface} endpoint of ${service}${region}; ` +
      `it has ${[...new Set(there)].join(', ') || 'none of that service'}`,
  );
};
