import { formatInstant } from '#app/domain/days.ts';
import { offerMachine, type OfferState } from '#app/domain/deal-offer.ts';
import { declineReasonLabels, type DeclineReason } from '#app/domain/deal.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { declineOptions } from '../deal-words.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

export interface OfferLine {
  readonly id: string;
  readonly n: number;
  readonly orgName: string;
  readonly authorName: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
  readonly state: OfferState;
  readonly rejectReason: DeclineReason | null;
  readonly expiresAt: Date;
  readonly contractId: string | null;
  readonly createdAt: Date;
  /** What the reader may do with it. */
  readonly deeds: readonly ('accept' | 'counter' | 'reject' | 'withdraw')[];
}

const tones = {
  open: 'attention',
  accepted: 'good',
  countered: 'neutral',
  rejected: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const;

/** Offers and counter-offers, the newest first. */
export function RoomOffers({ dealId, offers }: { dealId: string; offers: readonly OfferLine[] }) {
  if (offers.length === 0) return null;
  return (
    <section aria-labelledby="offers">
      <SectionHead look="plain" id="offers" note="接受后，条款直接成为合同草案">
        报价
      </SectionHead>
      <ol className="grid gap-3">
        {offers.map((offer) => (
          <li key={offer.id} className="rounded-lg border border-line bg-card px-4 py-3">
            <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
              <span>
                第 {offer.n} 次报价，{offer.orgName} {offer.authorName}
              </span>
              <StateMark tone={tones[offer.state]}>{labelOf(offerMachine, offer.state)}</StateMark>
            </h3>
            <p className="nums text-sm text-ink-soft">
              {formatInstant(offer.createdAt)} 提出
              {offer.state === 'open' && `，${formatInstant(offer.expiresAt)} 前有效`}
            </p>
            <KeyValue items={offer.figures.map(({ label, value }) => ({ label, value }))} />
            {offer.note && <p className="mt-1 whitespace-pre-line break-words text-sm">{offer.note}</p>}
            {offer.rejectReason && <p className="mt-1 text-sm">原因：{declineReasonLabels[offer.rejectReason]}</p>}
            {offer.contractId && (
              <p className="mt-2">
                <ButtonLink to={`/desk/contracts/${offer.contractId}`}>看合同草案</ButtonLink>
              </p>
            )}
            {offer.deeds.length > 0 && <Answers dealId={dealId} offer={offer} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Answers({ dealId, offer }: { dealId: string; offer: OfferLine }) {
  const id = <input type="hidden" name="offerId" value={offer.id} />;
  return (
    <div className="mt-3 grid gap-3 border-t border-line pt-3">
      <div className="flex flex-wrap gap-2">
        {offer.deeds.includes('accept') && (
          <IntentForm intent="acceptOffer">
            {id}
            <SubmitButton intent="acceptOffer">接受，生成合同草案</SubmitButton>
          </IntentForm>
        )}
        {offer.deeds.includes('counter') && (
          <ButtonLink to={`/desk/deals/${dealId}/offer?answers=${offer.id}`}>还价</ButtonLink>
        )}
        {offer.deeds.includes('withdraw') && (
          <IntentForm intent="withdrawOffer">
            {id}
            <SubmitButton look="secondary" intent="withdrawOffer">
              收回报价
            </SubmitButton>
          </IntentForm>
        )}
      </div>
      {offer.deeds.includes('reject') && (
        <IntentForm intent="rejectOffer" className="flex flex-wrap items-end gap-3">
          {id}
          <Field name="reason" label="不接受的原因" scope={`reject-${offer.id}`}>
            {(control) => <Select {...control} options={declineOptions} defaultValue="price" />}
          </Field>
          <SubmitButton look="quiet" intent="rejectOffer">
            不接受
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
