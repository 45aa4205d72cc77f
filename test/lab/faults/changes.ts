// What a fault does to the lab, written down while it is done: every step carries what takes it
// back, so that heal needs no knowledge of the fault. The undo record is plain data, because
// another process (`hopscope lab heal`) may do it.

import {
  editDocument,
  textOf,
  type ApiObject,
  type Json,
  type NetworkCollection,
} from '../api/document.ts';
import type { Topology } from '../model.ts';
import { output, type Shell } from '../state/shell.ts';

/** What a fault may use of a lab. */
export interface LabAccess {
  readonly topology: Topology;
  /** The objects of the stand-in API. */
  readonly objectsFile: string;
  readonly shell: Shell;
}

export interface Step {
  readonly node: string;
  readonly argv: readonly string[];
  readonly input?: string;
}

export interface Undo {
  /** In the order in which they are run. */
  readonly steps: readonly Step[];
  readonly objects: readonly {
    readonly collection: NetworkCollection;
    readonly object: ApiObject;
  }[];
  readonly schedules: readonly Schedule[];
}

/** Which L3 agents a router is scheduled to, and how its copies stand if it is an HA router. */
export interface Schedule {
  readonly router: string;
  readonly agents: readonly string[];
  readonly haStates: Readonly<Record<string, string>>;
}

export interface Changes {
  readonly lab: LabAccess;
  /** Reads something on a node. */
  readonly read: (node: string, argv: readonly string[]) => Promise<string>;
  /** Changes a node; `undo` takes exactly that back. */
  readonly change: (step: Step, undo: readonly Step[]) => Promise<void>;
  /** Replaces fields of one API object. */
  readonly edit: (
    collection: NetworkCollection,
    id: string,
    fields: Readonly<Record<string, Json>>,
  ) => void;
  /** Replaces what the API says of a router's agents. */
  readonly schedule: (schedule: Schedule) => void;
  readonly undo: () => Undo;
}

const perform = async (lab: LabAccess, { node, argv, input }: Step): Promise<void> => {
  await output(lab.shell, node, argv, input);
};

const replaceObject = (
  file: string,
  collection: NetworkCollection,
  id: string,
  make: (object: ApiObject) => ApiObject,
): void => {
  editDocument(file, (document) => ({
    ...document,
    [collection]: document[collection].map((object) =>
      object['id'] === id ? { ...make(object) } : object,
    ),
  }));
};

/** Writes a schedule; answers the one there was. */
const replaceSchedule = (file: string, { router, agents, haStates }: Schedule): Schedule => {
  const before = editDocument(file, (document) => ({
    ...document,
    routerAgents: { ...document.routerAgents, [router]: [...agents] },
    haStates:
      router in document.haStates || Object.keys(haStates).length > 0
        ? { ...document.haStates, [router]: { ...haStates } }
        : document.haStates,
  }));
  return {
    router,
    agents: before.routerAgents[router] ?? [],
    haStates: before.haStates[router] ?? {},
  };
};

/** Takes a fault back. */
export const heal = async (lab: LabAccess, undo: Undo): Promise<void> => {
  for (const { collection, object } of undo.objects)
    replaceObject(lab.objectsFile, collection, textOf(object, 'id'), () => object);
  for (const schedule of undo.schedules) replaceSchedule(lab.objectsFile, schedule);
  for (const step of undo.steps) await perform(lab, step);
};

/** Collects the changes of one fault. */
export const makeChanges = (lab: LabAccess): Changes => {
  const steps: Step[] = [];
  const objects: { collection: NetworkCollection; object: ApiObject }[] = [];
  const schedules: Schedule[] = [];
  return {
    lab,
    read: (node, argv) => output(lab.shell, node, argv),
    change: async (step, undo) => {
      // on record first: a step that fails half way is taken back too
      steps.unshift(...undo);
      await perform(lab, step);
    },
    edit: (collection, id, fields) => {
      replaceObject(lab.objectsFile, collection, id, (object) => {
        objects.unshift({ collection, object });
        return { ...object, ...fields };
      });
    },
    schedule: (schedule) => {
      schedules.unshift(replaceSchedule(lab.objectsFile, schedule));
    },
    undo: () => ({ steps, objects, schedules }),
  };
};
