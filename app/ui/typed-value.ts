import { useSearchParams } from '@remix-run/react';

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

/** The first value of a field: refused and sent back, or tried out by way of the URL, or the default. */
export function useTyped(reply: Reply | undefined, intent: string): (name: string, otherwise?: string) => string {
  const [search] = useSearchParams();
  const isTried = search.get('intent') === intent;
  return (name, otherwise = '') => typedValue(reply, intent, name) ?? (isTried ? search.get(name) : null) ?? otherwise;
}
