import { typedValue } from './typed-value.ts';

/** What a refused form of the page sent back; undefined before anything was sent. */
export interface DeedReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** The reply where it answers this deed, and reading of what was typed. */
export function replyTo(reply: DeedReply | undefined, intent: string) {
  const mine = reply?.intent === intent ? reply : undefined;
  const typed = (name: string, otherwise = ''): string => typedValue(mine, intent, name) ?? otherwise;
  return { isOpen: mine !== undefined, errors: mine?.errors ?? {}, typed };
}
