import type { ChainCode } from '#seeds/reference/chains.ts';
import type {
  confidentialities,
  CooperationCode,
  ipRequirements,
  metricOperators,
} from '#seeds/reference/demand-codes.ts';
import type { FieldCode } from '#seeds/reference/fields.ts';
import type { RegionCode } from '#seeds/reference/regions.ts';
import type { OrganisationKey } from './organisations.ts';

export interface SampleDemand {
  readonly key: string;
  readonly org: OrganisationKey;
  readonly title: string;
  readonly summary: string;
  readonly problem: string;
  readonly statusQuo: string;
  readonly metrics: readonly {
    name: string;
    operator: (typeof metricOperators)[number]['code'];
    value: string;
    unit: string;
    method: string;
  }[];
  readonly fields: readonly FieldCode[];
  readonly chains: readonly ChainCode[];
  readonly region: RegionCode;
  readonly wantedTrlMin: number;
  readonly wantedTrlMax: number;
  /** Both null: 面议. */
  readonly budgetMinFen: bigint | null;
  readonly budgetMaxFen: bigint | null;
  readonly cooperation: readonly CooperationCode[];
  readonly acceptPayLater: boolean;
  readonly ipRequirement: (typeof ipRequirements)[number]['code'];
  readonly confidentiality: (typeof confidentialities)[number]['code'];
  readonly validUntilOn: string;
  readonly solveByOn: string;
  readonly publishedOn: string;
  /** Keys of the achievements that truly fit, best first: what a good match must bring up. */
  readonly fits: readonly string[];
}
