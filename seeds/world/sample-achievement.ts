import type { BetterDirection } from '#app/domain/advantage.ts';
import type {
  achievementTypes,
  embodiments,
  ipStatuses,
  ipTypes,
  levels,
  origins,
  projectSources,
  stages,
} from '#seeds/reference/achievement-codes.ts';
import type { ChainCode } from '#seeds/reference/chains.ts';
import type { FieldCode } from '#seeds/reference/fields.ts';
import type { IndustryCode } from '#seeds/reference/industries.ts';
import type { RegionCode } from '#seeds/reference/regions.ts';
import type { TransferModeCode } from '#seeds/reference/transfer-modes.ts';
import type { OrganisationKey } from './organisations.ts';

type CodeOf<List extends readonly { readonly code: string }[]> = List[number]['code'];

/** Invented. Patent serials begin 99, which no office has reached, so that none of them is somebody's. */
export interface SampleIp {
  readonly type: CodeOf<typeof ipTypes>;
  readonly name: string;
  readonly number?: string;
  readonly status: CodeOf<typeof ipStatuses>;
  readonly expiresOn?: string;
}

export type SamplePrice =
  | { readonly kind: 'negotiable' }
  | { readonly kind: 'fixed'; readonly amountFen: bigint }
  | { readonly kind: 'range'; readonly minFen: bigint; readonly maxFen: bigint }
  | {
      readonly kind: 'pay_later';
      readonly milestonesFen: bigint;
      readonly royaltyPpm: number;
      /** The most that is paid in all, milestones included. */
      readonly capFen: bigint;
      readonly trialMonths: number;
    };

export interface SampleAchievement {
  readonly key: string;
  readonly org: OrganisationKey;
  readonly name: string;
  readonly problem: string;
  readonly solution: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly searchTerms: readonly string[];
  readonly fields: readonly FieldCode[];
  readonly chains: readonly ChainCode[];
  readonly industries: readonly IndustryCode[];
  readonly region: RegionCode;
  readonly type: CodeOf<typeof achievementTypes>;
  readonly embodiment: CodeOf<typeof embodiments>;
  /** 成果属性 and 所处阶段 are asked of applied technology only. */
  readonly origin: CodeOf<typeof origins> | null;
  readonly stage: CodeOf<typeof stages> | null;
  readonly trl: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | null;
  readonly trlBasis: 'self' | 'third_party' | null;
  readonly level: CodeOf<typeof levels>;
  readonly ip: readonly SampleIp[];
  /** In order of contribution; the shares sum to 1,000,000. */
  readonly people: readonly { person: string; name: string; title: string; sharePpm: number }[];
  readonly source: CodeOf<typeof projectSources>;
  readonly transferModes: readonly TransferModeCode[];
  readonly price: SamplePrice;
  readonly advantages: readonly {
    metric: string;
    unit: string;
    ours: string;
    baseline: string;
    baselineName: string;
    better?: BetterDirection;
  }[];
  readonly confirmedOn: string;
  readonly publishedOn: string;
}
