import type postgres from 'postgres';
import { otherKind, searchKinds } from '#app/domain/search-kind.ts';
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
} from '../engine.ts';
import { isSameState, KeptAnswers } from '../kept-answers.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { rebuildLeast, rebuildMost, rebuildShare } from '../settings.ts';
import { suggest } from '../suggest.server.ts';
import type { SynonymStore } from '../synonyms.server.ts';
import { cutterVersion } from '../text.ts';
import { BackgroundRebuilds } from './background-rebuilds.server.ts';
import { findIn } from './find-in.server.ts';
import { IndexStates } from './index-states.server.ts';
import type { IndexView } from './index-view.server.ts';
import { LiveIndex } from './live-index.server.ts';
import { matchIn } from './match-in.server.ts';
import { rebuildIndex } from './rebuild-index.server.ts';
import { Scorer } from './scoring.ts';
import { putDocuments, removeDocuments } from './write-documents.server.ts';

export interface PostgresEngineOptions {
  /** Told when a rebuild in the background failed; searches go on without it. */
  readonly onError?: (error: unknown) => void;
}

/** The embedded engine: an inverted index kept in PostgreSQL and scored here. */
export class PostgresEngine implements SearchEngine {
  readonly name = 'postgres';
  private readonly indexes: Record<SearchKind, LiveIndex>;
  private readonly states: IndexStates;
  private readonly answers = new KeptAnswers<SearchAnswer>(({ hits }) => 1 + hits.length);
  private readonly scorer = new Scorer();
  private readonly rebuilds: BackgroundRebuilds;

  constructor(
    private readonly sql: postgres.Sql,
    private readonly synonyms: SynonymStore,
    options: PostgresEngineOptions = {},
  ) {
    this.rebuilds = new BackgroundRebuilds(sql, options.onError);
    this.states = new IndexStates(sql);
    this.indexes = {
      achievement: new LiveIndex(sql, 'achievement', synonyms),
      demand: new LiveIndex(sql, 'demand', synonyms),
    };
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return unlessOvertaken(async (mayMiss) => {
      const [index] = await this.synced(request.kind);
      const view = index!.view();
      const key = JSON.stringify(request);
      const known = this.answers.find(key, view.state);
      if (known) return known;
      const answer = await findIn(view, this.scorer, request, mayMiss);
      // Two changes while it was asked: nobody knows of which of them it tells.
      if (isSameState(index!.state, view.state)) this.answers.keep(key, view.state, answer);
      return answer;
    });
  }

  match(request: MatchRequest): Promise<MatchAnswer> {
    return unlessOvertaken(async (mayMiss) => {
      const [index, asking] = await this.synced(request.kind, otherKind[request.kind]);
      return matchIn({ index: index!.view(), asking: asking!.view() }, this.scorer, request, mayMiss);
    });
  }

  /** What could be meant by what somebody has typed so far. */
  async suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return suggest(this.sql, request, await this.synonyms.current());
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (const kind of searchKinds) {
      const ofKind = documents.filter((document) => document.kind === kind);
      if (ofKind.length === 0) continue;
      const state = await putDocuments(this.sql, kind, ofKind);
      const unbuilt = state === null ? 0 : state.lastNum - Math.max(state.builtNum, state.baseNum);
      const least = Math.max(rebuildLeast, Math.min(rebuildMost, (state?.docs ?? 0) * rebuildShare));
      if (unbuilt >= least) this.rebuilds.start(kind);
    }
  }

  async remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await removeDocuments(this.sql, kind, ids);
  }

  async rebuild(kind: SearchKind, progress?: (done: number, of: number) => void): Promise<void> {
    await this.rebuilds.running(kind);
    await rebuildIndex(this.sql, kind, progress ? { progress } : {});
  }

  async healthy(): Promise<boolean> {
    try {
      await this.sql`select 1`;
      return true;
    } catch {
      return false;
    }
  }

  /** Statistics of an index as it stands, for engines that weigh words by them. */
  async corpus(kind: SearchKind): Promise<IndexView> {
    const [index] = await this.synced(kind);
    return index!.view();
  }

  private async synced(...kinds: readonly SearchKind[]): Promise<LiveIndex[]> {
    const stateOf = await this.states.read();
    const indexes = kinds.map((kind) => this.indexes[kind]);
    await Promise.all(indexes.map((index) => index.sync(stateOf(index.kind))));
    for (const index of indexes) {
      const { docs, cutter, isRebuilding } = index.state;
      // Cut by another cutter, or left unfinished by a process that was killed.
      if ((docs > 0 && cutter !== cutterVersion) || isRebuilding) this.rebuilds.start(index.kind);
    }
    return indexes;
  }
}
