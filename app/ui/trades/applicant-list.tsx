import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { tradeApplicationMachine, type TradeApplicationState, type TradeState } from '#app/domain/trade.ts';
import { depositStand } from '#app/domain/trade-deposit.ts';
import { DateInput } from '../date-input.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import {
  type Deposit,
  DepositTrail,
  depositWords,
  EndDeposit,
  NoteDeposit,
  type SetOffChoice,
  UndoDeposit,
} from './deposit-forms.tsx';
import { applicationTones } from './trade-words.ts';

export interface Applicant extends Deposit {
  readonly id: string;
  readonly n: number | null;
  readonly state: TradeApplicationState;
  readonly orgName: string;
  readonly isSample: boolean;
  /** Null for who reads deposits alone. */
  readonly statement: string | null;
  readonly createdAt: Date;
  readonly decisionNote: string | null;
  /** By when a deposit that secures nothing more goes back, where its trade is over. */
  readonly returnBy: Day | null;
}

interface ApplicantListProps {
  applicants: readonly Applicant[];
  trade: TradeState;
  winnerId: string | null;
  /** What the buyer signed for a sale that stands; null where it does not stand here. */
  contractNos: readonly string[] | null;
  /** What of its price is still to be paid. */
  setOffClaims: readonly SetOffChoice[];
  /** Decisions are made until bidding begins. */
  mayDecide: boolean;
  isOfficer: boolean;
  asksDeposit: boolean;
  /** Said where there is nobody. */
  empty: string;
  reply: Reply | undefined;
}

/** Who wants to bid, with what the unit decides about each. */
export function ApplicantList({ applicants, mayDecide, isOfficer, asksDeposit, reply, ...props }: ApplicantListProps) {
  const { trade, winnerId, contractNos, setOffClaims, empty } = props;
  // Nobody decided about him before it was time to bid.
  const isLapsed = (state: TradeApplicationState): boolean => state === 'submitted' && trade !== 'announced';
  if (applicants.length === 0) return <p className="text-sm text-ink-soft">{empty}</p>;
  return (
    <ul className="rounded-lg border border-line bg-card">
      {applicants.map((one) => {
        const mine = reply?.values.applicationId === one.id ? reply : undefined;
        return (
          <li key={one.id} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
            <h3 className="font-bold">
              {one.orgName} {one.isSample && <Sample />}
            </h3>
            <p className="flex flex-wrap gap-x-4 text-sm">
              <StateMark tone={isLapsed(one.state) ? 'neutral' : applicationTones[one.state]}>
                {isLapsed(one.state) ? '竞价前没有审核，没有参加' : labelOf(tradeApplicationMachine, one.state)}
                {one.n === null ? '' : `，${one.n} 号`}
              </StateMark>
              <span className="text-ink-soft">
                登记于 <DateText value={one.createdAt} as="minute" />
              </span>
              {(asksDeposit || one.depositOn) && <span className="text-ink-soft">{depositWords(one)}</span>}
            </p>
            {one.statement !== null && <p className="mt-1 whitespace-pre-line break-words text-sm">{one.statement}</p>}
            <DepositTrail corrections={one.corrections} />
            {one.decisionNote && <p className="mt-1 text-sm text-ink-soft">理由：{one.decisionNote}</p>}
            {mine && <ErrorSummary message={Object.values(mine.errors)[0]?.[0]} />}
            {mayDecide && (one.state === 'submitted' || one.state === 'qualified') && (
              <Decide
                id={one.id}
                isQualified={one.state === 'qualified'}
                asksDeposit={asksDeposit && one.depositOn === null}
              />
            )}
            {isOfficer && asksDeposit && one.depositOn === null && (!mayDecide || one.state !== 'submitted') && (
              <NoteDeposit id={one.id} paidOn={one.paidOn} paidReference={one.paidReference} />
            )}
            {isOfficer && (
              <EndDeposit
                id={one.id}
                stand={depositStand(one, { trade, isWinner: one.id === winnerId })}
                returnBy={one.returnBy}
                contractNos={contractNos}
                setOffClaims={setOffClaims}
                errors={mine?.intent === 'endDeposit' ? mine.errors : {}}
              />
            )}
            {isOfficer && <UndoDeposit id={one.id} deposit={one} isOpen={mine?.intent === 'undoDeposit'} />}
          </li>
        );
      })}
    </ul>
  );
}

function Decide({ id, isQualified, asksDeposit }: { id: string; isQualified: boolean; asksDeposit: boolean }) {
  return (
    <div className="mt-3 grid gap-4 sm:grid-cols-2">
      {!isQualified && (
        <IntentForm intent="qualify" className="grid content-start gap-3">
          <input type="hidden" name="applicationId" value={id} />
          {asksDeposit && (
            <>
              <Field name="depositOn" scope={id} label="保证金到账日期">
                {(control) => <DateInput {...control} />}
              </Field>
              <Field name="depositReference" scope={id} label="银行流水号">
                {(control) => <TextInput {...control} maxLength={60} />}
              </Field>
            </>
          )}
          <div>
            <SubmitButton>定为合格</SubmitButton>
          </div>
        </IntentForm>
      )}
      <details>
        <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm">
          {isQualified ? '取消资格' : '不合格'}
        </summary>
        <IntentForm intent="refuse" className="grid gap-3">
          <input type="hidden" name="applicationId" value={id} />
          <Field name="note" scope={id} label="理由" why="对方会看到。">
            {(control) => <TextInput {...control} maxLength={300} />}
          </Field>
          <div>
            <SubmitButton look="danger">{isQualified ? '取消资格' : '定为不合格'}</SubmitButton>
          </div>
        </IntentForm>
      </details>
    </div>
  );
}
