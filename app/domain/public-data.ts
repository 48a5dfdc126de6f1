import type { AchievementData } from './achievement-data.ts';
import type { YearOfUse } from './achievement-facts.ts';
import { type Fen, fenFromJson } from './money.ts';

/** True where 公开方式 lets only the title and the problem out: 签保密协议后可见 and 不公开. Unsaid it is 摘要公开. */
export const isClosedText = ({ publication }: Pick<AchievementData, 'publication'>): boolean =>
  !['full', 'abstract', undefined].includes(publication);

/** Every field of a record is on one of these lists before it compiles: who adds one decides who reads it. */
const openTo: Readonly<Record<keyof AchievementData, 'everybody' | 'unit'>> = {
  schemaVersion: 'everybody',
  name: 'everybody',
  regNo: 'everybody',
  problem: 'everybody',
  solution: 'everybody',
  abstract: 'everybody',
  keywords: 'everybody',
  searchTerms: 'unit',
  fields: 'everybody',
  chains: 'everybody',
  industries: 'everybody',
  regionCode: 'everybody',
  type: 'everybody',
  embodiment: 'everybody',
  origin: 'everybody',
  stage: 'everybody',
  trl: 'everybody',
  trlBasis: 'everybody',
  level: 'everybody',
  projectNo: 'everybody',
  source: 'everybody',
  ip: 'everybody',
  transferModes: 'everybody',
  price: 'everybody',
  advantages: 'everybody',
  researchFrom: 'everybody',
  researchTo: 'everybody',
  regOn: 'everybody',
  regOrg: 'everybody',
  recommendOrg: 'everybody',
  standardForm: 'everybody',
  evaluationMode: 'everybody',
  disciplines: 'everybody',
  objective: 'everybody',
  units: 'everybody',
  projects: 'everybody',
  isFiscalFunded: 'everybody',
  tradeSecret: 'unit',
  publication: 'everybody',
  isDualUse: 'unit',
  exportControl: 'unit',
  applicationStatus: 'everybody',
  use: 'unit',
  videoUrl: 'everybody',
};

/** A key that is on neither list was never meant for a record, and goes to nobody. */
const openPart = (data: AchievementData): AchievementData =>
  Object.fromEntries(
    Object.entries(data).filter(([key]) => openTo[key as keyof AchievementData] === 'everybody'),
  ) as unknown as AchievementData;

/**
 * What a record says to everybody: no know-how, no amounts of use (their bands stand apart), no agreements of co-owners, and
 * what binds a right only to people who are signed in. Dual use and export control are the reviewers'. Where the text is
 * closed, title and problem are left.
 */
export function publicData(data: AchievementData, reader: { readonly isSignedIn: boolean }): AchievementData {
  const shown = data.ip.map((right) => ({
    ...right,
    coOwners: null,
    encumbrance: reader.isSignedIn ? (right.encumbrance ?? null) : null,
  }));
  return {
    ...openPart(data),
    searchTerms: [],
    use: [],
    tradeSecret: null,
    isDualUse: false,
    exportControl: null,
    ip: shown,
    ...(isClosedText(data) && {
      abstract: '',
      solution: '',
      advantages: [],
      keywords: [],
      videoUrl: null,
      ip: shown.filter(({ type }) => type !== 'trade_secret'),
      ...(data.projects && { projects: data.projects.map((project) => ({ ...project, conclusion: null })) }),
    }),
  };
}

const wan = (n: number): Fen => BigInt(n) * 1_000_000n;
const bands = [
  [wan(10), '10 万元以下'],
  [wan(100), '10 万至 100 万元'],
  [wan(500), '100 万至 500 万元'],
  [wan(1_000), '500 万至 1,000 万元'],
  [wan(5_000), '1,000 万至 5,000 万元'],
  [wan(10_000), '5,000 万至 1 亿元'],
] as const;

/** The band that the public sees of an amount; its upper bound is in the next one. 1,200 万元 → '1,000 万至 5,000 万元' */
export const bandOf = (fen: Fen): string => bands.find(([below]) => fen < below)?.[1] ?? '1 亿元以上';

export interface BandsOfYear {
  readonly year: number;
  readonly revenue: string | null;
  readonly profit: string | null;
  readonly tax: string | null;
  readonly saved: string | null;
}

/** What the use of a record brought, in bands, the latest year first. */
export const bandsOfUse = (use: readonly YearOfUse[] = []): BandsOfYear[] =>
  use
    .map(({ year, revenueFen, profitFen, taxFen, savedFen }) => {
      const band = (fen: string | null) => (fen === null ? null : bandOf(fenFromJson(fen)));
      return { year, revenue: band(revenueFen), profit: band(profitFen), tax: band(taxFen), saved: band(savedFen) };
    })
    .toSorted((a, b) => b.year - a.year);
