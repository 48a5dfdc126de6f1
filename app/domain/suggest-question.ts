/** What is typed so far, and which of the public lists it is typed over; null for all of them. */
export interface SuggestQuestion {
  readonly kind: 'achievement' | 'demand' | null;
  readonly typed: string;
}

const mostTyped = 80;

/** Reads `/search/suggest?q=…&in=demands` (or `all`); whatever else is there asks nothing. */
export const readSuggestQuestion = (params: URLSearchParams): SuggestQuestion => ({
  kind: params.get('in') === 'all' ? null : params.get('in') === 'demands' ? 'demand' : 'achievement',
  typed: (params.get('q') ?? '').slice(0, mostTyped),
});
