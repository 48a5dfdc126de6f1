import type { AchievementData } from './achievement-data.ts';
import { type AttachmentKind, attachmentLabels } from './attachment.ts';
import { fieldLabels } from './record-groups.ts';
import type { RemarkField } from './review.ts';

/** Something that an application for registration must say or bring along, and whether this record does. */
export type RegistrationNeed =
  | { readonly kind: 'field'; readonly key: RemarkField; readonly says: string; readonly isMet: boolean }
  | {
      readonly kind: 'paper';
      readonly key: string;
      readonly says: string;
      readonly isMet: boolean;
      /** Uploaded, and waiting for the unit's secrecy review: the authority does not see it yet. */
      readonly isWaiting: boolean;
    };

interface PaperNeed {
  readonly key: string;
  readonly says: string;
  /** Any one of these sets will do; of a set, each. */
  readonly anyOf: readonly (readonly AttachmentKind[])[];
}

/** The papers that go with each kind of achievement: of a soft science one the report itself, too, not only the word on it. */
export const papersOfType = {
  applied: [
    {
      key: 'proof',
      says: '评价证书或报告；或者知识产权证书和用户证明',
      anyOf: [['evaluation'], ['ip_certificate', 'user_certificate']],
    },
  ],
  basic: [{ key: 'proof', says: '论文、专著，或学术部门的评价意见', anyOf: [['evaluation'], ['other']] }],
  soft: [
    { key: 'proof', says: '评审证书或验收报告', anyOf: [['evaluation']] },
    { key: 'research_report', says: attachmentLabels.research_report, anyOf: [['research_report']] },
  ],
} as const satisfies Readonly<Record<string, readonly PaperNeed[]>>;

const consent: PaperNeed = {
  key: 'co_owner_consent',
  says: attachmentLabels.co_owner_consent,
  anyOf: [['co_owner_consent']],
};

/** Fields that the registration form asks of every achievement, and those only of applied technology. */
const always: readonly RemarkField[] = [
  'embodiment',
  'keywords',
  'people',
  'researchFrom',
  'researchTo',
  'source',
  'evaluationMode',
];
const applied: readonly RemarkField[] = ['origin', 'stage'];

interface ToRegister {
  readonly data: AchievementData;
  /** How many stand in the team. */
  readonly people: number;
  readonly papers: readonly { readonly kind: AttachmentKind; readonly isCleared: boolean }[];
}

/**
 * What 科技成果登记 asks of a record and its papers, the fields first: all that is required there and that a record may leave
 * empty (科技成果登记表; 科技成果登记办法 art. 6–8 for the papers, to be confirmed with the registering authority:
 * `achievement_registration.papers`).
 */
export function registrationNeeds({ data, people, papers }: ToRegister): RegistrationNeed[] {
  const type = data.type === 'basic' || data.type === 'soft' ? data.type : 'applied';
  const has = (key: RemarkField): boolean => {
    if (key === 'people') return people > 0;
    const value = data[key as keyof AchievementData];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
  };
  const fields = [...always, ...(type === 'applied' ? applied : [])].map((key): RegistrationNeed => ({
    kind: 'field',
    key,
    says: fieldLabels[key],
    isMet: has(key),
  }));
  const wanted: PaperNeed[] = [...papersOfType[type], ...((data.units ?? []).length > 1 ? [consent] : [])];
  const cleared = new Set(papers.filter(({ isCleared }) => isCleared).map(({ kind }) => kind));
  const brought = new Set(papers.map(({ kind }) => kind));
  const within = (anyOf: PaperNeed['anyOf'], kinds: ReadonlySet<AttachmentKind>) =>
    anyOf.some((set) => set.every((kind) => kinds.has(kind)));
  return [
    ...fields,
    ...wanted.map(({ key, says, anyOf }): RegistrationNeed => {
      const isMet = within(anyOf, cleared);
      return { kind: 'paper', key, says, isMet, isWaiting: !isMet && within(anyOf, brought) };
    }),
  ];
}

/** What is missing of one kind. */
export const lacking = (needs: readonly RegistrationNeed[], kind: RegistrationNeed['kind']): RegistrationNeed[] =>
  needs.filter((need) => need.kind === kind && !need.isMet);
