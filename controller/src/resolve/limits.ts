// Limits of resolve, each with its reason.

export const RESOLVE_LIMITS = {
  /** Candidates listed for an ambiguous name: more than a person reads. */
  candidatesMax: 12,
  /** Names compared when nothing fits: one page of Nova, for a suggestion only. */
  namesMax: 1_000,
  suggestionsMax: 3,
  /** Subnets looked through for one that holds an address nobody has. */
  subnetsMax: 1_000,
  /** Ports of one network or host that a fault is said to affect; more are counted as "more". */
  neighboursMax: 500,
  /** Members of a remote group whose addresses are listed with the rule. */
  groupMembersMax: 256,
  /** Floating addresses of one router. */
  floatingMax: 500,
} as const;
