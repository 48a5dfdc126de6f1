/** A demand is confirmed every 60 days; a fortnight after that without a word it expires. */
export const confirmDays = { every: 60, grace: 14, ahead: 7 } as const;

const dayMs = 86_400_000;

/** When the next confirmation of a demand confirmed at `at` is due, when its desk begins to show it, and when it lapses. */
export const confirmDates = (at: Date): { readonly dueAt: Date; readonly opensAt: Date; readonly lapsesAt: Date } => ({
  dueAt: new Date(at.getTime() + confirmDays.every * dayMs),
  opensAt: new Date(at.getTime() + (confirmDays.every - confirmDays.ahead) * dayMs),
  lapsesAt: new Date(at.getTime() + (confirmDays.every + confirmDays.grace) * dayMs),
});
