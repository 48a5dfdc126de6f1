import { type ImportKey, importColumns } from './import-columns.ts';

interface RecordGroup {
  readonly key: string;
  readonly label: string;
  readonly keys: readonly ImportKey[];
}

/** The fields of a record as forms and readers meet them, in the order of the registration form (科技成果登记表). */
export const recordGroups = [
  {
    key: 'what',
    label: '是什么',
    keys: [
      'name',
      'type',
      'embodiment',
      'origin',
      'problem',
      'solution',
      'abstract',
      'keywords',
      'searchTerms',
      'advantages',
    ],
  },
  {
    key: 'where',
    label: '属于哪里',
    keys: ['fields', 'chains', 'industries', 'disciplines', 'objective', 'regionCode'],
  },
  { key: 'who', label: '谁做的', keys: ['unit', 'people', 'recommendOrg'] },
  {
    key: 'research',
    label: '研究和项目',
    keys: ['researchFrom', 'researchTo', 'source', 'projectNo', 'projects'],
  },
  {
    key: 'ready',
    label: '到什么程度',
    keys: ['trl', 'trlBasis', 'stage', 'level', 'evaluationMode', 'standardForm', 'applicationStatus', 'use'],
  },
  { key: 'rights', label: '知识产权', keys: ['ip', 'tradeSecret'] },
  {
    key: 'deal',
    label: '怎么合作',
    keys: [
      'transferModes',
      'priceKind',
      'priceMin',
      'priceMax',
      'entryFee',
      'milestones',
      'royalty',
      'cap',
      'trialMonths',
      'priceFloor',
    ],
  },
  {
    key: 'shown',
    label: '登记和公开',
    keys: ['regNo', 'regOn', 'regOrg', 'publication', 'isDualUse', 'exportControl', 'videoUrl'],
  },
] as const satisfies readonly RecordGroup[];

/** Every field that the form asks for: all columns of the import but 密级, which is a promise there, and our own number. */
export const formKeys: readonly ImportKey[] = recordGroups.flatMap((group): readonly ImportKey[] => group.keys);

/** Fields a reviewer can remark on, with the heads of the import table. */
export const fieldLabels = Object.fromEntries(importColumns.map(({ key, header }) => [key, header])) as Readonly<
  Record<ImportKey, string>
>;
