// Neutron's agents as the API lists them, for faults that change what it says of one.

import { readDocument, textOf, type ApiObject } from '../api/document.ts';
import type { Changes } from './changes.ts';
import type { LabNode } from '../model.ts';

export interface AgentObject {
  readonly id: string;
  readonly configurations: ApiObject;
}

/** The agent of a type on a node. */
export const agentOf = (changes: Changes, node: LabNode, type: string): AgentObject => {
  const agent = readDocument(changes.lab.objectsFile).agents.find(
    (each) => textOf(each, 'host') === node.host && textOf(each, 'agent_type') === type,
  );
  if (agent === undefined) throw new Error(`${node.host} has no ${type}`);
  return { id: textOf(agent, 'id'), configurations: agent['configurations'] as ApiObject };
};
