import { clauseLabels } from '#app/domain/contract-clauses.ts';
import { ArticleChanges } from '../article-changes.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { OpenClause } from './clause-answers.tsx';

interface ClauseWithdrawalProps {
  contract: { readonly versionN: number };
  clauses: readonly OpenClause[];
  reply: DeedReply | undefined;
}

/** One's own changes while the other side has not answered: some of them can be taken back. */
export function ClauseWithdrawal({ contract, clauses, reply }: ClauseWithdrawalProps) {
  const { errors } = replyTo(reply, 'withdrawClauses');
  return (
    <section aria-labelledby="own-head">
      <SectionHead look="plain" id="own-head" note="等对方答复">
        我方改了 {clauses.length} 条
      </SectionHead>
      <div className="grid gap-4">
        {clauses.map(({ key, changes, note }) => (
          <div key={key} className="grid gap-2 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
            <h3 className="font-bold">{clauseLabels[key]}</h3>
            <ArticleChanges changes={changes} />
            {note && <p className="text-sm">我方的理由：{note}</p>}
          </div>
        ))}
        <IntentForm intent="withdrawClauses">
          <input type="hidden" name="versionN" value={contract.versionN} />
          <CheckboxGroup
            name="clauses"
            label="收回其中几条"
            why="收回的恢复成对方的写法，其余仍等对方答复"
            defaultValue={[]}
            error={errors.clauses}
            required={false}
            options={clauses.map(({ key }) => ({ value: key, label: clauseLabels[key] }))}
            inline
          />
          <FormActions>
            <SubmitButton look="secondary" intent="withdrawClauses">
              收回勾选的修改
            </SubmitButton>
          </FormActions>
        </IntentForm>
      </div>
    </section>
  );
}
