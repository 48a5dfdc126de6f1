import { type GivenMode, givenModeLabels } from '#app/domain/listing-end.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import {
  type SaleRequestKind,
  saleRequestLabels,
  saleRequestMachine,
  type SaleRequestState,
} from '#app/domain/sale-request.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateText } from '../date-text.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { grantWords, type SoldAs } from './grant-words.ts';
import { paperOf, type SaleLine } from './sale-form.tsx';
import { saleRequestTones } from './trade-words.ts';

/** What stood of a sale before it was put right. */
export interface CorrectionLine extends SaleLine {
  readonly id: string;
  readonly confirmationFileId: string;
  readonly reason: string;
  readonly by: string;
  readonly createdAt: Date;
}

/** What was asked of a sale, and what became of it. */
export interface SaleRequestLine extends SaleLine {
  readonly id: string;
  readonly kind: SaleRequestKind;
  readonly state: SaleRequestState;
  readonly reason: string;
  /** What a sale performed elsewhere gave its buyer. */
  readonly given: GivenMode | null;
  readonly fileId: string | null;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly asker: string;
  readonly decidedAt: Date | null;
  readonly decider: string | null;
  readonly mayDecide: boolean;
  readonly mayRecall: boolean;
}

const saleWords = ({ confirmationNo, buyerName, buyerUscc, priceFen }: SaleLine): string =>
  [confirmationNo, buyerName, buyerUscc, priceFen === null ? null : formatWan(priceFen)].filter(Boolean).join('，');

interface SaleRequestsProps {
  requests: readonly SaleRequestLine[];
  /** What was sold which way, and whether that is recorded as performed elsewhere. */
  sale: SoldAs;
  reply: DeedReply | undefined;
}

/** Requests about a sale, the newest first, with the buttons of who decides or takes back. */
export function SaleRequests({ requests, sale, reply }: SaleRequestsProps) {
  return (
    <ul className="mt-4 grid gap-3">
      {requests.map((request) => (
        <li key={request.id} className="rounded-lg border border-line px-4 py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h3 className="font-bold">{saleRequestLabels[request.kind]}</h3>
            <StateMark boxed tone={saleRequestTones[request.state]}>
              {labelOf(saleRequestMachine, request.state)}
            </StateMark>
          </div>
          {request.kind === 'correct' && <p className="mt-1">改为：{saleWords(request)}</p>}
          {request.given !== null && <p className="mt-1">给了对方：{givenModeLabels[request.given]}</p>}
          <p className="mt-1">{request.reason}</p>
          <p className="mt-1 text-sm text-ink-soft">
            {request.asker}，<DateText value={request.createdAt} as="minute" /> 申请
            {request.fileId && <>，{paperOf(request.fileId, request.kind === 'correct' ? '新的成交确认书' : '凭据')}</>}
            {request.decider && request.decidedAt && (
              <>
                ；{request.decider}，<DateText value={request.decidedAt} as="minute" />{' '}
                {labelOf(saleRequestMachine, request.state)}
              </>
            )}
          </p>
          {request.note && <p className="mt-1">原因：{request.note}</p>}
          <RequestDeeds request={request} sale={sale} reply={reply} />
        </li>
      ))}
    </ul>
  );
}

function RequestDeeds({ request, sale, reply }: Omit<SaleRequestsProps, 'requests'> & { request: SaleRequestLine }) {
  const own = reply?.values.requestId === request.id ? reply : undefined;
  const granting = replyTo(own, 'grantSale');
  const { isOpen, errors, typed } = replyTo(own, 'refuseSale');
  if (!request.mayDecide && !request.mayRecall) return null;
  const id = <input type="hidden" name="requestId" value={request.id} />;
  return (
    <div className="mt-3 grid gap-3">
      {!isOpen && <ErrorSummary message={own?.errors['']?.[0]} />}
      {request.mayDecide && (
        <>
          <IntentForm intent="grantSale" className="grid max-w-form gap-2 rounded-md bg-sunk px-4 py-3">
            {id}
            <p className="text-sm">{grantWords(request.kind, sale)}</p>
            <AgreeTick
              name="hasRead"
              scope={request.id}
              label="我已核对文件，知道同意以后的后果"
              error={granting.errors['hasRead']}
            />
            <div>
              <SubmitButton intent="grantSale">同意</SubmitButton>
            </div>
          </IntentForm>
          <details open={isOpen}>
            <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">不同意</summary>
            <IntentForm intent="refuseSale" className="grid max-w-form gap-3">
              {id}
              <ErrorSummary message={errors['']?.[0]} />
              <Field name="note" scope={request.id} label="不同意的原因" error={errors.note}>
                {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={typed('note')} />}
              </Field>
              <div>
                <SubmitButton intent="refuseSale" look="quiet">
                  不同意
                </SubmitButton>
              </div>
            </IntentForm>
          </details>
        </>
      )}
      {request.mayRecall && (
        <IntentForm intent="recallSale">
          {id}
          <SubmitButton intent="recallSale" look="quiet">
            撤回申请
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}

/** What was recorded before, and why it was put right. */
export function Corrections({ corrections }: { corrections: readonly CorrectionLine[] }) {
  return (
    <div className="mt-4">
      <h3 className="font-bold">更正前的登记</h3>
      <ul className="mt-1 text-sm">
        {corrections.map((was) => (
          <li key={was.id} className="border-t border-line py-2">
            <span className="block">
              {[
                was.confirmationNo,
                was.buyerName,
                was.buyerUscc,
                was.priceFen === null ? null : formatWan(was.priceFen),
              ]
                .filter(Boolean)
                .join('，')}
              ，{paperOf(was.confirmationFileId, '成交确认书')}
            </span>
            <span className="block text-ink-soft">
              <DateText value={was.createdAt} as="minute" /> {was.by} 更正：{was.reason}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
