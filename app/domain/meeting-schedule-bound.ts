import type { ScheduleModel } from './meeting-schedule-model.ts';

/** Prices of what is scarce: a person's meetings (limit), a person's time, a room in a slot. */
export interface ScheduleDuals {
  /** Value that no schedule exceeds. */
  readonly bound: number;
  /** What the option of a meeting uses up, at these prices. */
  readonly costOf: (m: number, option: number) => number;
  /** What is left of a meeting's worth at its best option, at least 0. */
  readonly surplusOf: (m: number) => number;
}

/**
 * Upper bound of every schedule: the dual of the linear relaxation, by projected gradient steps on a smoothed form of it
 * (soft choice of the slot), its own exact value taken at each look. Any prices >= 0 give a true bound, so that rounding and the
 * number of steps can only make it wider. `known` is the value of a schedule at hand: the search ends when the two meet.
 */
export function scheduleBound(model: ScheduleModel, known: number, steps: number): ScheduleDuals {
  const { people: P, slots: S, classes: C, size: M, a, b, weight, optionFrom, optionSlot, optionClass, covers } = model;
  const { limit, capacity, homeSlot, stay } = model;
  const options = optionSlot.length;
  const gainAt = new Float64Array(options);
  for (let m = 0; m < M; m += 1)
    for (let o = optionFrom[m]!; o < optionFrom[m + 1]!; o += 1)
      gainAt[o] = weight[m]! + (homeSlot[m] === optionSlot[o] ? stay : 0);

  const lambda = new Float64Array(P);
  const mu = new Float64Array(P * S);
  const tau = new Float64Array(C * S);
  const time = new Float64Array(P * S);
  const loadPerson = new Float64Array(P);
  const loadTime = new Float64Array(P * S);
  const loadRoom = new Float64Array(C * S);
  const slackTime = new Float64Array(P * S);
  const share = new Float64Array(options);

  /** Price of a person's slot: his meeting count and every clique that the slot belongs to. */
  function priceTime(): void {
    for (let p = 0; p < P; p += 1) {
      const cover = covers[p]!;
      for (let s = 0; s < S; s += 1) {
        const list = cover[s]!;
        let sum = lambda[p]!;
        for (let i = 0; i < list.length; i += 1) sum += mu[p * S + list[i]!]!;
        time[p * S + s] = sum;
      }
    }
  }
  const reduced = (m: number, o: number): number =>
    gainAt[o]! -
    time[a[m]! * S + optionSlot[o]!]! -
    time[b[m]! * S + optionSlot[o]!]! -
    tau[optionClass[o]! * S + optionSlot[o]!]!;

  function scarce(): number {
    let sum = 0;
    for (let p = 0; p < P; p += 1) sum += limit[p]! * lambda[p]!;
    for (let i = 0; i < mu.length; i += 1) sum += mu[i]!;
    for (let i = 0; i < tau.length; i += 1) sum += capacity[i]! * tau[i]!;
    return sum;
  }

  /** Exact dual value at the present prices, and the soft choice of each meeting into the loads. */
  function evaluate(theta: number): number {
    priceTime();
    loadPerson.fill(0);
    loadTime.fill(0);
    loadRoom.fill(0);
    let sum = scarce();
    for (let m = 0; m < M; m += 1) {
      const from = optionFrom[m]!;
      const to = optionFrom[m + 1]!;
      let best = 0;
      for (let o = from; o < to; o += 1) {
        const left = reduced(m, o);
        share[o] = left;
        if (left > best) best = left;
      }
      sum += best;
      // exp(-30) is nothing beside the best: most meetings that are priced out need no exponentials.
      let all = -best / theta > -30 ? Math.exp(-best / theta) : 0;
      for (let o = from; o < to; o += 1) {
        const lag = (share[o]! - best) / theta;
        const part = lag > -30 ? Math.exp(lag) : 0;
        share[o] = part;
        all += part;
      }
      for (let o = from; o < to; o += 1) {
        const part = share[o]!;
        if (part === 0) continue;
        const x = part / all;
        const s = optionSlot[o]!;
        loadTime[a[m]! * S + s]! += x;
        loadTime[b[m]! * S + s]! += x;
        loadRoom[optionClass[o]! * S + s]! += x;
      }
    }
    return sum;
  }

  const bestLambda = new Float64Array(P);
  const bestMu = new Float64Array(P * S);
  const bestTau = new Float64Array(C * S);
  let bound = Infinity;
  let scale = 0;
  for (let m = 0; m < M; m += 1) scale = Math.max(scale, weight[m]!);
  if (scale === 0) scale = 1;

  const velocity = {
    lambda: new Float64Array(P),
    mu: new Float64Array(P * S),
    tau: new Float64Array(C * S),
  };
  /** A step with momentum along load minus supply; prices stay at or above zero. */
  function climb(price: Float64Array, speed: Float64Array, i: number, excess: number, step: number): void {
    speed[i] = 0.85 * speed[i]! + step * excess;
    price[i]! += speed[i]!;
    if (price[i]! < 0) {
      price[i] = 0;
      speed[i] = 0;
    }
  }

  for (let k = 0; k < steps; k += 1) {
    const progress = k / steps;
    const theta = scale * 0.1 * 0.02 ** progress;
    const value = evaluate(theta);
    if (value < bound) {
      bound = value;
      bestLambda.set(lambda);
      bestMu.set(mu);
      bestTau.set(tau);
      if (Math.floor(bound + 1e-6) <= known + 1e-6) break;
    }
    const step = theta * 0.5;
    for (let p = 0; p < P; p += 1) {
      const cover = covers[p]!;
      let sum = 0;
      for (let s = 0; s < S; s += 1) {
        const x = loadTime[p * S + s]!;
        sum += x;
        const list = cover[s]!;
        for (let i = 0; i < list.length; i += 1) slackTime[p * S + list[i]!]! += x;
      }
      climb(lambda, velocity.lambda, p, (sum - limit[p]!) / Math.max(limit[p]!, 1), step);
    }
    for (let i = 0; i < mu.length; i += 1) {
      climb(mu, velocity.mu, i, slackTime[i]! - 1, step);
      slackTime[i] = 0;
    }
    for (let i = 0; i < tau.length; i += 1)
      if (capacity[i]! > 0) climb(tau, velocity.tau, i, (loadRoom[i]! - capacity[i]!) / capacity[i]!, step);
  }
  lambda.set(bestLambda);
  mu.set(bestMu);
  tau.set(bestTau);
  priceTime();
  return {
    bound: Number.isFinite(bound) ? bound : 0,
    costOf: (m, option) => gainAt[option]! - reduced(m, option),
    surplusOf: (m) => {
      let best = 0;
      for (let o = optionFrom[m]!; o < optionFrom[m + 1]!; o += 1) best = Math.max(best, reduced(m, o));
      return best;
    },
  };
}
