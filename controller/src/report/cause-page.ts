// Where a code is explained: the page that is generated from the cause files, one anchor a code.

const PAGE = 'docs/CAUSES.md';

/** `docs/CAUSES.md#pbr_rule_missing`. */
export const causeLink = (code: string): string => `${PAGE}#${code.toLowerCase()}`;

/** The page once, then an anchor for each code; '' without any. */
export const causeLinks = (codes: readonly string[]): string => {
  const [first, ...others] = new Set(codes);
  if (first === undefined) return '';
  return [causeLink(first), ...others.map((code) => `#${code.toLowerCase()}`)].join(', ');
};
