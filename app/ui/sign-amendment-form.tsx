import { Link } from '@remix-run/react';
import { AgreeTick } from './agree-tick.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SignerAuthorityField } from './signing/signer-authority-field.tsx';
import { SubmitButton } from './submit-button.tsx';

interface SignAmendmentFormProps {
  intent: 'proposeAmendment' | 'signAmendment';
  /** It lies before the other side already: its signature does not send it. */
  isSent?: boolean;
  contractId: string;
  amendment: {
    readonly id: string;
    readonly versionN: number;
    /** What both sides arranged for signing it on the page: why this person does not sign now. Null: it lies before one side only. */
    readonly pageTurn: { readonly fault: string | null; readonly isArranged: boolean } | null;
  };
  reply: DeedReply | undefined;
}

const words = {
  proposeAmendment: {
    agree: '我已核对改了什么，并有权代表本单位签署；本单位同意采用页面签署',
    press: '签署并发给对方',
    look: 'secondary',
  },
  signAmendment: {
    agree: '我已看过改了什么，并有权代表本单位签署；本单位同意采用页面签署',
    press: '同意并签署变更',
    look: 'primary',
  },
} as const;

/** A change binds like the contract itself: by whom, by what authority, after reading it. */
export function SignAmendmentForm({ intent, isSent = false, contractId, amendment, reply }: SignAmendmentFormProps) {
  const { errors, typed } = replyTo(reply, intent);
  const { pageTurn } = amendment;
  const arrangement = (says: string) => (
    <Link to={`/desk/contracts/${contractId}/page-signing?version=${amendment.versionN}`} className="link">
      {says}
    </Link>
  );
  if (pageTurn?.fault)
    return (
      <Notice kind="attention" title={pageTurn.fault}>
        {arrangement('看页面签署的安排')}
      </Notice>
    );
  const scope = `${intent}-${amendment.id}`;
  return (
    <IntentForm intent={intent} needsProof className="grid gap-3">
      <input type="hidden" name="versionN" value={amendment.versionN} />
      {intent === 'proposeAmendment' && <p className="text-sm">也可以双方都在页面上签署，本方先签：</p>}
      <SignerAuthorityField scope={scope} value={typed('authority')} error={errors.authority} />
      <AgreeTick name="hasRead" scope={scope} label={words[intent].agree} error={errors.hasRead} />
      <div className="grid sm:block">
        <SubmitButton intent={intent} look={words[intent].look}>
          {isSent ? '本方签署变更' : words[intent].press}
        </SubmitButton>
      </div>
      {pageTurn && (
        <p className="text-sm text-ink-soft">
          {pageTurn.isArranged ? (
            arrangement('双方约定了页面签署的安排')
          ) : (
            <>也可以{arrangement('先约定签署人、会签人和先后')}。</>
          )}
        </p>
      )}
    </IntentForm>
  );
}
