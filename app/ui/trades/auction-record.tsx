import type { Day } from '#app/domain/days.ts';
import type { GivenMode } from '#app/domain/listing-end.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import type { SaleStand } from '#app/domain/sale-request.ts';
import { auctionMachine, type AuctionState } from '#app/domain/trade.ts';
import { ButtonLink } from '../button.tsx';
import { replyTo } from '../deed-reply.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { CorrectSale, paperOf, papers, RecordSale } from './sale-form.tsx';
import { EndSale } from './end-sale.tsx';
import { type CorrectionLine, Corrections, type SaleRequestLine, SaleRequests } from './sale-requests.tsx';
import { auctionTones } from './trade-words.ts';

export interface AuctionLine {
  readonly id: string;
  readonly achievementId: string;
  readonly state: AuctionState;
  readonly house: string;
  readonly licenceNo: string;
  readonly place: string;
  readonly noticeOn: Day;
  readonly viewingFromOn: Day;
  readonly viewingToOn: Day;
  readonly saleOn: Day;
  readonly noticeFileId: string;
  readonly confirmationNo: string | null;
  readonly buyerName: string | null;
  readonly buyerUscc: string | null;
  readonly priceFen: bigint | null;
  readonly confirmationFileId: string | null;
  readonly dealId: string | null;
  readonly dealNo: string | null;
  /** How it stands with the contract of a sale that stands or was performed elsewhere; null of any other. */
  readonly standing: SaleStand | null;
  readonly corrections: readonly CorrectionLine[];
  readonly requests: readonly SaleRequestLine[];
}

/** What the house's papers say, and the form for how it ended. */
export function AuctionRecord({
  auction,
  givenModes,
  mayRun,
  reply,
}: {
  auction: AuctionLine;
  /** What a contract elsewhere may have given of what was sold. */
  givenModes: readonly GivenMode[];
  mayRun: boolean;
  reply: Reply | undefined;
}) {
  const isSettled = !auction.requests.some(({ state }) => state === 'asked');
  const mine = reply?.intent === 'announce' ? undefined : reply;
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <StateMark tone={auctionTones[auction.state]} boxed>
        {labelOf(auctionMachine, auction.state)}
      </StateMark>
      <div className="mt-2">
        <KeyValue
          items={[
            { label: '拍卖企业', value: `${auction.house}（批准证书 ${auction.licenceNo}）` },
            {
              label: '公告',
              value: (
                <>
                  {auction.noticeOn}，{paperOf(auction.noticeFileId, '公告文件')}
                </>
              ),
            },
            { label: '展示', value: `${auction.viewingFromOn} 至 ${auction.viewingToOn}` },
            { label: '拍卖', value: `${auction.saleOn}，${auction.place}` },
            ...(auction.priceFen === null
              ? []
              : [
                  { label: '成交价', value: formatWan(auction.priceFen) },
                  { label: '买受人', value: [auction.buyerName, auction.buyerUscc].filter(Boolean).join('，') },
                  {
                    label: '确认书',
                    value: (
                      <>
                        {auction.confirmationNo}
                        {auction.confirmationFileId && <>，{paperOf(auction.confirmationFileId, '成交确认书')}</>}
                      </>
                    ),
                  },
                ]),
          ]}
        />
      </div>
      {auction.corrections.length > 0 && <Corrections corrections={auction.corrections} />}
      {auction.requests.length > 0 && (
        <SaleRequests
          requests={auction.requests}
          sale={{ way: 'auction', isPerformed: auction.state === 'performed' }}
          reply={mine}
        />
      )}
      {mayRun && auction.state === 'sold' && isSettled && <Buyer auction={auction} reply={mine} />}
      {mayRun && auction.state === 'sold' && isSettled && auction.standing !== 'signed' && (
        <>
          {auction.dealId === null && <CorrectSale auction={auction} reply={mine} />}
          <EndSale auctionId={auction.id} givenModes={givenModes} isNext={auction.standing === 'fallen'} reply={mine} />
        </>
      )}
      {mayRun && auction.state === 'dissolved' && (
        <div className="mt-4">
          <ButtonLink to={`/desk/achievements/${auction.achievementId}/list`}>去重新挂牌</ButtonLink>
        </div>
      )}
      {mayRun && auction.state === 'performed' && isSettled && auction.standing !== 'signed' && (
        <EndSale auctionId={auction.id} givenModes={givenModes} isPerformed reply={mine} />
      )}
      {mayRun && auction.state === 'announced' && (
        <>
          <RecordSale reply={mine} />
          <div className="mt-4 flex flex-wrap gap-2">
            <IntentForm intent="unsold">
              <SubmitButton look="secondary">登记流拍</SubmitButton>
            </IntentForm>
            <IntentForm intent="withdraw">
              <SubmitButton look="quiet">撤回委托</SubmitButton>
            </IntentForm>
          </div>
        </>
      )}
    </section>
  );
}

