// Limits of consoles on a node. What its owner may set is in the policy; these hold whatever is
// set there.

const KIB = 1024;
const MIB = 1024 * KIB;

export const CONSOLE_LIMITS = {
  /** Of all policies: each session holds a process, a thread that waits for it and its window. */
  sessionsMax: 32,
  outputBytesPerSMax: 64 * MIB,
  /** Nobody looks at one thing for longer: a root shell that was forgotten ends. */
  durationMs: 12 * 60 * 60_000,
  /** Looks at lease, idleness and duration, and says that we are there. */
  tickMs: 1_000,
  /** Output read and not sent: one read of the kernel more than a frame, then nothing is read. */
  queueBytesMax: 64 * KIB,
  /** Output is let through in pieces of a tenth of a second, and at least a screen at once. */
  burstS: 0.1,
  burstBytesMin: 4 * KIB,
  /** Fewer bytes than this are not worth a frame while more must wait for the rate. */
  pieceBytesMin: 1 * KIB,
  /** The channel is full of what captures have to say: look again after this. */
  backlogRetryMs: 20,
  /** Between SIGHUP and SIGKILL: bash hands the first on to its jobs, tcpdump writes its file. */
  hangUpMs: 300,
  /** A program that even SIGKILL does not end within this is left to the kernel. */
  killMs: 1_000,
  /** After its end a program's last output is read; what then holds the terminal open is silent. */
  settleMs: 300,
  /**
   * Rounds of looking for processes of a session that is to end: each may have forked meanwhile.
   */
  killRoundsMax: 10,
  /** Processes looked at without letting anything else happen: 64 reads are below a millisecond. */
  processesAtOnce: 64,
} as const;
