import type { AchievementData } from './achievement-data.ts';
import type { PersonInput } from './people-input.ts';
import { compilePattern } from './safe-pattern.ts';
import { screenedText } from './screened-text.ts';

/** A rule of the administrator's screen: a word, or a pattern, that stops a record or sends it to a reviewer. */
export interface SecrecyRule {
  readonly id: string;
  readonly name: string;
  readonly kind: 'word' | 'pattern';
  readonly text: string;
  /** `refuse`: nothing is stored. `review`: stored, and the secrecy reviewer must look at it. */
  readonly action: 'refuse' | 'review';
}
export const secrecyRuleKinds = ['word', 'pattern'] as const;
export const secrecyRuleActions = ['refuse', 'review'] as const;
export const secrecyKindLabels = { word: '词', pattern: '模式' } as const;
export const secrecyActionLabels = { refuse: '不予保存', review: '转人工复核' } as const;

/** Fields whose records near military, export control or pathogens by default (domain of dual use): always reviewed by hand. */
export const sensitiveFields: Readonly<Record<string, string>> = {
  '17.6': '兽用生物医药（病原）',
  '18.5': '核能',
  '20.6': '特种装备（航空航天）',
  '29.7': '生物安全',
};

/**
 * True when a rule meets a text; what nobody sees, width and case make no difference: a wide space or a soft hyphen within 机密
 * hides nothing.
 */
export function meets(rule: Pick<SecrecyRule, 'kind' | 'text'>, text: string): boolean {
  const searched = screenedText([text]);
  const word = screenedText([rule.text]);
  return rule.kind === 'word'
    ? word !== '' && searched.includes(word)
    : (compilePattern(rule.text.normalize('NFKC'))?.test(searched) ?? false);
}

export interface Screening {
  readonly refusedBy: SecrecyRule | null;
  /** Why a reviewer must look at it by hand, in words. */
  readonly flags: readonly string[];
}

const refusedWord = '规则不许公开：';

/** True where a rule lets nobody publish a record, so that its reviewer can only send it back. */
export const isHeldForGood = (words: readonly string[]): boolean => words.some((word) => word.startsWith(refusedWord));

/** What is said of a record that is held back: the rule that lets nobody publish it, else what a person has to look at. */
export const heldWords = ({ refusedBy: rule, flags }: Screening): readonly string[] =>
  rule === null ? flags : [`${refusedWord}${rule.name}`];

/** Everything in a record and its team that somebody wrote in his own words. Codes, days and amounts say nothing secret. */
export const screenedTexts = (data: AchievementData, people: readonly PersonInput[] = []): string[] =>
  [
    data.name,
    data.problem,
    data.solution,
    data.abstract,
    ...data.keywords,
    ...data.searchTerms,
    data.projectNo,
    data.regOrg,
    data.recommendOrg,
    data.tradeSecret,
    data.exportControl,
    data.videoUrl,
    ...(data.units ?? []).map(({ name }) => name),
    ...(data.projects ?? []).flatMap(({ programme, no, conclusion }) => [programme, no, conclusion]),
    ...data.ip.flatMap((right) => [
      right.name,
      right.number,
      right.applicant,
      right.holder,
      right.coOwners,
      right.encumbrance,
    ]),
    ...data.advantages.flatMap((one) => [one.metric, one.unit, one.ours, one.baseline, one.baselineName]),
    ...people.flatMap(({ name, title, unit, contact }) => [name, title, unit, contact]),
  ].filter((text) => typeof text === 'string' && text !== '') as string[];

/** What the screen says of a record's texts and fields: the first rule that stops it, else what sends it to a reviewer. */
export const screen = (
  rules: readonly SecrecyRule[],
  record: { readonly texts: readonly string[]; readonly fields: readonly string[] },
): Screening => screener(rules)(record);

/** The same for many records: rules are read once. */
export function screener(rules: readonly SecrecyRule[]) {
  const tests = rules.map((rule) => {
    const word = screenedText([rule.text]);
    const pattern = rule.kind === 'pattern' ? compilePattern(rule.text.normalize('NFKC')) : null;
    const isIn = (text: string) =>
      rule.kind === 'word' ? word !== '' && text.includes(word) : (pattern?.test(text) ?? false);
    return { rule, isIn, isBroken: rule.kind === 'pattern' ? pattern === null : word === '' };
  });
  // A rule that cannot be run stops nobody by itself; then a person looks at everything.
  const unknown = tests.filter(({ isBroken }) => isBroken).map(({ rule }) => `规则无法运行：${rule.name}`);
  return (record: { readonly texts: readonly string[]; readonly fields: readonly string[] }): Screening => {
    const text = tests.length === 0 ? '' : screenedText(record.texts);
    const met = tests.filter(({ isIn }) => isIn(text)).map(({ rule }) => rule);
    const refusedBy = met.find(({ action }) => action === 'refuse') ?? null;
    if (refusedBy !== null) return { refusedBy, flags: [] };
    return { refusedBy, flags: [...sensitivity(record.fields), ...met.map(({ name }) => name), ...unknown] };
  };
}

/** Why the field of a record by itself sends it to a reviewer. */
export const sensitivity = (fields: readonly string[]): string[] =>
  fields.flatMap((code) => (sensitiveFields[code] ? [`领域：${sensitiveFields[code]}`] : []));
