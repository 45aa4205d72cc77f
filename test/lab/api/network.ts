// Neutron's read side: lists and single objects of the collections a path is resolved from.

import { neutronError, ok, type Answer, type Call } from './answer.ts';
import type { ApiObject, CloudDocument, Json, NetworkCollection } from './document.ts';
import { textOf } from './document.ts';
import type { Caller } from './identity.ts';
import { paginate, project, select } from './query.ts';
import { trim, visible } from './view.ts';

interface Kind {
  readonly collection: NetworkCollection;
  /** Key of a single object's body. */
  readonly one: string;
  readonly missing: (id: string) => Answer;
}

const missing =
  (type: string, text: (id: string) => string): Kind['missing'] =>
  (id) =>
    neutronError(404, type, text(id));

const KINDS: Readonly<Record<string, Kind>> = {
  networks: {
    collection: 'networks',
    one: 'network',
    missing: missing('NetworkNotFound', (id) => `Network ${id} could not be found.`),
  },
  subnets: {
    collection: 'subnets',
    one: 'subnet',
    missing: missing('SubnetNotFound', (id) => `Subnet ${id} could not be found.`),
  },
  ports: {
    collection: 'ports',
    one: 'port',
    missing: missing('PortNotFound', (id) => `Port ${id} could not be found.`),
  },
  routers: {
    collection: 'routers',
    one: 'router',
    missing: missing('RouterNotFound', (id) => `Router ${id} could not be found`),
  },
  floatingips: {
    collection: 'floatingips',
    one: 'floatingip',
    missing: missing('FloatingIPNotFound', (id) => `Floating IP ${id} could not be found`),
  },
  'security-groups': {
    collection: 'security_groups',
    one: 'security_group',
    missing: missing('SecurityGroupNotFound', (id) => `Security group ${id} does not exist`),
  },
  agents: {
    collection: 'agents',
    one: 'agent',
    missing: missing('AgentNotFound', (id) => `Agent ${id} could not be found`),
  },
};

const notFound = (): Answer => ({
  status: 404,
  body: {
    NeutronError: { type: 'HTTPNotFound', message: 'The resource could not be found.', detail: '' },
  },
});

const list = (
  call: Call,
  key: string,
  objects: readonly ApiObject[],
  shape: (object: ApiObject) => ApiObject,
): Answer => {
  const url = `${call.base}/v2.0/${call.path.join('/')}`;
  const page = paginate(select(objects, call.query), call.query, url);
  if (page === null)
    return neutronError(400, 'HTTPBadRequest', 'Invalid input for limit or marker');
  const items: Json = page.items.map((each) => project(shape(each), call.query));
  return ok(
    page.links === null ? { [key]: items } : { [key]: items, [`${key}_links`]: page.links },
  );
};

const rulesOf = (groups: readonly ApiObject[]): readonly ApiObject[] =>
  groups.flatMap((group) => (group['security_group_rules'] ?? []) as readonly ApiObject[]);

const routerAgents = (call: Call, document: CloudDocument, caller: Caller): Answer => {
  const id = call.path[1] ?? '';
  if (!caller.admin)
    return neutronError(403, 'PolicyNotAuthorized', 'rule:get_l3-agents is disallowed by policy');
  const scheduled = document.routerAgents[id] ?? [];
  const agents = document.agents.filter((agent) => scheduled.includes(textOf(agent, 'id')));
  return list(call, 'agents', agents, (agent) => ({
    ...agent,
    resource_versions: {},
    ha_state: document.haStates[id]?.[textOf(agent, 'id')] ?? null,
  }));
};

/** Answers a GET below /v2.0. `extensions` is the recorded list. */
export const answerNetwork = (
  call: Call,
  document: CloudDocument,
  caller: Caller,
  extensions: Json,
): Answer => {
  const [name = '', id, below] = call.path;
  if (name === 'extensions' && id === undefined) return ok({ extensions });
  if (name === 'security-group-rules' && id === undefined) {
    const rules = rulesOf(visible(document, 'security_groups', caller));
    return list(call, 'security_group_rules', rules, (rule) => rule);
  }
  if (name === 'routers' && below === 'l3-agents') return routerAgents(call, document, caller);
  const kind = KINDS[name];
  if (!kind || below !== undefined) return notFound();
  const objects = visible(document, kind.collection, caller);
  const shape = (object: ApiObject): ApiObject => trim(object, kind.collection, caller);
  if (id === undefined) return list(call, kind.collection, objects, shape);
  const found = objects.find((each) => textOf(each, 'id') === id);
  return found ? ok({ [kind.one]: project(shape(found), call.query) }) : kind.missing(id);
};
