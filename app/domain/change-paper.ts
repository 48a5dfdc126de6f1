import type { PaperBlock } from './paper.ts';
import { type ChangeCounts, countsOf, type TextChange } from './version-text.ts';

/** An article that reads otherwise, each paragraph in parts. */
interface ChangedArticle {
  readonly no: number;
  readonly title: string;
  readonly paragraphs: readonly (readonly {
    readonly kind: 'same' | 'added' | 'removed';
    readonly text: string;
  }[])[];
}

/**
 * The head of a change (变更协议) before the whole text as changed: what it changes is named, so that nothing is left to be guessed
 * (Civil Code art. 543, 544: a change agreed unclearly is presumed to be none).
 */
export const changeWords = (versionN: number, change: TextChange, changes: readonly ChangedArticle[]): string[] => [
  changeSentence(versionN, change),
  ...changes.flatMap(({ no, title, paragraphs }) => [`第 ${no} 条　${title}：`, ...paragraphs.flatMap(wordsOf)]),
  '没有列出的条款不变。变更后的全文如下。',
];

/** The same as blocks of a paper. */
export const changeBlocks = (words: readonly string[]): PaperBlock[] => [
  { kind: 'heading', text: '变更事项' },
  ...words.map((text) => ({ kind: 'paragraph' as const, text })),
];

/** What a change replaces, from when, and why. */
function changeSentence(versionN: number, change: TextChange): string {
  const { baseVersionN, baseSha256, effectiveOn, reason } = change;
  const from: Readonly<Record<ChangeCounts, string>> = {
    day: `自 ${effectiveOn} 起，`,
    signing: '自双方签署完成之日起（平台记载在后的，自记载之日起），',
    open_claims: '自双方签署完成时起（平台记载在后的，自记载时起），对还没有成就、申报或者计收的款项',
  };
  return `双方同意变更本合同：${from[countsOf(change)]}按第 ${versionN} 版执行，替换双方已签署的第 ${baseVersionN} 版（SHA-256 ${baseSha256}）。变更的原因：${reason}`;
}

type Parts = ChangedArticle['paragraphs'][number];

const textOf = (parts: Parts, gone: 'added' | 'removed'): string =>
  parts.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join('');

function wordsOf(parts: Parts): string[] {
  const [before, after] = [textOf(parts, 'added'), textOf(parts, 'removed')];
  if (before === '') return [`增加：${after}`];
  return after === '' ? [`删去：${before}`] : [`原文：${before}`, `改为：${after}`];
}
