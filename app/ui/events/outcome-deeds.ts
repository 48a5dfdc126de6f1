/** Steps of an event that stand on its page of results; all others stand on the event's own page. */
export const outcomeDeeds: ReadonlySet<string> = new Set(['report', 'confirm', 'returnReport']);
