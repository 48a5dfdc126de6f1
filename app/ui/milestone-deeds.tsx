import { formatDayCn, dayOf } from '#app/domain/days.ts';
import { formatYuan } from '#app/domain/money.ts';
import { AgreeTick } from './agree-tick.tsx';
import { ButtonLink } from './button.tsx';
import { isOfSales, SalesSoFar } from './sales-so-far.tsx';
import type { MilestoneLine } from './milestone-line.ts';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface MilestoneDeedsProps {
  contractId: string;
  row: MilestoneLine;
  reply: DeedReply | undefined;
}

/** What this reader can do about a milestone: hand in evidence, answer it, or stop this one by a dispute. */
export function MilestoneDeeds({ contractId, row, reply }: MilestoneDeedsProps) {
  const { deeds } = row;
  if (deeds.length === 0) return null;
  return (
    <div className="mt-3 grid gap-3">
      {deeds.includes('submit') && (
        <div>
          {isOfSales(row) && <SalesSoFar row={row} />}
          <ButtonLink to={`/desk/contracts/${contractId}/evidence?milestone=${row.id}`}>
            {row.state === 'rejected'
              ? '补充证据，再次提交'
              : isOfSales(row)
                ? '申报没有达到，我方认为已经达到，提交证据'
                : '条件成就了，提交证据'}
          </ButtonLink>
        </div>
      )}
      {deeds.includes('accept') && <Accept row={row} reply={reply} />}
      {deeds.includes('reject') && (
        <WordDeed
          intent="reject"
          title="验收不通过"
          label="哪里没有达到约定的标准"
          why="对方会看到，并据此补充证据。"
          button="退回补充"
          row={row}
          reply={reply}
        />
      )}
      {deeds.includes('dispute') && (
        <WordDeed
          intent="dispute"
          title="有争议，只停这一项"
          label="争议是什么"
          why="验收期限停止计算，其他里程碑和提成照常履行。"
          button="提出争议"
          row={row}
          reply={reply}
        />
      )}
      {deeds.includes('concede') && (
        <WordDeed
          intent="concede"
          title="承认条件未成就"
          label="说明"
          why="争议了结，可以补充证据再提交。"
          button="承认未成就"
          row={row}
          reply={reply}
        />
      )}
      {deeds.includes('contest') && (
        <WordDeed
          intent="contest"
          title="对这笔应付款有争议"
          label="争议是什么"
          why="只停这一笔：争议期间不算逾期，了结后付款期限接着算；之前已经逾期的天数仍然算。"
          button="提出争议"
          row={row}
          reply={reply}
        />
      )}
      {deeds.includes('thaw') && (
        <IntentForm intent="thaw" className="grid sm:block">
          <input type="hidden" name="milestoneId" value={row.id} />
          <p className="mb-1 text-sm text-ink-soft">
            收款方了结的，从今天起另给 {row.payWithinDays} 天付款；付款方撤回的，付款期限接着算。
          </p>
          <SubmitButton look="secondary" intent="thaw">
            争议了结
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}

function Accept({ row, reply }: Omit<MilestoneDeedsProps, 'contractId'>) {
  const { errors } = replyTo(reply, 'accept');
  return (
    <>
      {row.acceptDueAt && (
        <p className="text-sm text-attention">请在 {formatDayCn(dayOf(row.acceptDueAt))}前答复，逾期视为通过。</p>
      )}
      <IntentForm intent="accept" className="grid gap-1">
        <input type="hidden" name="milestoneId" value={row.id} />
        <AgreeTick
          name="agrees"
          scope={row.id}
          label={`条件已成就，${row.payWithinDays} 天内支付 ${formatYuan(row.amountFen)}`}
          error={errors.agrees}
        />
        <div className="grid sm:block">
          <SubmitButton intent="accept">验收通过</SubmitButton>
        </div>
      </IntentForm>
    </>
  );
}

interface WordDeedProps extends Omit<MilestoneDeedsProps, 'contractId'> {
  intent: 'reject' | 'dispute' | 'concede' | 'contest';
  title: string;
  label: string;
  why: string;
  button: string;
}

/** A deed with its reason, behind a fold. */
function WordDeed({ intent, title, label, why, button, row, reply }: WordDeedProps) {
  const { errors, typed, isOpen } = replyTo(reply, intent);
  return (
    <details open={isOpen}>
      <summary className="min-h-11 py-2.5 text-sm text-danger sm:min-h-0 sm:py-1">{title}</summary>
      <IntentForm intent={intent} className="mt-2 grid max-w-form gap-3">
        <input type="hidden" name="milestoneId" value={row.id} />
        <Field name="reason" scope={`${intent}-${row.id}`} label={label} why={why} error={errors.reason}>
          {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent={intent}>
            {button}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
