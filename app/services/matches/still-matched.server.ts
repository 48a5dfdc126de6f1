import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { demands, matches } from '#db/schema/index.ts';

/** A match of the demand as it stands now, in the list as last computed: what an earlier version matched shows nothing of this one. */
export const currentMatch = and(eq(matches.isCurrent, true), eq(matches.demandVersionN, demands.versionN));

/** A current match that is worth a look and was not turned down: it opens a targeted demand to the supplier. */
export const stillMatched = and(
  currentMatch,
  inArray(matches.level, ['strong', 'possible']),
  or(isNull(matches.answer), ne(matches.answer, 'declined')),
);
