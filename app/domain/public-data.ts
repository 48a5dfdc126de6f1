import type { AchievementData } from './achievement-data.ts';
import type { YearOfUse } from './achievement-facts.ts';
import { type Fen, fenFromJson } from './money.ts';
import { publicSummary } from './public-summary.ts';
import type { Actor } from './access.ts';

/** True where 公开方式 lets only the title and the problem out: 签保密协议后可见 and 不公开. Unsaid it is 摘要公开. */
export const isClosedText = ({ publication }: Pick<AchievementData, 'publication'>): boolean =>
  !['full', 'abstract', undefined].includes(publication);

/** What a record says to nobody outside, and what stands in its place. */
const closed = {
  searchTerms: [],
  use: [],
  tradeSecret: null,
  isDualUse: false,
  exportControl: null,
} satisfies Partial<AchievementData>;

type OpenField = Exclude<keyof AchievementData, keyof typeof closed>;

/** Every other field stands here before it compiles: who adds one decides who reads it. */
const open: Readonly<Record<OpenField, true>> = {
  schemaVersion: true,
  name: true,
  regNo: true,
  problem: true,
  solution: true,
  abstract: true,
  keywords: true,
  fields: true,
  chains: true,
  industries: true,
  regionCode: true,
  type: true,
  embodiment: true,
  origin: true,
  stage: true,
  trl: true,
  trlBasis: true,
  level: true,
  projectNo: true,
  source: true,
  ip: true,
  transferModes: true,
  price: true,
  advantages: true,
  researchFrom: true,
  researchTo: true,
  regOn: true,
  regOrg: true,
  recommendOrg: true,
  standardForm: true,
  evaluationMode: true,
  disciplines: true,
  objective: true,
  units: true,
  projects: true,
  isFiscalFunded: true,
  publication: true,
  applicationStatus: true,
  videoUrl: true,
};

/** A key that is on neither list was never meant for a record, and goes to nobody. */
const openPart = (data: AchievementData): Pick<AchievementData, OpenField> =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key in open)) as Pick<AchievementData, OpenField>;

/** How far a reader is let in: everybody, people who signed in, and of these the members of verified organisations. */
export interface RecordReader {
  readonly isSignedIn: boolean;
  /** Reads the detail of what is public as a summary only (摘要公开). */
  readonly readsDetail?: boolean;
}
/** How much of a unit's record somebody reads; of his own unit's all. */
export const recordReaderOf = (actor: Actor | null, ownerOrgId?: string): RecordReader => ({
  isSignedIn: actor !== null,
  readsDetail: actor?.org?.verified === true || (ownerOrgId !== undefined && actor?.org?.orgId === ownerOrgId),
});

/**
 * What a record says to everybody: no know-how, no amounts of use (their bands stand apart), no agreements of co-owners, and
 * what binds a right only to people who are signed in. Dual use and export control are the reviewers'. Where the text is
 * closed, title and problem are left; where its summary is public (摘要公开, unsaid too), 成果简介 is its summary to all but members of
 * verified organisations. 问题 and 做法, two sentences each, and all that §1.1 calls public belong to the summary.
 */
export function publicData(data: AchievementData, reader: RecordReader): AchievementData {
  const shown = data.ip.map((right) => ({
    ...right,
    coOwners: null,
    encumbrance: reader.isSignedIn ? (right.encumbrance ?? null) : null,
  }));
  return {
    ...openPart(data),
    ...closed,
    ip: shown,
    ...(data.publication !== 'full' && !reader.readsDetail && { abstract: publicSummary(data.abstract) }),
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
