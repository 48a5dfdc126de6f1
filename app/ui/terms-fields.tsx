import type { ReactNode } from 'react';
import type { TermsFieldsProps } from './composer-props.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import { TrialFields } from './contracts/trial-fields.tsx';
import { MilestoneRows } from './milestone-rows.tsx';
import { OtherTermsFields } from './other-terms-fields.tsx';
import { RoyaltyFields } from './royalty-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { SectionHead } from './section-head.tsx';

/** The sections of an offer in the order of the contract: one column, each field beside its own complaint. */
export function TermsFields({ form, errors }: TermsFieldsProps) {
  return (
    <div className="grid gap-10">
      {(['kind', 'subKind'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={form[name]} />
      ))}
      <Step no={1} title="许可什么">
        <ScopeFields form={form} errors={errors} />
      </Step>
      <Step no={2} title="试用" note="试用不收使用费和提成；退出时只付已验收通过的里程碑">
        <TrialFields form={form} errors={errors} />
      </Step>
      <Step no={3} title="里程碑" note="验收一笔，付一笔；试用期内验收通过的也照付">
        <MilestoneRows rows={form.milestones} kind={kindOfForm(form)} errors={errors} />
      </Step>
      <Step no={4} title="收入提成" note="有收入才付">
        <RoyaltyFields royalty={form.royalty} errors={errors} />
      </Step>
      <Step no={5} title="其他约定">
        <OtherTermsFields form={form} errors={errors} />
      </Step>
    </div>
  );
}

function Step({ no, title, note, children }: { no: number; title: string; note?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`step-${no}`}>
      <SectionHead id={`step-${no}`} note={note}>
        {no}　{title}
      </SectionHead>
      <div className="grid gap-5 pt-4">{children}</div>
    </section>
  );
}
