interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What was typed under a name such as `costs[0].label`, out of what an action sent back. */
export function typedValue(reply: Reply | undefined, intent: string, name: string): string | undefined {
  if (reply?.intent !== intent) return undefined;
  let at: unknown = reply.values;
  for (const key of name.split(/[.[\]]+/).filter(Boolean)) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  }
  return typeof at === 'string' ? at : undefined;
}

/** The first value of a field: what was refused and sent back, or the default. */
export const useTyped =
  (reply: Reply | undefined, intent: string) =>
  (name: string, otherwise = ''): string =>
    typedValue(reply, intent, name) ?? otherwise;

/** A form that was tried out (先算一算) comes back as one that was refused: with what was typed. */
export const triedAs = <R extends Reply>(reply: R | undefined, intent: string): R | undefined =>
  reply?.intent === 'preview' ? { ...reply, intent } : reply;
