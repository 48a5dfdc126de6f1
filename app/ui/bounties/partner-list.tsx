import { type Fen, formatWan } from '#app/domain/money.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { DeedCard, type Reply } from './deed-card.tsx';

interface PartnerListProps {
  partners: readonly {
    readonly orgId: string;
    readonly name: string;
    readonly isSample: boolean;
    readonly shareFen: Fen;
    readonly agreedAt: Date | null;
  }[];
  mayInvite: boolean;
  /** The reader's own organisation is asked and has not answered. */
  mayAnswer: boolean;
  reply: Reply | undefined;
}

/** Who publishes it together (联合发布), with each one's part of the money. */
export function PartnerList({ partners, mayInvite, mayAnswer, reply }: PartnerListProps) {
  if (partners.length === 0 && !mayInvite) return null;
  return (
    <section className="grid gap-4">
      <SectionHead look="plain">联合发布</SectionHead>
      {partners.length > 0 && (
        <ul className="rounded-lg border border-line bg-card text-sm">
          {partners.map((partner) => (
            <li key={partner.orgId} className="border-b border-line px-4 py-3 last:border-b-0">
              {partner.name} {partner.isSample && <Sample />}
              <span className="block text-ink-soft">
                {partner.shareFen > 0n ? `分担 ${formatWan(partner.shareFen)}` : '不出资'}
                <StateMark tone={partner.agreedAt ? 'good' : 'attention'}>
                  {partner.agreedAt ? '已同意' : '待答复'}
                </StateMark>
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayAnswer && (
        <div className="flex flex-wrap gap-2">
          <IntentForm intent="agree">
            <SubmitButton intent="agree">同意联合发布</SubmitButton>
          </IntentForm>
          <IntentForm intent="decline">
            <SubmitButton intent="decline" look="secondary">
              不参加
            </SubmitButton>
          </IntentForm>
        </div>
      )}
      {mayInvite && (
        <DeedCard
          intent="partner"
          title="邀请联合发布方"
          note="企业或地方科技主管部门；同意后才能张榜。"
          button="邀请"
          look="secondary"
          reply={reply}
        >
          {({ typed, errors }) => (
            <>
              <Field name="uscc" label="统一社会信用代码" error={errors.uscc}>
                {(control) => <TextInput {...control} maxLength={18} defaultValue={typed('uscc')} />}
              </Field>
              <Field name="share" label="分担自筹" unit="万元" required={false} error={errors.share}>
                {(control) => <TextInput {...control} numeric hasUnit defaultValue={typed('share')} />}
              </Field>
            </>
          )}
        </DeedCard>
      )}
    </section>
  );
}
