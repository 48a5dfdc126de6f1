import { type GivenMode, givenModeLabels } from '#app/domain/listing-end.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { papers } from './sale-form.tsx';

/** Of what was recorded as performed elsewhere, whichever way it was sold. */
const ofPerformed = {
  summary: '登记有误，或者平台外的合同已经结束，解除成交',
  says: '双方其实没有在平台外履行，或者在平台外签的合同已经解除、到期的，从这里申请。审批人同意以后成交解除，公开页不再显示已成交，这项成果可以重新挂牌，或者与别人签约。',
  reason: '登记错在哪里，或者那份合同怎么结束的',
  paper: '双方的书面说明、解除合同的协议，或者写明到期日的合同。',
  why: '写明核对的经过，或者合同结束的日期和依据。',
};

interface EndSaleProps {
  /** Named where a page runs several sales. */
  auctionId?: string;
  /** What a contract elsewhere may have given of what was sold: asked where there are several. */
  givenModes: readonly GivenMode[];
  /** The sale waits for it: its form is open. */
  isNext?: boolean;
  /** Recorded as performed elsewhere: only that can be undone. */
  isPerformed?: boolean;
  reply: DeedReply | undefined;
}

const ofTrade = {
  dissolve: {
    summary: '成交方不签约，解除成交',
    says: '成交方不签合同、不付款，或者双方协商不再成交的，从这里申请（民法典第五百六十三条和公告的约定）。审批人同意以后成交解除，与成交方的洽谈随之结束，公告页不再显示已成交，这项成果可以重新挂牌，或者与别人签约；保证金按公告另行登记，违约责任另行追究。',
    reason: '成交方怎么没有签约或者履行',
    paper: '成交方的书面说明，或者催告函和送达记录。',
  },
  perform: {
    summary: '已经在平台外签约履行',
    says: '双方没有在平台上签，而是另行签了合同并履行的，从这里登记。审批人同意以后这次成交了结。给的是转让、独占或者排他许可的，仍不能再挂牌或者与别人签冲突的合同；那份合同结束以后，或者登记有误的，在这里申请解除成交。',
  },
};
const ofAuction = {
  dissolve: {
    summary: '买受人不履行，解除成交',
    says: '买受人不付款、不签合同，或者双方协商不再成交的，从这里申请（拍卖法第三十九条）。审批人同意以后成交作废，与买受人的洽谈随之结束，这项成果可以再拍卖、重新挂牌，或者与别人签约；违约责任另行追究。',
    reason: '买受人怎么没有履行',
    paper: '拍卖企业的证明、买受人的书面说明，或者催告函和送达记录。',
  },
  perform: {
    summary: '已经在平台外签约履行',
    says: '买受人是自然人，或者双方直接按成交确认书签约、付款和交付的，从这里登记。审批人同意以后这次成交了结。给的是转让、独占或者排他许可的，仍不能再挂牌或者与别人签冲突的合同；那份合同结束以后，或者登记有误的，在这里申请解除成交。',
  },
};

/** The ways in which a sale ends without a contract here, each with what shows it, for the approver. */
export function EndSale({ auctionId, givenModes, isNext = false, isPerformed = false, reply }: EndSaleProps) {
  const words = auctionId === undefined ? ofTrade : ofAuction;
  const own = auctionId === undefined || reply?.values.auctionId === auctionId ? reply : undefined;
  const props = { auctionId, reply: own };
  if (isPerformed) return <EndForm {...props} intent="dissolve" {...ofPerformed} send="申请解除" />;
  return (
    <>
      <EndForm
        {...props}
        intent="dissolve"
        isNext={isNext}
        {...words.dissolve}
        why="写明约定的付款或者签约期限、催告的日期和结果。"
        send="申请解除"
      />
      <EndForm
        {...props}
        intent="perform"
        {...words.perform}
        givenModes={givenModes}
        reason="怎么签约、怎么履行的"
        why="写明合同的日期、付了多少、什么时候交付。"
        paper="双方签的合同，付款和交付的凭据，合成一个文件。"
        send="申请登记"
      />
    </>
  );
}

interface EndFormProps {
  intent: 'dissolve' | 'perform';
  auctionId: string | undefined;
  isNext?: boolean;
  summary: string;
  says: string;
  reason: string;
  why: string;
  paper: string;
  givenModes?: readonly GivenMode[];
  send: string;
  reply: DeedReply | undefined;
}

function EndForm({ intent, auctionId, isNext = false, summary, says, reason, why, ...props }: EndFormProps) {
  const { paper, givenModes = [], send, reply } = props;
  const { isOpen, errors, typed } = replyTo(reply, intent);
  const scope = `${intent}-${auctionId ?? 'trade'}`;
  return (
    <details className="mt-3" open={isOpen || isNext}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">{summary}</summary>
      <IntentForm intent={intent} encType="multipart/form-data" className="grid max-w-form gap-4">
        <p className="text-sm text-ink-soft">{says}</p>
        {auctionId !== undefined && <input type="hidden" name="auctionId" value={auctionId} />}
        <ErrorSummary message={errors['']?.[0]} />
        {givenModes.length > 1 && (
          <RadioGroup
            name="given"
            scope={scope}
            label="那份合同实际给了对方什么"
            why="照合同选：以后别人能不能再签、成果能不能再挂牌，按它判断。"
            options={givenModes.map((mode) => ({ value: mode, label: givenModeLabels[mode] }))}
            defaultValue={typed('given')}
            error={errors.given}
          />
        )}
        <Field name="reason" scope={scope} label={reason} why={why} error={errors.reason}>
          {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('reason')} />}
        </Field>
        <FileInput name="file" scope={scope} label="凭据" {...papers} why={paper} error={errors.file} />
        <div className="grid sm:block">
          <SubmitButton intent={intent}>{send}</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
