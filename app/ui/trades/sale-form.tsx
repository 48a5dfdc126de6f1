import { wanOf } from '#app/domain/achievement-money.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

export interface SaleLine {
  readonly confirmationNo: string | null;
  readonly buyerName: string | null;
  readonly buyerUscc: string | null;
  readonly priceFen: bigint | null;
}

/** What papers of an auction may be. */
export const papers = { accept: '.pdf,image/png,image/jpeg,image/webp', limits: 'PDF 或图片，不超过 20 MB。' };

export const paperOf = (id: string, words: string) => (
  <a href={`/files/${id}`} className="link">
    {words}
  </a>
);

/** How the sale ended, from the 成交确认书. */
export function RecordSale({ reply }: { reply: DeedReply | undefined }) {
  const { isOpen, errors, typed } = replyTo(reply, 'sold');
  return (
    <>
      <ErrorSummary message={reply?.errors['']?.[0]} />
      <details className="mt-3" open={isOpen}>
        <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">登记成交确认书</summary>
        <IntentForm intent="sold" encType="multipart/form-data" className="grid max-w-form gap-4">
          <SaleFields errors={errors} valueOf={typed} />
          <FileInput name="file" label="成交确认书" {...papers} error={errors.file} />
          <div className="grid sm:block">
            <SubmitButton intent="sold">登记成交</SubmitButton>
          </div>
        </IntentForm>
      </details>
    </>
  );
}

/** A slip in what was recorded: asked to be put right while no contract was begun from it. */
export function CorrectSale({
  auction,
  reply,
}: {
  auction: SaleLine & { readonly id: string };
  reply: DeedReply | undefined;
}) {
  const { isOpen, errors, typed } = replyTo(reply?.values.auctionId === auction.id ? reply : undefined, 'correct');
  const stored: Readonly<Record<string, string>> = {
    confirmationNo: auction.confirmationNo ?? '',
    buyerName: auction.buyerName ?? '',
    buyerUscc: auction.buyerUscc ?? '',
    price: auction.priceFen === null ? '' : wanOf(String(auction.priceFen)),
  };
  return (
    <details className="mt-3" open={isOpen}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">更正成交登记</summary>
      <IntentForm intent="correct" encType="multipart/form-data" className="grid max-w-form gap-4">
        <p className="text-sm text-ink-soft">起草合同以前可以申请更正，审批人同意以后才改；原来的登记和理由留存。</p>
        <input type="hidden" name="auctionId" value={auction.id} />
        <ErrorSummary message={errors['']?.[0]} />
        <SaleFields
          scope={auction.id}
          errors={errors}
          valueOf={(name) => (isOpen ? typed(name) : (stored[name] ?? ''))}
        />
        <FileInput
          name="file"
          scope={auction.id}
          label="成交确认书"
          required={false}
          {...papers}
          why="更正成交价或者买受人，要传写着正确内容的确认书；只改编号的可以不传。"
          error={errors.file}
        />
        <Field name="reason" scope={auction.id} label="更正什么、为什么" error={errors.reason}>
          {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton intent="correct">申请更正</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

interface SaleFieldsProps {
  scope?: string;
  errors: Readonly<Record<string, string[]>>;
  valueOf: (name: string) => string;
}

function SaleFields({ scope, errors, valueOf }: SaleFieldsProps) {
  const at = scope === undefined ? {} : { scope };
  return (
    <>
      <Field name="confirmationNo" {...at} label="成交确认书编号" error={errors.confirmationNo}>
        {(control) => <TextInput {...control} defaultValue={valueOf('confirmationNo')} />}
      </Field>
      <Field name="buyerName" {...at} label="买受人" error={errors.buyerName}>
        {(control) => <TextInput {...control} defaultValue={valueOf('buyerName')} />}
      </Field>
      <Field
        name="buyerUscc"
        {...at}
        label="买受人的统一社会信用代码"
        required={false}
        why="照成交确认书填，和名称对着核；买受人是自然人的不填。"
        error={errors.buyerUscc}
      >
        {(control) => <TextInput {...control} defaultValue={valueOf('buyerUscc')} maxLength={18} />}
      </Field>
      <MoneyInput name="price" {...at} label="成交价" defaultValue={valueOf('price')} error={errors.price} />
    </>
  );
}
