import type { AchievementData } from './achievement-data.ts';
import { sensitiveFields } from './secrecy-screen.ts';

/** Records that say more together than each by itself: of one sensitive field, or of one project. */
export interface Gathering {
  readonly kind: 'field' | 'project';
  /** The field in words, or the project's number. */
  readonly what: string;
  readonly rows: number;
}

/**
 * From so many records on they are looked at together by a person (保守国家秘密法 art. 36: what is harmless one by one may not be so
 * together; the law names no number. Design default, to be confirmed: `secrecy.gathering`).
 */
export const gatheredFrom = { field: 10, project: 20 } as const;
/** What a unit took away without asking is judged together over so many days (design default, with `secrecy.gathering`). */
export const gatheredDays = 30;
/** So many gatherings are named, the largest first. */
const mostNamed = 10;

export type GatheredFacts = Pick<AchievementData, 'fields' | 'projectNo'>;

/** Counts records one after another: an import of a hundred thousand rows keeps a number for each project only. */
export function gatherer() {
  const counts = { field: new Map<string, number>(), project: new Map<string, number>() };
  const count = (kind: Gathering['kind'], what: string) => counts[kind].set(what, (counts[kind].get(what) ?? 0) + 1);
  return {
    take({ fields, projectNo }: GatheredFacts): void {
      for (const code of fields) {
        const field = sensitiveFields[code];
        if (field !== undefined) count('field', field);
      }
      if (projectNo !== null && projectNo !== '') count('project', projectNo);
    },
    /** What came together, the largest first. */
    found: (): Gathering[] =>
      (['field', 'project'] as const)
        .flatMap((kind) =>
          [...counts[kind]].flatMap(([what, rows]) => (rows < gatheredFrom[kind] ? [] : [{ kind, what, rows }])),
        )
        .toSorted((a, b) => b.rows - a.rows)
        .slice(0, mostNamed),
    /** True where something of this kind was counted at all. */
    holds: ({ kind, what }: Pick<Gathering, 'kind' | 'what'>): boolean => counts[kind].has(what),
  };
}

/** ({kind: 'project', what: '22YF7NA000', rows: 24}) → '同一项目 22YF7NA000 的成果 24 项' */
export const gatheringWords = ({ kind, what, rows }: Gathering): string =>
  kind === 'field' ? `敏感领域“${what}”的成果 ${rows} 项` : `同一项目 ${what} 的成果 ${rows} 项`;
