// Limits of the client, each with its reason.

export const OPENSTACK_LIMITS = {
  /** One answer of a healthy API takes 0.1-0.25 s; a list of thousands of ports some seconds. */
  requestMs: 10_000,
  /** Keystone hashes the password on purpose slowly, and more slowly under load. */
  authenticateMs: 15_000,
  /** A third attempt after two failures finds little that a person would not have to mend. */
  attemptsMax: 3,
  retryBaseMs: 100,
  retryCapMs: 1_000,
  /** A token that ends within this is replaced before use. */
  tokenMarginMs: 30_000,
  /** Nova pages by 1,000: more than this is not a question about one VM. */
  pagesMax: 40,
  itemsMax: 20_000,
  /** A body larger than this is not what was asked for. */
  bodyBytesMax: 64 * 1024 * 1024,
} as const;
