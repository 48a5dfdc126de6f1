import {
  achievementTypes,
  applicationStatuses,
  embodiments,
  evaluationModes,
  ipStatuses,
  ipTypes,
  levels,
  objectives,
  origins,
  priceKinds,
  projectSources,
  publicationLevels,
  stages,
  standardForms,
  unitNatures,
} from './achievement-codes.ts';
import { chains } from './chains.ts';
import { contractFields } from './contract-fields.ts';
import {
  bountyModes,
  confidentialities,
  cooperations,
  demandTypes,
  expectedForms,
  ipRequirements,
  metricOperators,
} from './demand-codes.ts';
import { disciplineTerms } from './discipline-terms.ts';
import { fields } from './fields.ts';
import { industries } from './industries.ts';
import { regions } from './regions.ts';
import type { Term } from './term.ts';
import { transferModes } from './transfer-modes.ts';
import { trlLevels } from './trl.ts';

export interface CodeList {
  readonly list: string;
  /** Raised whenever a term is added, renamed or withdrawn; stored rows keep the version they were written with. */
  readonly version: string;
  readonly source: string;
  /** In the order in which people see them. */
  readonly terms: readonly Term[];
}

const registration = '科技成果登记表';
const own = '平台规则';
const version = '2026-11-01';

/** Every code list of the platform, for the loader that writes them to the database. */
export const codeLists = [
  { list: 'region', version, source: 'GB/T 2260', terms: regions },
  { list: 'field', version, source: '甘政办发〔2021〕90号 专栏16–31', terms: fields },
  { list: 'chain', version, source: '省、市政策文件', terms: chains },
  { list: 'trl', version, source: 'GB/T 22900-2022', terms: trlLevels },
  { list: 'industry', version, source: 'GB/T 4754-2017', terms: industries },
  { list: 'discipline', version: '2026-11-22', source: 'GB/T 13745-2009', terms: disciplineTerms },
  { list: 'contract_field', version, source: '技术合同登记表', terms: contractFields },
  { list: 'transfer_mode', version, source: '促进科技成果转化法 第十六条', terms: transferModes },
  { list: 'achievement_type', version, source: registration, terms: achievementTypes },
  { list: 'embodiment', version, source: registration, terms: embodiments },
  { list: 'standard_form', version, source: registration, terms: standardForms },
  { list: 'origin', version, source: registration, terms: origins },
  { list: 'stage', version, source: registration, terms: stages },
  { list: 'level', version, source: registration, terms: levels },
  { list: 'evaluation_mode', version, source: registration, terms: evaluationModes },
  { list: 'ip_type', version, source: registration, terms: ipTypes },
  { list: 'ip_status', version, source: registration, terms: ipStatuses },
  { list: 'application_status', version, source: registration, terms: applicationStatuses },
  { list: 'publication_level', version, source: own, terms: publicationLevels },
  { list: 'project_source', version, source: registration, terms: projectSources },
  { list: 'unit_nature', version, source: registration, terms: unitNatures },
  { list: 'objective', version, source: 'GB/T 24450', terms: objectives },
  { list: 'price_kind', version, source: own, terms: priceKinds },
  { list: 'demand_type', version, source: own, terms: demandTypes },
  { list: 'ip_requirement', version, source: own, terms: ipRequirements },
  { list: 'confidentiality', version, source: own, terms: confidentialities },
  { list: 'expected_form', version, source: own, terms: expectedForms },
  { list: 'bounty_mode', version, source: own, terms: bountyModes },
  { list: 'metric_operator', version, source: own, terms: metricOperators },
  { list: 'cooperation', version, source: own, terms: cooperations },
] as const satisfies readonly CodeList[];
