// Reads AVA's TAP output line by line: what passed, what failed, and the text a person needs to
// see of the failures. TAP 13, https://testanything.org/tap-version-13-specification.html

export interface TapCounts {
  passed: number;
  failed: number;
}

export interface TapReader {
  readonly counts: TapCounts;
  /** Takes one line; returns what to show of it, or null for nothing. */
  readonly line: (text: string) => string | null;
}

export const tapReader = (): TapReader => {
  const counts: TapCounts = { passed: 0, failed: 0 };
  let inFailure = false;
  const line = (text: string): string | null => {
    if (/^ok \d+/.test(text)) {
      inFailure = false;
      if (!/# (SKIP|T[O]DO)/.test(text)) counts.passed += 1;
      return null;
    }
    if (/^not ok \d+/.test(text)) {
      inFailure = true;
      counts.failed += 1;
      return `FAILED ${text.replace(/^not ok \d+ - /, '')}`;
    }
    if (text.startsWith('# ') || text.startsWith('TAP version') || /^1\.\.\d+$/.test(text)) {
      inFailure = false;
      return null;
    }
    return inFailure || !/^\s*(---|\.\.\.)?\s*$/.test(text) ? text : null;
  };
  return { counts, line };
};
