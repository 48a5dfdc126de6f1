import type { FieldFault } from './errors.ts';
import { type Scores, type Spread, valueKeys, valueLabels, type ValueKey } from './evaluation.ts';

/** What a report says of one value: what its scores rest on, in words or as a paper, or why it does not apply. */
export interface Ground {
  readonly text: string;
  readonly hasPaper: boolean;
  readonly notApplicable: string;
}

/** The field of a form that says why a value does not apply, and the one with the paper behind its scores. */
export const notApplicableField = <Key extends ValueKey>(key: Key): `na-${Key}` => `na-${key}`;
export const paperField = <Key extends ValueKey>(key: Key): `paper-${Key}` => `paper-${key}`;
/** The field of an expert's form that says why he scored a value as he did. */
export const reasonField = <Key extends ValueKey>(key: Key): `reason-${Key}` => `reason-${key}`;

/**
 * What is missing before a report can be issued: each value that an expert scored wants its evidence, each that nobody scored is
 * declared not applicable with a reason (GB/T 44731-2024: dimensions are chosen by type and purpose, and the choice is said).
 * Scores for 技术价值 alone, no evidence → 技术价值 asks for evidence, the five others for a reason.
 */
export function groundFaults(
  spread: readonly Spread[],
  grounds: Readonly<Partial<Record<ValueKey, Ground>>>,
): FieldFault[] {
  return valueKeys.flatMap((key): FieldFault[] => {
    const { text = '', hasPaper = false, notApplicable = '' } = grounds[key] ?? {};
    const label = valueLabels[key];
    if (spread.some((one) => one.key === key)) {
      if (notApplicable.trim() !== '') {
        return [{ field: notApplicableField(key), says: `${label}有专家评分，不能写成不适用。` }];
      }
      return text.trim() !== '' || hasPaper
        ? []
        : [{ field: key, says: `${label}有专家评分，请写明依据或上传依据材料。` }];
    }
    return notApplicable.trim() === ''
      ? [{ field: notApplicableField(key), says: `${label}没有专家评分，请写明不适用的原因。` }]
      : [];
  });
}

/**
 * What is missing in an expert's scores: at least one value scored, and no score without its reason. Scores for 技术价值 alone, no
 * reason → 技术价值 asks for it.
 */
export function scoreFaults(scores: Scores, reasons: Readonly<Partial<Record<ValueKey, string>>>): FieldFault[] {
  const scored = valueKeys.filter((key) => typeof scores[key] === 'number');
  if (scored.length === 0) return [{ field: 'scientific', says: '至少给一项评分。' }];
  return scored
    .filter((key) => !reasons[key]?.trim())
    .map((key) => ({ field: reasonField(key), says: `请写明${valueLabels[key]}评分的理由。` }));
}

/** What is missing where a report states a readiness level: a level says what it rests on, and words alone are no level. */
export function statedTrlFaults(level: number | null, ground: string): FieldFault[] {
  if (level !== null && ground.trim() === '')
    return [{ field: 'trlGround', says: `请写明评定为 TRL ${level} 的依据。` }];
  return level === null && ground.trim() !== ''
    ? [{ field: 'trlLevel', says: '写了评定依据，请选择评定的级别。' }]
    : [];
}

/** How many of a panel scored a value: '5 位中 4 位评分', and '5 位都评分' where all did. */
export const scoredWords = (scored: number, panelSize: number): string =>
  scored === panelSize ? `${panelSize} 位都评分` : `${panelSize} 位中 ${scored} 位评分`;

/** An expert's word on one value: with his score, or why it does not apply. */
export interface ScoreReason {
  readonly score: number | null;
  readonly text: string;
}

/**
 * What the experts said of each value, without their names. Highest score first and then by the words, so that the order
 * of one value tells nothing of the next one's.
 */
export function reasonsByValue(
  panel: readonly {
    readonly scores: Scores | null;
    readonly reasons: Readonly<Partial<Record<ValueKey, string>>> | null;
  }[],
): Partial<Record<ValueKey, ScoreReason[]>> {
  return Object.fromEntries(
    valueKeys.flatMap((key) => {
      const said = panel.flatMap(({ scores, reasons }): ScoreReason[] => {
        const text = reasons?.[key]?.trim() ?? '';
        return text === '' ? [] : [{ score: scores?.[key] ?? null, text }];
      });
      const inOrder = said.toSorted(
        (a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
      );
      return said.length === 0 ? [] : [[key, inOrder]];
    }),
  );
}
