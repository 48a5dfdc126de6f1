import { type CorrectionEvent, correctionMachine, type CorrectionState } from '#app/domain/correction.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { DeedPanel } from '../records/deed-panel.tsx';

interface CorrectionDeedFormsProps {
  state: CorrectionState;
  deeds: readonly CorrectionEvent[];
  errors: Readonly<Record<string, string[]>>;
  openForm?: string | undefined;
}

const plain = [
  { deed: 'submit', word: '提交更正', look: 'primary' },
  { deed: 'recall', word: '撤回送审', look: 'secondary' },
  { deed: 'drop', word: '放弃更正', look: 'danger' },
] as const;

/** What its author may do with a correction. */
export const CorrectionDeedForms = ({ state, deeds, ...rest }: CorrectionDeedFormsProps) => (
  <DeedPanel
    offered={plain
      .filter(({ deed }) => deeds.includes(deed))
      .map((each) => ({ ...each, says: transitionOf(correctionMachine, state, each.deed)?.says ?? '' }))}
    {...rest}
  />
);
