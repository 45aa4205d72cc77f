// Exact binomial intervals (Clopper and Pearson 1934) by bisection on the regularised incomplete
// beta function (continued fraction, Numerical Recipes 6.4). Exact matters here: counts are
// small, and often zero.

const LANCZOS = [
  76.1800917294715, -86.5053203294168, 24.0140982408309, -1.23173957245016, 0.120865097386618e-2,
  -0.5395239384953e-5,
] as const;

const lnGamma = (x: number): number => {
  const shifted = x + 5.5;
  let series = 1.000000000190015;
  for (const [index, term] of LANCZOS.entries()) series += term / (x + index + 1);
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.506628274631 * series) / x);
};

const STEPS_MAX = 300;
const TINY = 1e-300;

const continuedFraction = (a: number, b: number, x: number): number => {
  let c = 1;
  let d = 1 / Math.max(Math.abs(1 - ((a + b) * x) / (a + 1)), TINY);
  if (1 - ((a + b) * x) / (a + 1) < 0) d = -d;
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return value;
};

/** Regularised incomplete beta function I_x(a, b), a and b > 0, x in [0, 1]. */
export const incompleteBeta = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(a, b, x)) / a
    : 1 - (front * continuedFraction(b, a, 1 - x)) / b;
};

/** Where the increasing f crosses `level` in [0, 1]. */
const solve = (level: number, f: (x: number) => number): number => {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (f(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The 95 % Clopper-Pearson interval of a rate: `hits` of `trials`. [0, 1] without trials. */
export const rateInterval = (hits: number, trials: number): readonly [number, number] => {
  if (trials <= 0) return [0, 1];
  const low = hits <= 0 ? 0 : solve(0.025, (x) => incompleteBeta(hits, trials - hits + 1, x));
  const high = hits >= trials ? 1 : solve(0.975, (x) => incompleteBeta(hits + 1, trials - hits, x));
  return [low, high];
};