/** From the sale to the contract: which organisation of the platform the buyer is, then the deal with it. */
function Buyer({ auction, reply }: { auction: AuctionLine; reply: Reply | undefined }) {
  const { errors, typed } = replyTo(reply?.values.auctionId === auction.id ? reply : undefined, 'begin');
  if (auction.standing === 'signed') return <p className="mt-4">买受人已经在平台上按成交签了合同。</p>;
  if (auction.dealId !== null && auction.standing === 'draft') {
    return (
      <div className="mt-4">
        <ButtonLink look="primary" to={`/desk/deals/${auction.dealId}/contract`}>
          起草合同
        </ButtonLink>
        <p className="mt-2 text-sm text-ink-soft">买受人不再签的，从下面申请解除成交，洽谈随之结束。</p>
      </div>
    );
  }
  if (auction.dealId !== null) {
    const isOver = auction.standing === 'over';
    return (
      <div className="mt-4">
        <Notice
          kind={isOver ? 'info' : 'attention'}
          title={
            isOver
              ? '按这次成交签的合同已经提前结束'
              : `与买受人的洽谈（${auction.dealNo ?? ''}）里没有按这次成交签成合同，成交还没有了结`
          }
        >
          {isOver
            ? '成果可以重新挂牌，或者与别人签约。'
            : '了结以前这项成果不能与别人签约。买受人不签的，请在下面申请解除成交；已经在平台外签约履行的，登记履行。'}
        </Notice>
      </div>
    );
  }
  return (
    <IntentForm intent="begin" className="mt-4 grid max-w-form gap-4">
      <input type="hidden" name="auctionId" value={auction.id} />
      <ErrorSummary message={errors['']?.[0]} />
      <Field
        name="uscc"
        label="买受人的统一社会信用代码"
        why="买受人在平台认证以后，从这里起草合同：价款照成交确认书，照它签不再公示。"
        error={errors.uscc}
      >
        {(control) => (
          <TextInput {...control} defaultValue={typed('uscc') || (auction.buyerUscc ?? '')} maxLength={18} />
        )}
      </Field>
      <div>
        <SubmitButton intent="begin">起草合同</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** The form for the house's notice. */
export function NewAuction({ replayKey, reply }: { replayKey: string; reply: Reply | undefined }) {
  const { errors: all, typed } = replyTo(reply, 'announce');
  const { '': whole, ...errors } = all;
  const line = (name: string, label: string) => (
    <Field name={name} label={label} error={errors[name]}>
      {(control) => <TextInput {...control} defaultValue={typed(name)} />}
    </Field>
  );
  const day = (name: string, label: string) => (
    <Field name={name} label={label} error={errors[name]}>
      {(control) => <DateInput {...control} defaultValue={typed(name)} />}
    </Field>
  );
  return (
    <section>
      <SectionHead look="plain">登记拍卖公告</SectionHead>
      <IntentForm
        intent="announce"
        replayKey={replayKey}
        encType="multipart/form-data"
        className="grid max-w-form gap-4"
      >
        <ErrorSummary errors={errors} message={whole?.[0]} />
        {line('house', '拍卖企业')}
        {line('licenceNo', '拍卖经营批准证书编号')}
        {line('place', '拍卖地点或网络平台')}
        {day('noticeOn', '公告日期')}
        {day('viewingFromOn', '展示开始')}
        {day('viewingToOn', '展示截止')}
        {day('saleOn', '拍卖日期')}
        <FileInput name="file" label="公告文件" {...papers} error={errors.file} />
        <div className="grid sm:block">
          <SubmitButton intent="announce">登记公告</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
