import { addDays, type Day } from './days.ts';
import type { Fen } from './money.ts';

/** How far ahead the report of what falls due looks, in days. */
export const dueWindows = [30, 60, 90] as const;
export type DueWindow = (typeof dueWindows)[number];

interface OpenClaim {
  readonly key: string;
  readonly label: string;
  /** Of a contract. */
  readonly no?: string | undefined;
  readonly dueOn: Day;
  readonly openFen: Fen;
}

export interface DueGroup {
  readonly key: string;
  readonly label: string;
  readonly no?: string | undefined;
  readonly n: number;
  readonly nextOn: Day;
  readonly openFen: Fen;
}

/** True when a claim falls due from today to the last day of the window; what is late already stands in the ageing report. */
const isDueWithin = (dueOn: Day, today: Day, days: DueWindow): boolean =>
  dueOn >= today && dueOn <= addDays(today, days);

/** What falls due in the window by group, the soonest first. Due in 30 days counts in 30, 60 and 90. */
export function dueSoon(claims: readonly OpenClaim[], today: Day, days: DueWindow): DueGroup[] {
  const groups = new Map<string, DueGroup>();
  for (const { key, label, no, dueOn, openFen } of claims) {
    if (!isDueWithin(dueOn, today, days)) continue;
    const group = groups.get(key) ?? { key, label, ...(no && { no }), n: 0, nextOn: dueOn, openFen: 0n };
    groups.set(key, {
      ...group,
      n: group.n + 1,
      nextOn: dueOn < group.nextOn ? dueOn : group.nextOn,
      openFen: group.openFen + openFen,
    });
  }
  return [...groups.values()].sort((a, b) => a.nextOn.localeCompare(b.nextOn) || a.label.localeCompare(b.label));
}

/** What falls due in a stretch of the window, its first and last day included. */
export interface DueStretch {
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly n: number;
  readonly openFen: Fen;
}

/** Stretches of a window; the last one has its last day besides. */
const stretches = 6;
export const stretchDays = (days: DueWindow): number => days / stretches;

/** The window from today on in six stretches, empty ones too: when the money comes. 30 days from 11-21: 11-21 to 11-25, …, 12-16 to 12-21. */
export function dueStretches(claims: readonly OpenClaim[], today: Day, days: DueWindow): DueStretch[] {
  const length = stretchDays(days);
  return Array.from({ length: stretches }, (_, i) => {
    const fromOn = addDays(today, i * length);
    const toOn = i === stretches - 1 ? addDays(today, days) : addDays(fromOn, length - 1);
    const own = claims.filter(({ dueOn }) => dueOn >= fromOn && dueOn <= toOn);
    return { fromOn, toOn, n: own.length, openFen: own.reduce((sum, { openFen }) => sum + openFen, 0n) };
  });
}
