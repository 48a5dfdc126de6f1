import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { budgetWords } from '#app/domain/demand-form.ts';
import { gapsOf } from '#app/domain/match-gap.ts';
import type { KeyTermShare } from '#app/domain/match-terms.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import type { MatchGroupData, MatchGroupRow } from './match-groups.tsx';
import { factorRows, gapWords } from './match-words.ts';

type CodedRow = Omit<MatchGroupRow, 'coveragePpm' | 'factors' | 'gaps'> & {
  readonly reasons: MatchReasons;
  readonly keyTerms: readonly KeyTermShare[];
};

type Coded<Data> = Omit<Data, 'budget' | 'rows'> & {
  readonly budgetMinFen: string | null;
  readonly budgetMaxFen: string | null;
  readonly acceptPayLater: boolean;
  readonly rows: readonly CodedRow[];
};

/** A group with its codes in the users' words: 普通许可, not LIC_NON. */
export const matchGroupWords = (
  { budgetMinFen, budgetMaxFen, acceptPayLater, cooperation, rows, ...group }: Coded<MatchGroupData>,
  lists: CodeLists,
): MatchGroupData => ({
  ...group,
  budget: budgetWords(budgetMinFen, budgetMaxFen) + (acceptPayLater ? '，接受先用后付' : ''),
  cooperation: cooperation.map((code) => codeLabel(lists, 'cooperation', code)),
  rows: rows.map(({ reasons, keyTerms, ...row }) => ({
    ...row,
    coveragePpm: reasons.coveragePpm,
    modes: row.modes.map((code) => codeLabel(lists, 'transfer_mode', code)),
    factors: factorRows(lists, reasons),
    gaps: gapWords(lists, gapsOf(reasons, keyTerms)),
  })),
});
