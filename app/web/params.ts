const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a path parameter that can be a row's id; anything else is a 404 before the database is asked. */
export const isUuid = (text: string | undefined): text is string => text !== undefined && pattern.test(text);
