import { z } from 'zod';
import { readAchievementSearch } from './achievement-search.ts';
import { searchKinds } from './search-kind.ts';

const kind = z.enum(searchKinds);

/** `query` is the part of the list's address after the question mark. */
export const SaveSearchInput = z
  .object({ kind, query: z.string().max(2000).default(''), name: z.string().trim().max(60).default('') })
  .transform(({ query, ...rest }) => ({ ...rest, search: readAchievementSearch(new URLSearchParams(query)) }));

export const SearchDeedInput = z.object({ id: z.uuid() });

const path = z
  .string()
  .regex(/^\/(?!\/)[\w\-./?=&%]*$/)
  .catch('/desk/alerts');
export const FollowInput = z.object({ kind, rowId: z.uuid(), back: path.default('/desk/alerts') });
