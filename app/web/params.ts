const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The page of a list that the address asks for; the first where it asks for none, or for nonsense. */
export const pageOf = (search: URLSearchParams): number =>
  Math.max(1, Number(/^\d{1,4}$/.exec(search.get('page') ?? '')?.[0] ?? 1));

/** How many of something an action's redirect tells of; 0 where the address says nothing, or nonsense. */
export const countIn = (search: URLSearchParams, name: string): number =>
  Number(/^\d{1,6}$/.exec(search.get(name) ?? '')?.[0] ?? 0);

/** True for a path parameter that can be a row's id; anything else is a 404 before the database is asked. */
export const isUuid = (text: string | undefined): text is string => text !== undefined && pattern.test(text);
