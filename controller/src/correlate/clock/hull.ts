// Lower and upper convex hulls of points sorted by x (Andrew's monotone chain). Of thousands of
// delay measurements only the few on the hull bound the clock difference.

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const turn = ({ x, y }: Points, a: number, b: number, c: number): number =>
  ((x[b] ?? 0) - (x[a] ?? 0)) * ((y[c] ?? 0) - (y[a] ?? 0)) -
  ((y[b] ?? 0) - (y[a] ?? 0)) * ((x[c] ?? 0) - (x[a] ?? 0));

const orderByX = (points: Points): Uint32Array => {
  const order = Uint32Array.from(points.x, (_, index) => index);
  const { x } = points;
  let sorted = true;
  for (let i = 1; sorted && i < x.length; i += 1) sorted = (x[i - 1] ?? 0) <= (x[i] ?? 0);
  return sorted ? order : order.toSorted((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
};

/** The points on the lower (sign 1) or upper (sign -1) hull, in order of x. */
export const hullOf = (points: Points, sign: 1 | -1): Points => {
  const order = orderByX(points);
  const chain = new Uint32Array(order.length);
  let length = 0;
  for (const index of order) {
    while (
      length >= 2 &&
      sign * turn(points, chain[length - 2] ?? 0, chain[length - 1] ?? 0, index) <= 0
    ) {
      length -= 1;
    }
    chain[length] = index;
    length += 1;
  }
  const kept = chain.subarray(0, length);
  return {
    x: Float64Array.from(kept, (index) => points.x[index] ?? 0),
    y: Float64Array.from(kept, (index) => points.y[index] ?? 0),
  };
};
