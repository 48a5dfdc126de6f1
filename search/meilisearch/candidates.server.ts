import type { IndexView } from '../postgres/index-view.server.ts';
import { rerankDepth } from '../settings.ts';
import { anyCondition, type WeighedTerm } from './filter.ts';
import type { Query } from './queries.ts';
import type { Found } from './reader.server.ts';

/** A question of more parts would have the rest of them ignored. */
const maxParts = 10;
/** Questions of one frequent term each; lighter terms are weighed in what the others find. */
const maxTermQueries = 8;
/** Documents that are taken because they hold any of the rare terms. */
const maxRare = 800;
/** Candidates by Meilisearch that are weighed here. */
const maxWeighed = 1_000;

/**
 * Candidates for terms of given weights, all asked for in one request: everything that holds one of the rare terms, the
 * best for each frequent term, and the best for the heaviest terms together. Weights of the terms that brought a
 * document are summed here, because the server does not add scores.
 */
export async function candidatesOf(
  index: IndexView,
  asked: readonly WeighedTerm[],
  filter: readonly string[],
  ask: (queries: readonly Query[]) => Promise<Found[]>,
): Promise<string[]> {
  const { rare, frequent } = await byFrequency(index, asked);
  const ranked = { filter: [...filter], limit: rerankDepth, attributesToSearchOn: ['terms'] };
  const together = {
    ...ranked,
    q: asked.map(wordsOf).slice(0, maxParts).join(' '),
    matchingStrategy: 'last' as const,
  };
  const anyRare = { q: '', filter: [...filter, anyCondition(rare)], limit: maxRare };
  const single = frequent.map((term) => ({ ...ranked, q: wordsOf(term), matchingStrategy: 'all' as const }));
  const [best, holders, ...lists] = await ask([together, anyRare, ...single]);
  const weights = new Map<string, number>();
  for (const [at, { ids }] of lists.entries()) {
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + frequent[at]!.weight);
  }
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).map(([id]) => id);
  return [...new Set([...best!.ids, ...holders!.ids, ...heaviest])].slice(0, maxWeighed);
}

const wordsOf = ({ spellings }: WeighedTerm): string => spellings[0]!.join(' ');

/** The heaviest terms whose documents all fit into one list, and the heaviest of the others. */
async function byFrequency(index: IndexView, asked: readonly WeighedTerm[]) {
  const dfOf = await index.countDocuments(asked.flatMap(({ spellings }) => spellings.flat()));
  const rare: WeighedTerm[] = [];
  const frequent: WeighedTerm[] = [];
  let room = maxRare;
  for (const term of asked) {
    const df = term.spellings.reduce((sum, spelling) => sum + Math.min(...spelling.map(dfOf)), 0);
    if (df <= room && df <= rerankDepth) {
      room -= df;
      rare.push(term);
    } else if (frequent.length < maxTermQueries) frequent.push(term);
  }
  return { rare, frequent };
}
