import { type IntroductionState, introductionLabels } from '#app/domain/engagement.ts';
import { declineWords } from '#app/domain/match-answer.ts';
import { ButtonLink } from '../button.tsx';
import { declineOptions } from '../deal-words.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

export interface IntroductionLine {
  readonly id: string;
  readonly state: IntroductionState;
  readonly message: string;
  readonly achievementName: string;
  readonly demandTitle: string;
  readonly licensorName: string;
  readonly licenseeName: string | null;
  readonly licensorSaidYes: boolean;
  readonly licenseeSaidYes: boolean;
  readonly declineReason: string | null;
  readonly dealId: string | null;
  readonly brokerName: string;
  readonly isWaiting: boolean;
  /** The broker declared a relation to the party that reads. */
  readonly isRelated: boolean;
}

const tones = { proposed: 'attention', opened: 'good', declined: 'neutral' } as const;
const said = (yes: boolean): string => (yes ? '已同意' : '未答复');

/** Pairings that a broker proposed; a party answers for itself. */
export function IntroductionList({ rows, as }: { rows: readonly IntroductionLine[]; as: 'broker' | 'party' }) {
  return (
    <ul className="grid gap-3">
      {rows.map((row) => (
        <li key={row.id} className="rounded-lg border border-line bg-card px-4 py-3">
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
            <span className="break-words">
              {row.achievementName} <span className="font-normal">与</span> {row.demandTitle}
            </span>
            <StateMark tone={tones[row.state]}>{introductionLabels[row.state]}</StateMark>
          </h3>
          <p className="text-sm text-ink-soft">
            {row.licensorName}（{said(row.licensorSaidYes)}）与 {row.licenseeName ?? '匿名企业'}（
            {said(row.licenseeSaidYes)}）{as === 'party' && `，技术经纪人 ${row.brokerName}`}
          </p>
          <p className="mt-1 whitespace-pre-line break-words text-sm">{row.message}</p>
          {row.isRelated && (
            <p className="mt-1 text-sm font-bold">这位技术经纪人申报过与你单位的利益关系，请先问清楚再答复。</p>
          )}
          {row.declineReason !== null && <p className="text-sm">原因：{declineWords(row.declineReason)}</p>}
          {row.dealId !== null && (
            <p className="mt-2">
              <ButtonLink to={`/desk/deals/${row.dealId}`}>去洽谈室</ButtonLink>
            </p>
          )}
          {row.isWaiting && (
            <div className="mt-3 flex flex-wrap items-end gap-3 border-t border-line pt-3">
              <IntentForm intent="acceptPair">
                <input type="hidden" name="id" value={row.id} />
                <SubmitButton intent="acceptPair">愿意谈</SubmitButton>
              </IntentForm>
              <IntentForm intent="declinePair" className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="id" value={row.id} />
                <Field name="reason" label="不谈的原因" scope={row.id}>
                  {(control) => <Select {...control} options={declineOptions} defaultValue="timing" />}
                </Field>
                <SubmitButton look="quiet" intent="declinePair">
                  婉拒
                </SubmitButton>
              </IntentForm>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
