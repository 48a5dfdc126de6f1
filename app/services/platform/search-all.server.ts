import { servicesFor } from '#app/domain/platform-services.ts';
import { storableText } from '#app/domain/storable-text.ts';
import type { UsedSynonyms } from '#search/engine.ts';
import { cutForQuery, normalise } from '#search/text.ts';
import type { Context } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { searchEvents } from './search-events.server.ts';
import { searchExperts } from './search-experts.server.ts';
import { searchOrganisations } from './search-organisations.server.ts';

/** Experts and events are read off so many of the best records. */
const depth = 100;
const mostTerms = 8;

/** One question asked of everything that is public: achievements, demands, experts, organisations, events, services. */
export async function searchAll(ctx: Context, typed: string, isExact = false) {
  const words = storableText(typed).trim();
  const ask = { words, isExact, filters: {}, sort: 'relevance', offset: 0, limit: depth, countsOrgs: true } as const;
  const [achievements, demands, lists] = await Promise.all([
    ctx.search.search({ kind: 'achievement', ...ask }),
    ctx.search.search({ kind: 'demand', ...ask }),
    codeLists(ctx),
  ]);
  // One character stands in half of all names.
  const terms = [...new Set([normalise(words).trim(), ...cutForQuery(words)])]
    .filter((term) => term.length > 1)
    .slice(0, mostTerms);
  const found = [...achievements.hits, ...demands.hits].map(({ document }) => document);
  const [experts, organisations, events] = await Promise.all([
    searchExperts(ctx, { words, terms, achievementIds: achievements.hits.map(({ document }) => document.id) }, lists),
    searchOrganisations(ctx, { terms, achievements: achievements.orgs ?? {}, demands: demands.orgs ?? {} }),
    searchEvents(ctx, { terms, recordIds: found.map(({ id }) => id) }),
  ]);
  const synonyms = united(achievements.synonyms, demands.synonyms);
  return { achievements, demands, experts, organisations, events, services: servicesFor(terms), synonyms };
}

/** Each word once, with the other words that either list holds. */
function united(...lists: readonly (readonly UsedSynonyms[] | undefined)[]): UsedSynonyms[] {
  const others = new Map<string, Set<string>>();
  for (const { word, others: some } of lists.flatMap((list) => list ?? []))
    others.set(word, new Set([...(others.get(word) ?? []), ...some]));
  return [...others].map(([word, all]) => ({ word, others: [...all] }));
}
