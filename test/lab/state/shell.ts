// How state and faults reach a node: one command inside its namespaces. The lab gives the real
// one; tests give their own.

export interface Ran {
  readonly rc: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs argv inside a node of the lab; never throws for an exit status. */
export type Shell = (
  node: string,
  argv: readonly string[],
  options?: { readonly input?: string },
) => Promise<Ran>;

/** The standard output of a command that must succeed. */
export const output = async (
  shell: Shell,
  node: string,
  argv: readonly string[],
  input?: string,
): Promise<string> => {
  const ran = await shell(node, argv, input === undefined ? {} : { input });
  if (ran.rc !== 0)
    throw new Error(`${node}: ${argv.join(' ')}: exit ${ran.rc}: ${ran.stderr.trim()}`);
  return ran.stdout;
};
