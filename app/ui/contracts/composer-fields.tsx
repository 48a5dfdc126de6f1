import { type ComposerStep, kindOfForm, stepsOf } from '#app/domain/composer-steps.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import type { PriceGuide } from '#app/domain/price-guide.ts';
import { formatPpm } from '#app/domain/money.ts';
import type { LaterChoice, TermsFieldsProps } from '../composer-props.ts';
import { MilestoneRows } from '../milestone-rows.tsx';
import { OtherTermsFields } from '../other-terms-fields.tsx';
import { RoyaltyFields } from '../royalty-fields.tsx';
import { ScopeFields } from '../scope-fields.tsx';
import { AuditFields } from './audit-fields.tsx';
import { ChangeRoyaltyFields } from './change-royalty-fields.tsx';
import { KindFields } from './kind-fields.tsx';
import { ScenarioFields } from './scenario-fields.tsx';
import { TrialFields } from './trial-fields.tsx';

interface ComposerFieldsProps extends TermsFieldsProps {
  step: ComposerStep;
  guide: PriceGuide | null;
  /** Only of a change of a signed contract. */
  later?: LaterChoice;
}

/** The fields of one step; the last step has none of the terms. */
export function ComposerFields({ step, guide, form, errors, later, rights = [], payee = null }: ComposerFieldsProps) {
  switch (step) {
    case 'kind':
      return <KindFields form={form} errors={errors} />;
    case 'scope':
      return <ScopeFields form={form} errors={errors} rights={rights} />;
    case 'trial':
      return <TrialFields form={form} errors={errors} />;
    case 'milestones':
      return <MilestoneRows rows={form.milestones} kind={kindOfForm(form)} errors={errors} />;
    case 'royalty':
      return (
        <>
          {guide && (
            <p className="rounded-lg bg-sunk px-4 py-3 text-sm">
              净销售额提成的参考区间：{formatPpm(guide.lowPpm)} 到 {formatPpm(guide.highPpm)}（{guide.basis}）。
            </p>
          )}
          {later ? (
            <ChangeRoyaltyFields royalty={form.royalty} errors={errors} choice={later} />
          ) : (
            <RoyaltyFields royalty={form.royalty} errors={errors} />
          )}
          <AuditFields form={form} errors={errors} />
          <ScenarioFields form={form} errors={errors} />
        </>
      );
    case 'other':
      return <OtherTermsFields form={form} errors={errors} payee={payee} />;
    default:
      return null;
  }
}

const stepNotes: Readonly<Partial<Record<ComposerStep, string>>> = {
  trial: '试用不收使用费和提成；退出时只付已验收通过的里程碑',
  milestones: '验收一笔，付一笔；试用期内验收通过的也照付',
  royalty: '有收入才付',
};

/** What each step is about, in one line; of a kind that knows no trial nothing is said of one. */
export const stepNote = (step: ComposerStep, kind: ContractKind): string | undefined =>
  step === 'milestones' && !stepsOf(kind).includes('trial') ? '验收一笔，付一笔' : stepNotes[step];
