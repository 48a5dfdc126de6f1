import { type MemberRole, memberRoleLabels } from '#app/domain/access.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { type PageSigner, type PageSigning, signersWords } from '#app/domain/page-signing.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

interface PageStandingProps {
  page: PageSigning;
  sides: SideNames;
  names: Readonly<Record<ContractSide, string>>;
}

const countersigned = (signers: readonly PageSigner[]): string => {
  const done = signers.filter(({ countersignedAt }) => countersignedAt !== null);
  return done.length === 0 ? '' : `；${done.map(({ name }) => name).join('、')}已会签`;
};

const gone = (signers: readonly PageSigner[]): string => {
  const unable = signers.filter(({ isAble, countersignedAt }) => !isAble && countersignedAt === null);
  return unable.length === 0 ? '' : `；${unable.map(({ name }) => name).join('、')}现在不能再签，要改安排`;
};

/** What each side has said: that it agrees, whom it named, and whether it has signed. */
export function PageStanding({ page, sides, names }: PageStandingProps) {
  const first = page.agreements.find((agreement) => agreement.first !== null)?.first ?? null;
  return (
    <dl className="grid gap-2 rounded-lg border border-line bg-card px-4 py-4 text-sm sm:px-6">
      {(['licensor', 'licensee'] as const).map((side) => {
        const signers = page.signers.filter((signer) => signer.side === side);
        const isAgreed = page.agreements.some((agreement) => agreement.side === side);
        return (
          <div key={side}>
            <dt className="font-bold">
              {sides[side]} {names[side]}
            </dt>
            <dd>
              {isAgreed ? '同意采用页面签署' : '还没有同意采用页面签署'}
              {(isAgreed || signers.length > 0) && `；${signersWords(signers) ?? '由能签署合同的成员签署'}`}
              {gone(signers)}
              {countersigned(signers)}
              {page.signed.includes(side) && '；已签署'}
            </dd>
          </div>
        );
      })}
      <div>
        <dt className="font-bold">顺序</dt>
        <dd>{first === null ? '不分先后' : `${sides[first]}先签`}</dd>
      </div>
    </dl>
  );
}

interface ArrangeFormProps {
  page: PageSigning;
  side: ContractSide;
  versionN: number;
  members: readonly {
    readonly userId: string;
    readonly name: string;
    readonly roles: readonly MemberRole[];
    readonly maySign: boolean;
  }[];
  /** The reader may name others than are named. */
  mayRename: boolean;
  /** Of a change: the side that signs it first; null: the contract itself. */
  proposer: ContractSide | null;
  /** The reader can sign now: that is what is to be done, and this only may be. */
  isToSign: boolean;
  reply: DeedReply | undefined;
}

/** The own side agrees, ahead of its signature, and names people and order; the order only while nobody has signed. */
export function ArrangeForm({ page, side, versionN, members, mayRename, proposer, isToSign, reply }: ArrangeFormProps) {
  const { errors, typed } = replyTo(reply, 'arrange');
  const theirs = page.agreements.find((agreement) => agreement.side !== side);
  const own = page.agreements.find((agreement) => agreement.side === side);
  const agreed = own ?? theirs;
  const order = agreed === undefined || agreed.first === null ? 'any' : agreed.first === side ? 'own' : 'other';
  const isFixed = page.signed.length > 0;
  return (
    <IntentForm intent="arrange" needsProof className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <NamedPeople page={page} side={side} members={members} mayRename={mayRename} errors={errors} />
      {isFixed ? (
        <input type="hidden" name="first" value={order} />
      ) : (
        <RadioGroup
          name="first"
          scope="arrange"
          label="双方谁先签"
          defaultValue={typed('first') || order}
          error={errors.first}
          options={[
            { value: 'any', label: '不分先后' },
            { value: 'other', label: '对方先签' },
            { value: 'own', label: '我方先签' },
          ].filter(({ value }) => proposer === null || value === 'any' || (value === 'own') === (proposer === side))}
        />
      )}
      {theirs && (
        <p className="text-sm text-ink-soft">
          {isFixed ? '对方已经签署：还能改本单位的人，顺序不能再改。' : '对方已经同意；改了顺序，要对方重新同意。'}
        </p>
      )}
      <AgreeTick
        name="isAgreed"
        scope="arrange"
        label={`本单位同意第 ${versionN} 版采用页面签署`}
        isTicked={typed('isAgreed') === 'on'}
        error={errors.isAgreed}
      />
      <p className="text-sm text-ink-soft">
        同意和安排写进签署证据，双方都能看到；指定以后，只有单位管理员和指定的签署人能改。提交前要用第二重验证确认是你本人；对方也同意以后，双方才能签。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent="arrange" look={isToSign ? 'secondary' : 'primary'}>
          {own ? '改安排' : theirs ? '同意采用页面签署' : '提出页面签署的安排'}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

const asOption = ({ userId, name, roles }: ArrangeFormProps['members'][number]) => ({
  value: userId,
  label: name,
  hint: roles.map((role) => memberRoleLabels[role]).join('、'),
});

interface NamedPeopleProps extends Pick<ArrangeFormProps, 'page' | 'side' | 'members' | 'mayRename'> {
  errors: Readonly<Record<string, string[] | undefined>>;
}

/** Whom the own side names; to who may not change them they are shown, and agreed to as they are. */
function NamedPeople({ page, side, members, mayRename, errors }: NamedPeopleProps) {
  const named = page.signers.filter((signer) => signer.side === side);
  const chosen = (role: PageSigner['role']) =>
    named.filter((signer) => signer.role === role).map(({ userId }) => userId);
  if (!mayRename)
    return (
      <>
        {named.map(({ userId, role }) => (
          <input key={userId} type="hidden" name={role === 'sign' ? 'signers' : 'countersigners'} value={userId} />
        ))}
        <p className="text-sm">本单位已指定 {signersWords(named)}；要换人，请单位管理员或者指定的签署人来改。</p>
      </>
    );
  return (
    <>
      <CheckboxGroup
        name="signers"
        scope="arrange"
        label="本单位谁签署（不选就由能签署合同的成员签）"
        required={false}
        defaultValue={chosen('sign')}
        error={errors.signers}
        options={members.filter(({ maySign }) => maySign).map(asOption)}
      />
      <CheckboxGroup
        name="countersigners"
        scope="arrange"
        label="谁先会签，例如项目负责人、法务"
        required={false}
        defaultValue={chosen('countersign')}
        error={errors.countersigners}
        options={members.map(asOption)}
      />
    </>
  );
}

/** Who is named to countersign says that he has read the version. */
export function CountersignForm({ versionN, reply }: { versionN: number; reply: DeedReply | undefined }) {
  const { errors, typed } = replyTo(reply, 'countersign');
  return (
    <IntentForm intent="countersign" needsProof className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <AgreeTick
        name="hasRead"
        scope="countersign"
        label={`我已通读第 ${versionN} 版全文，同意签署`}
        isTicked={typed('hasRead') === 'on'}
        error={errors.hasRead}
      />
      <div className="grid sm:block">
        <SubmitButton intent="countersign">会签</SubmitButton>
      </div>
    </IntentForm>
  );
}

export const DropForm = ({ versionN }: { versionN: number }) => (
  <IntentForm intent="drop" className="grid sm:block">
    <input type="hidden" name="versionN" value={versionN} />
    <SubmitButton intent="drop" look="danger">
      收回安排
    </SubmitButton>
  </IntentForm>
);
