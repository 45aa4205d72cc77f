// Network namespaces of the node by name, also those whose handle below /run/netns is dead (an
// L3 agent's container was restarted): they are entered by a process that lives in them, or by
// the handle another mount namespace still has. Opens and closes descriptors; spawns nothing.

import { fstatSync, readdirSync } from 'node:fs';

import { HopscopeError } from '@hopscope/proto';

import type { Kernel } from '../capture/kernel.ts';
import { NODE_LIMITS } from '../limits.ts';
import { openForeignFinder } from './foreign.ts';
import type { ForeignHandle } from './foreign.ts';
import { checkNetnsName } from './names.ts';

export interface Namespace {
  readonly name: string;
  /** What nsenter and setns take; '' for the node's own. */
  readonly path: string;
  readonly inode: number;
  /** The handle below /run/netns is there, and useless. */
  readonly dead: boolean;
  /** 0, or the process by which it is entered. */
  readonly viaPid: number;
}

export interface Namespaces {
  /** Finds it. Throws NETNS_MISSING or NETNS_DEAD. */
  readonly find: (name: string) => Namespace;
  /** Runs `work` with a descriptor that setns takes; closes it after. */
  readonly withHandle: <T>(namespace: Namespace, work: (fd: number) => T) => T;
  /** All below /run/netns; dead ones that nobody lives in have inode 0. */
  readonly list: () => Namespace[];
}

const NETNS_FOLDER = '/run/netns';

const openInode = (kernel: Kernel, path: string): number => {
  const fd = kernel.open(path, 'NETNS_MISSING');
  try {
    return fstatSync(fd).ino;
  } finally {
    kernel.close(fd);
  }
};

/** The inode behind a handle, or null when setns does not take it. */
const liveInode = (kernel: Kernel, path: string): number | null => {
  const fd = kernel.open(path, 'NETNS_MISSING');
  try {
    kernel.enter(fd, () => undefined);
    return fstatSync(fd).ino;
  } catch (error) {
    if (error instanceof HopscopeError && error.code === 'NETNS_DEAD') return null;
    throw error;
  } finally {
    kernel.close(fd);
  }
};

const readNames = (): string[] => {
  try {
    return readdirSync(NETNS_FOLDER).slice(0, NODE_LIMITS.namespacesMax);
  } catch (error) {
    // No namespace was ever named on this machine.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

/** Namespaces as this kernel and /run/netns know them now; nothing is remembered. */
export const openNamespaces = (kernel: Kernel): Namespaces => {
  const home = (): Namespace => ({
    name: '',
    path: '',
    inode: fstatSync(kernel.homeNamespace).ino,
    dead: false,
    viaPid: 0,
  });

  const findBy = (name: string, findForeign: (name: string) => ForeignHandle | null): Namespace => {
    if (checkNetnsName(name) === '') return home();
    const path = `${NETNS_FOLDER}/${name}`;
    const inode = liveInode(kernel, path);
    if (inode !== null) return { name, path, inode, dead: false, viaPid: 0 };
    const foreign = findForeign(name);
    if (foreign === null) {
      const message = `the handle of ${name} is dead, and no process that lives in it is found`;
      throw new HopscopeError('NETNS_DEAD', message);
    }
    return {
      name,
      path: foreign.path,
      inode: openInode(kernel, foreign.path),
      dead: true,
      viaPid: foreign.pid,
    };
  };

  const listed = (
    name: string,
    findForeign: (name: string) => ForeignHandle | null,
  ): Namespace | null => {
    try {
      return findBy(name, findForeign);
    } catch (error) {
      if (!(error instanceof HopscopeError)) throw error;
      // Deleted since the folder was read, or a name that nobody may ask for.
      if (error.code !== 'NETNS_DEAD') return null;
      return { name, path: '', inode: 0, dead: true, viaPid: 0 };
    }
  };

  return {
    find: (name) => findBy(name, openForeignFinder(home().inode)),
    withHandle: (namespace, work) => {
      if (namespace.path === '') return work(kernel.homeNamespace);
      const fd = kernel.open(namespace.path, 'NETNS_MISSING');
      try {
        return work(fd);
      } finally {
        kernel.close(fd);
      }
    },
    list: () => {
      const findForeign = openForeignFinder(home().inode);
      return readNames()
        .map((name) => listed(name, findForeign))
        .filter((namespace) => namespace !== null);
    },
  };
};
