import { Meilisearch, MeilisearchApiError, type MultiSearchQuery, type SearchResponse } from 'meilisearch';
import type { ServerOptions } from './client.server.ts';
import type { Writer } from './writer.server.ts';

/** What a search got back: ids in order, the count of all, counts by code. */
export interface Found {
  readonly ids: readonly string[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Questions, with a key that may do nothing else. */
export class Reader {
  private client: Promise<Meilisearch> | null = null;

  constructor(
    private readonly options: ServerOptions,
    private readonly writer: Writer,
  ) {}

  async search(queries: readonly MultiSearchQuery[], signal: AbortSignal): Promise<Found[]> {
    try {
      const client = await withSignal((this.client ??= this.connect()), signal);
      const { results } = await client.multiSearch({ queries: [...queries] }, { signal });
      return results.map((result) => {
        const { hits, estimatedTotalHits, facetDistribution } = result as unknown as SearchResponse<{ id: string }>;
        return { ids: hits.map(({ id }) => id), total: estimatedTotalHits ?? 0, facets: facetDistribution ?? {} };
      });
    } catch (error) {
      // A key that was revoked or a server made anew: the next question asks for the key again.
      if (error instanceof MeilisearchApiError && [401, 403].includes(error.response.status)) this.client = null;
      throw error;
    }
  }

  private async connect(): Promise<Meilisearch> {
    try {
      const apiKey = this.options.searchKey ?? (await this.writer.searchKey());
      return new Meilisearch({ host: this.options.url, ...(apiKey ? { apiKey } : {}) });
    } catch (error) {
      this.client = null;
      throw error;
    }
  }
}

function withSignal<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
