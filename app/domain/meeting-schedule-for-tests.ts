import type { MeetingProblem } from './meeting-schedule.ts';
import { draws } from './meeting-schedule-search.ts';

export interface MadeDay {
  readonly people: number;
  readonly tables: number;
  readonly slots: number;
  readonly requests: number;
  readonly seed: number;
}

/**
 * A made meeting day as a salon sees it: two halves, projects and enterprises, who ask across; each is there for about 85 % of
 * the slots and takes 4 to 10 meetings; values of 20 to 100 points, six in ten accepted.
 */
export function madeMeetingDay({ people, tables, slots, requests, seed }: MadeDay): MeetingProblem {
  const draw = draws(seed);
  const half = Math.floor(people / 2);
  const slotList = Array.from({ length: slots }, (_, s) => ({
    id: `s${s + 1}`,
    startMinute: 540 + s * 20,
    endMinute: 555 + s * 20,
  }));
  return {
    slots: slotList,
    people: Array.from({ length: people }, (_, p) => ({
      id: `p${p + 1}`,
      kind: p < half ? 'enterprise' : 'project',
      available: slotList.filter(() => draw(100) < 85).map(({ id }) => id),
      limit: 4 + draw(7),
      restMinutes: null,
      online: false,
    })),
    tables: Array.from({ length: tables }, (_, t) => ({ id: `t${t + 1}`, kind: 'table', place: '', available: null })),
    requests: Array.from({ length: requests }, (_, r) => ({
      id: `r${r + 1}`,
      from: `p${1 + draw(half)}`,
      to: `p${1 + half + draw(people - half)}`,
      value: 20 + draw(81),
      state: draw(10) < 6 ? 'accepted' : 'suggested',
      room: null,
    })),
    fixed: [],
    limitsByKind: {},
    restMinutes: 0,
    travelMinutes: 0,
    factors: { accepted: 1, suggested: 1 },
    moveCost: null,
    seed: 1,
  };
}
