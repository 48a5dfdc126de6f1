import type postgres from 'postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { searchKinds } from '#app/domain/search-kind.ts';
import { Breaker } from './breaker.ts';
import type {
  MatchAnswer,
  MatchRequest,
  SearchAnswer,
  SearchDocument,
  SearchEngine,
  SearchKind,
  SearchRequest,
  Suggestion,
  SuggestRequest,
} from './engine.ts';
import { codeOf, isRefusal, mayWrite, reasonOf, type ServerOptions } from './meilisearch/client.server.ts';
import { Feed, type SearchLog } from './meilisearch/feed.server.ts';
import { Follower } from './meilisearch/follower.server.ts';
import { MeilisearchQuestions, NotReady } from './meilisearch/questions.server.ts';
import { Reader } from './meilisearch/reader.server.ts';
import type { Vocabulary } from './meilisearch/settings.ts';
import { Writer } from './meilisearch/writer.server.ts';
import type { PostgresEngine } from './postgres/postgres-engine.server.ts';

/** So long a question may take there. */
const questionMs = 250;
/** After this share of it the embedded engine is asked too, and who answers first answers. */
const standbyShare = 0.6;
const probeMs = 2_000;

export interface FailoverOptions {
  readonly server: ServerOptions;
  readonly vocabulary: () => Vocabulary | Promise<Vocabulary>;
  readonly log?: SearchLog | undefined;
  readonly questionMs?: number;
  /** Told which engine answered, and why not Meilisearch. */
  readonly onAnswer?: (engine: string, error?: unknown) => void;
}

/**
 * Meilisearch answers, the embedded engine stands by: every document goes to the embedded engine first and from there to
 * Meilisearch. Where that is slow, away, refuses or has not caught up, the embedded engine answers the same question.
 */
export class FailoverEngine implements SearchEngine {
  readonly name: string;
  readonly feed: Feed;
  private readonly follower: Follower;
  private readonly questions: MeilisearchQuestions;
  private readonly breaker = new Breaker();
  private away: { readonly since: Date; readonly reason: string } | null = null;

  constructor(
    sql: postgres.Sql,
    private readonly embedded: PostgresEngine,
    private readonly options: FailoverOptions,
  ) {
    this.name = embedded.name;
    const { server, vocabulary, log } = options;
    const writer = new Writer(server);
    this.follower = new Follower(sql, writer, {
      prefix: server.prefix,
      vocabulary,
      onError: (error) => log?.error({ reason: reasonOf(error) }, 'Meilisearch keeps an index that nobody reads'),
    });
    this.feed = new Feed(sql, this.follower, log, mayWrite(server));
    this.questions = new MeilisearchQuestions(sql, new Reader(server, writer), {
      prefix: server.prefix,
      corpus: (kind) => embedded.corpus(kind),
    });
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.answer(
      (signal) => this.questions.search(request, signal),
      () => this.embedded.search(request),
    );
  }

  match(request: MatchRequest): Promise<MatchAnswer> {
    return this.answer(
      (signal) => this.questions.match(request, signal),
      () => this.embedded.match(request),
    );
  }

  /** Proposals are the embedded engine's: it holds every document. */
  suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return this.embedded.suggest(request);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.embedded.put(documents);
    for (const kind of searchKinds) {
      await this.feed.note(
        kind,
        documents.filter((document) => document.kind === kind).map(({ id }) => id),
      );
    }
  }

  async remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    await this.embedded.remove(kind, ids);
    await this.feed.note(kind, ids);
  }

  async rebuild(kind: SearchKind, progress?: (done: number, of: number) => void): Promise<void> {
    await this.embedded.rebuild(kind, progress);
    if (!mayWrite(this.options.server)) return;
    // Another process may be at it; what is asked for here is a version begun after this call.
    while (!(await this.follower.rebuild(kind, progress))) await pause(1_000);
  }

  healthy(): Promise<boolean> {
    return this.embedded.healthy();
  }

  catchUp(): void {
    this.feed.kick();
  }

  /** For operators: which engine answers now, and what keeps Meilisearch from it. */
  async status(): Promise<Record<string, unknown>> {
    const waiting = await this.feed.waiting();
    const trouble = this.away ?? this.feed.failing;
    const meilisearch = trouble ? 'away' : this.feed.isBuilding ? 'building' : waiting > 0 ? 'behind' : 'ok';
    return {
      answering: meilisearch === 'ok' ? 'meilisearch' : this.embedded.name,
      meilisearch,
      waiting,
      ...(trouble ? { since: trouble.since.toISOString(), reason: trouble.reason } : {}),
    };
  }

  /** Ends the server's part: its indexes go, the embedded ones stay. */
  dropIndexes(): Promise<void> {
    return this.follower.dropAll();
  }

  close(): Promise<void> {
    return this.feed.close();
  }

  private async answer<Answer>(
    asked: (signal: AbortSignal) => Promise<Answer>,
    standby: () => Promise<Answer>,
  ): Promise<Answer> {
    if (!this.breaker.isClosed) {
      if (this.breaker.takeProbe()) void this.probe();
      this.options.onAnswer?.(this.embedded.name);
      return standby();
    }
    const most = this.options.questionMs ?? questionMs;
    const there = asked(AbortSignal.timeout(most)).then(
      (answer) => {
        this.succeeded();
        return { by: 'meilisearch', answer };
      },
      (error: unknown) => {
        this.failed(error);
        throw error;
      },
    );
    let failure: unknown;
    const here = async () => ({ by: this.embedded.name, answer: await standby() });
    const late = pause(most * standbyShare, null, { ref: false });
    const { by, answer } = await Promise.race([there, late]).then(
      (first) => first ?? Promise.any([there, here()]).catch(standbysOwn),
      (error: unknown) => {
        failure = error;
        return here();
      },
    );
    this.options.onAnswer?.(by, failure);
    return answer;
  }

  /** It answers, in time or later: whatever was wrong is over. */
  private succeeded(): void {
    this.breaker.succeeded();
    if (this.away === null) return;
    this.options.log?.info({ since: this.away.since }, 'Meilisearch answers again');
    this.away = null;
    this.feed.kick(true);
  }

  private failed(error: unknown): void {
    if (error instanceof NotReady) return;
    if (isRefusal(error)) {
      this.options.log?.error(
        { reason: reasonOf(error) },
        'Meilisearch refuses a question; the embedded engine answers it',
      );
      return;
    }
    // The server may have lost its data: what is missing is built again.
    if (codeOf(error) === 'index_not_found') this.feed.kick(true);
    this.breaker.failed();
    if (this.breaker.isClosed || this.away) return;
    this.away = { since: new Date(), reason: reasonOf(error) };
    this.options.log?.error({ reason: this.away.reason }, 'Meilisearch is away; the embedded engine answers');
  }

  private async probe(): Promise<void> {
    try {
      await this.questions.probe(AbortSignal.timeout(probeMs));
      this.succeeded();
    } catch {
      this.breaker.failed();
    }
  }
}

/** Where neither answered, what the embedded engine says is what is wrong. */
function standbysOwn(error: unknown): never {
  throw error instanceof AggregateError ? error.errors.at(-1) : error;
}
