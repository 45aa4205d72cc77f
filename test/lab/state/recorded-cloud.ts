// The recorded clouds as states: what the exactness test holds the lab against.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textOf, type ApiObject, type CloudDocument } from '../api/document.ts';
import { documentOf } from '../api/from-topology.ts';
import { buildTopology } from '../topology/build.ts';
import { normalise, type NodeState } from './normalise.ts';
import { readRecorded } from './snapshot.ts';

export const RECORDED: string = fileURLToPath(new URL('../../fixtures/recorded', import.meta.url));

export type RecordedFirewall = 'hybrid' | 'ovsfw';

const NODES = ['cn1', 'cn2', 'net1'] as const;

const bodyOf = (firewall: RecordedFirewall, file: string): Record<string, ApiObject[]> => {
  const path = join(RECORDED, firewall, 'api', 'admin', file);
  return (JSON.parse(readFileSync(path, 'utf8')) as { body: Record<string, ApiObject[]> }).body;
};

/** The recorded cloud as a document: the admin's lists are the objects. */
export const recordedDocument = (firewall: RecordedFirewall): CloudDocument => {
  const copy = (each: ApiObject): Record<string, CloudDocument['ports'][number][string]> => ({
    ...each,
  });
  const list = (file: string, key: string): CloudDocument['ports'] =>
    (bodyOf(firewall, `${file}.json`)[key] ?? []).map(copy);
  const lab = documentOf(buildTopology('recorded'));
  const servers = list('04-servers-detail', 'servers');
  const project = textOf(servers[0] ?? {}, 'tenant_id');
  const router = bodyOf(firewall, '28-router.json')['router'] as unknown as ApiObject;
  const scheduled = list('32-router-l3-agents', 'agents');
  return {
    ...lab,
    projects: [{ id: project, name: 'admin' }],
    users: lab.users.map((user) => ({ ...user, projectId: project })),
    servers,
    networks: list('40-networks-all', 'networks'),
    subnets: list('41-subnets-all', 'subnets'),
    ports: list('39-ports-all', 'ports'),
    routers: [copy(router)],
    floatingips: list('17-a2-floatingips', 'floatingips'),
    security_groups: list('42-security-groups-all', 'security_groups'),
    agents: list('33-agents', 'agents'),
    haStates: {},
    routerAgents: { [textOf(router, 'id')]: scheduled.map((each) => textOf(each, 'id')) },
  };
};

/**
 * The settled state of every recorded node. It is the one after the SNAT traffic: `before` was
 * taken while the L3 agent of net1 still wrote its address scopes.
 */
export const recordedStates = (firewall: RecordedFirewall): ReadonlyMap<string, NodeState> =>
  normalise(
    recordedDocument(firewall),
    new Map(
      NODES.map((node) => [node, readRecorded(join(RECORDED, firewall, 'snat', 'after', node))]),
    ),
  );
