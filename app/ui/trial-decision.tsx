import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { royaltyStartText } from '#app/domain/contract-payment-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import type { TrialState } from '#app/domain/trial-machine.ts';
import { AgreeTick } from './agree-tick.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { ProposalAnswer } from './proposal-answer.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface TrialDecisionProps {
  contract: { readonly versionN: number };
  side: ContractSide | null;
  sides: SideNames;
  terms: PayLaterTerms;
  deeds: readonly string[];
  trial: { readonly state: TrialState; readonly endsOn: string | null };
  today: Day;
  /** The first period whose revenue counts if it is decided today; null: not known yet. */
  firstPeriod: { readonly startOn: Day; readonly reportDueOn: Day } | null;
  who: { readonly decide: string };
  asked: { readonly id: string; readonly side: ContractSide; readonly reason: string } | null;
  mayAsk: boolean;
  mayAnswer: boolean;
  reply: DeedReply | undefined;
}

const card = 'grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

/** The three ways out of a trial, each with what it means before it is done. */
export function TrialDecision(props: TrialDecisionProps) {
  const { deeds, asked, mayAsk, mayAnswer, side } = props;
  if (!deeds.includes('convert') && !mayAsk && asked === null) {
    const isOthers = props.trial.state === 'deciding';
    return <p className="text-sm text-ink-soft">{isOthers ? `${props.who.decide}决定。` : '现在没有要决定的事。'}</p>;
  }
  return (
    <div className="grid gap-4">
      {asked && (
        <div className={card}>
          <p className="font-bold">
            {props.sides[asked.side]}提议延长试用 {props.terms.trial.extensionMonths} 个月
          </p>
          <p className="whitespace-pre-line">{asked.reason}</p>
          {mayAnswer && <ProposalAnswer declarationId={asked.id} isOwn={asked.side === side} reply={props.reply} />}
        </div>
      )}
      {deeds.includes('convert') && <Convert {...props} />}
      {mayAsk && <Extend {...props} />}
      {deeds.includes('exit') && <Exit {...props} />}
    </div>
  );
}

/** When the trial ends, from which day revenue counts and until when it is first reported, as the engine will ask for it. */
function whatConvertingMeans({ terms, trial, today, firstPeriod }: TrialDecisionProps): string {
  const isOver = trial.endsOn !== null && trial.endsOn < today;
  const ends = isOver ? `试用已于 ${trial.endsOn} 期满` : '试用到今天为止';
  const { royalty } = terms;
  if (royalty === null) return `${ends}，里程碑照约定付款。`;
  if (firstPeriod === null) return `${ends}，提成${royaltyStartText(royalty, terms)}计，里程碑照约定付款。`;
  const { startOn, reportDueOn } = firstPeriod;
  const back = startOn < today ? `（${startOn} 至今天已有的收入也计）` : '';
  return `${ends}，收入自 ${startOn} 起计提成${back}，第一次申报最晚 ${reportDueOn}，里程碑照约定付款。`;
}

function Convert(props: TrialDecisionProps) {
  const { reply } = props;
  const { errors } = replyTo(reply, 'convert');
  return (
    <IntentForm intent="convert" needsProof className={card}>
      <h3 className="font-bold">转为正式实施</h3>
      <p className="text-sm text-ink-soft">{whatConvertingMeans(props)}决定后不能撤回。</p>
      <AgreeTick name="agrees" scope="convert" label="我代表本单位决定转为正式实施" error={errors.agrees} />
      <div className="grid sm:block">
        <SubmitButton intent="convert">转为正式实施</SubmitButton>
      </div>
    </IntentForm>
  );
}

function Extend({ contract, terms, reply }: TrialDecisionProps) {
  const { errors, typed, isOpen } = replyTo(reply, 'askExtension');
  return (
    <details className={card} open={isOpen}>
      <summary className="min-h-11 py-2.5 font-bold sm:min-h-0 sm:py-0">
        提议延长 {terms.trial.extensionMonths} 个月
      </summary>
      <IntentForm intent="askExtension" needsProof className="mt-3 grid gap-3">
        <input type="hidden" name="versionN" value={contract.versionN} />
        <p className="text-sm text-ink-soft">只能延长一次，对方书面同意后才算数；没有答复之前，原来的期限照走。</p>
        <Field name="reason" scope="extend" label="为什么要延长" error={errors.reason}>
          {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} maxLength={2000} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="secondary" intent="askExtension">
            发给对方
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

function Exit({ reply }: TrialDecisionProps) {
  const { errors, typed, isOpen } = replyTo(reply, 'exit');
  return (
    <details className={card} open={isOpen}>
      <summary className="min-h-11 py-2.5 font-bold text-danger sm:min-h-0 sm:py-0">退出试用</summary>
      <IntentForm intent="exit" needsProof className="mt-3 grid gap-3">
        <p className="text-sm text-ink-soft">
          退出后合同解除，不能撤回：未成就的里程碑取消，不产生提成；已到期的款项仍要付。停止使用，返还或者销毁资料，30
          天内提交试用数据。办理前要确认是你本人。
        </p>
        <Field name="reason" scope="exit" label="为什么退出" why="对方会看到，并长期保存。" error={errors.reason}>
          {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} maxLength={2000} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="exit">
            退出试用，解除合同
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
