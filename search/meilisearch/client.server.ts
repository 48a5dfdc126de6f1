import { MeilisearchApiError } from 'meilisearch';

export interface ServerOptions {
  readonly url: string;
  /** May manage indexes, and keys where no search key is given. None for a server that runs without a master key. */
  readonly key?: string | undefined;
  /** May only search. A process that has this one alone asks, and leaves what changes to one that may write. */
  readonly searchKey?: string | undefined;
  /** Before the names of indexes, for several platforms on one server. */
  readonly prefix?: string | undefined;
}

export const mayWrite = ({ key, searchKey }: ServerOptions): boolean => key !== undefined || searchKey === undefined;

/** The code of an error of the server's, such as `index_not_found`; null where it did not answer or not as itself. */
export const codeOf = (error: unknown): string | null =>
  error instanceof MeilisearchApiError ? (error.cause?.code ?? null) : null;

/** What went wrong, for the log: the messages alone, since requests within an error carry keys. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || error.name;
  return error.cause instanceof Error ? `${message}: ${reasonOf(error.cause)}` : message;
}

/** Is the question itself refused, so that asking again or elsewhere changes nothing? */
export const isRefusal = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.response.status === 400;
