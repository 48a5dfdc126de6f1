import { Link } from '@remix-run/react';
import type { ComponentProps, ReactNode } from 'react';
import type { AmendmentState } from '#app/domain/amendment-machine.ts';
import { amendmentMachine, openAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ChangedSum } from '#app/domain/changed-sums.ts';
import { firstNames } from '#app/domain/contract-step.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ArticleChanges } from './article-changes.tsx';
import { ChangedSums } from './contracts/changed-sums.tsx';
import { ButtonLink } from './button.tsx';
import { DateText } from './date-text.tsx';
import type { DeedReply } from './deed-reply.ts';
import { VersionDeed } from './version-deed.tsx';
import { Notice } from './notice.tsx';
import { ChangePublicity } from './contracts/change-publicity.tsx';
import { AtProvider } from './signing/at-provider.tsx';
import type { PublicityCount, PublicityState } from '#app/domain/publicity.ts';
import { type SignerStanding, signerStandingLabels } from '#app/domain/signing-way.ts';
import { SignAmendmentForm } from './sign-amendment-form.tsx';

interface AmendmentListProps {
  contractId: string;
  /** Null for the broker. */
  side: ContractSide | null;
  sides: SideNames;
  amendments: readonly {
    readonly id: string;
    readonly versionN: number;
    readonly baseVersionN: number;
    readonly effectiveOn: string;
    readonly reason: string;
    readonly side: ContractSide;
    readonly state: AmendmentState;
    readonly writtenAt: Date;
    readonly signatures: readonly {
      readonly side: ContractSide;
      readonly name: string;
      readonly standing: SignerStanding;
      readonly signedAt: Date;
    }[];
    readonly isOwn: boolean;
    /** Who of the reader's own unit may sign: the others by name, and whether the reader is one. */
    readonly signers: { readonly others: readonly string[]; readonly isOne: boolean };
    readonly effect: 'taken' | 'waiting' | 'lapsed' | null;
    readonly answerDueAt: Date | null;
    /** Sums and rates, old beside new. */
    readonly sums: readonly ChangedSum[];
    /** Who of the reader's own unit answers it, by name. */
    readonly answerers: readonly string[];
    readonly answerReason: string | null;
    readonly by: string;
    readonly changes: ComponentProps<typeof ArticleChanges>['changes'];
    readonly isAtProvider: boolean;
    /** It lies before both sides, who may seal it on paper. */
    readonly isOnPaper: boolean;
    /** Of a prepared one that can be sent no more: the version that was signed meanwhile. */
    readonly overtakenBy: number | null;
    /** It changes a price that must stand in publicity: agreed and published before anybody signs. */
    readonly asksPublicity: boolean;
    readonly isFromSigning: boolean;
    readonly obstacle: string | null;
    readonly publicity: { readonly state: PublicityState; readonly endsAt: Date } | null;
    readonly mayOffer: boolean;
    readonly mayAgree: boolean;
    readonly mayPublicise: boolean;
    readonly mayPut: boolean;
    readonly maySignAtProvider: boolean;
    readonly maySign: boolean;
    readonly mayPropose: boolean;
    readonly pageTurn: ComponentProps<typeof SignAmendmentForm>['amendment']['pageTurn'];
    readonly needsApproval: boolean;
    readonly mayRefuse: boolean;
    readonly mayWithdraw: boolean;
  }[];
  /** How long the licensor's notice runs. */
  notice: { readonly days: number; readonly count: PublicityCount };
  reply: DeedReply | undefined;
}

/** Changes of a signed contract: what each says otherwise, from which day, and the answer to it. */
export function AmendmentList({ contractId, side, sides, amendments, notice, reply }: AmendmentListProps) {
  if (amendments.length === 0) return <p className="text-sm text-ink-soft">还没有变更，合同照签署的文本执行。</p>;
  return (
    <ol className="grid gap-4">
      {amendments.map((row) => (
        <li key={row.id} className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
          <div>
            <h3 className="font-bold">
              第 {row.versionN} 版，
              {row.isFromSigning && row.state !== 'signed' ? (
                '自双方签署完成之日起执行'
              ) : (
                <>
                  自 <span className="whitespace-nowrap">{row.effectiveOn}</span> 起执行
                </>
              )}
              （替换第 {row.baseVersionN} 版）
            </h3>
            <p className="text-sm text-ink-soft">
              {stateWords(row, side !== null)}；{sides[row.side]} {row.by} 拟于{' '}
              <DateText value={row.writtenAt} as="minute" />
            </p>
            <p>原因：{row.reason}</p>
            {row.signatures.map((signature) => (
              <p key={signature.side} className="text-sm">
                {sides[signature.side]}签署：{signature.name}（{signerStandingLabels[signature.standing]}），
                <DateText value={signature.signedAt} as="minute" />
              </p>
            ))}
            {row.effect === 'waiting' && (
              <p>
                双方已签署，{row.effectiveOn} 起执行；在这以前按第 {row.baseVersionN} 版执行，到那天以后才能再变更。
              </p>
            )}
            {row.effect === 'lapsed' && <p>合同在生效日以前结束，这份变更没有执行。</p>}
            {row.answerReason && <p className="text-sm">答复：{row.answerReason}</p>}
          </div>
          <ChangedSums sums={row.sums} nowWord={row.state === 'signed' ? '原来' : '现行'} />
          <ArticleChanges changes={row.changes} />
          <p>
            <Link
              to={`/desk/contracts/${contractId}/text?version=${row.versionN}`}
              className="link inline-flex min-h-11 items-center sm:min-h-6"
            >
              看第 {row.versionN} 版全文
            </Link>
          </p>
          {row.obstacle ? (
            <Notice
              kind="attention"
              title={row.isOnPaper ? '这份变更今天不能再签，只认以前的用印' : '这份变更不能再签'}
            >
              {row.obstacle}
            </Notice>
          ) : (
            <WhoSigns {...row} />
          )}
          <ChangePublicity contractId={contractId} row={row} notice={notice} reply={reply} />
          {row.needsApproval && (
            <Notice
              kind="attention"
              title="本单位还没有批准这份变更"
              actions={<ButtonLink to={`/desk/contracts/${contractId}/approval`}>去内部审批</ButtonLink>}
            >
              审批完成以后才能签署。
            </Notice>
          )}
          {row.mayPut && !row.needsApproval && (
            <div className="grid gap-2">
              <p className="text-sm">
                通常由双方在纸上用印：发给对方后，各自打印、用印，上传扫描件并确认，变更才算签署。
              </p>
              <VersionDeed
                look="primary"
                intent="putAmendment"
                versionN={row.versionN}
                label="发给对方，双方纸质用印"
              />
            </div>
          )}
          {row.isOnPaper && (
            <Notice
              kind="attention"
              title="双方纸质用印"
              actions={
                <ButtonLink look="primary" to={`/desk/contracts/${contractId}/signing?version=${row.versionN}`}>
                  打印、上传和确认
                </ButtonLink>
              }
            >
              双方都确认同一份扫描件，变更{row.isFromSigning ? '随即执行' : '自约定日起执行'}。
            </Notice>
          )}
          {row.mayPropose && !row.needsApproval && (
            <SignAmendmentForm
              intent="proposeAmendment"
              isSent={row.state === 'sent'}
              contractId={contractId}
              amendment={row}
              reply={reply}
            />
          )}
          {row.isAtProvider && <AtProvider contractId={contractId} />}
          {row.maySignAtProvider && !row.needsApproval && (
            <p className="text-sm">
              {(row.maySign || row.mayPropose) && '也可以'}
              <Link to={`/desk/contracts/${contractId}/esign?version=${row.versionN}`} className="link">
                用持牌电子签名服务签署
              </Link>
            </p>
          )}
          {row.maySign && !row.needsApproval && (
            <SignAmendmentForm intent="signAmendment" contractId={contractId} amendment={row} reply={reply} />
          )}
          {row.mayRefuse && <VersionDeed intent="refuseAmendment" versionN={row.versionN} label="不同意变更" />}
          {row.mayWithdraw && (
            <VersionDeed
              intent="withdrawAmendment"
              versionN={row.versionN}
              label={row.state === 'prepared' ? '作废，不发出' : '收回变更'}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

type Row = AmendmentListProps['amendments'][number];

/** The machine's word; to the side whose turn it is, that it is. */
const stateWords = ({ state, isOwn, asksPublicity, maySign, mayRefuse }: Row, isParty: boolean): string => {
  if (state === 'prepared' && asksPublicity) return '变更待发给对方商定';
  if (state === 'offered' && !isOwn && isParty) return '变更待你方答复';
  return state === 'proposed' && !isOwn && (maySign || mayRefuse)
    ? maySign
      ? '变更待你签署'
      : '变更待本单位签署'
    : labelOf(amendmentMachine, state);
};

/** 由你签署，或者由魏签署: the reader himself is not named among his colleagues. */
function whoSigns({ others, isOne }: Row['signers'], mayNow: boolean): string {
  const names = others.length > 0 ? `（${others.join('、')}）` : '';
  if (!isOne || !mayNow) return `由本单位的签署人${names}`;
  return others.length > 0 ? `由你或者本单位其他签署人${names}` : '由你';
}

interface WhoAnswersProps extends Pick<Row, 'isOwn' | 'mayAgree' | 'answerers'> {
  until: ReactNode;
}

/** Terms of a change that lie before the other side: who answers them until when. */
function WhoAnswers({ isOwn, mayAgree, answerers, until }: WhoAnswersProps) {
  const names = answerers.length > 0 ? `（${firstNames(answerers)}）` : '';
  const who = isOwn ? '对方' : mayAgree ? '你' : `本单位的管理员、经办人或者审批人${names}`;
  return (
    <p className="text-sm">
      接下来由{who}同意或者不同意{until}；不答复的，合同照现行的一版执行。
    </p>
  );
}

/** Of a change that is not over: who has to sign now, how, and until when the other side answers. */
function WhoSigns({
  state,
  asksPublicity,
  isOwn,
  signers,
  answerDueAt,
  isAtProvider,
  overtakenBy,
  baseVersionN,
  mayPut,
  maySign,
  mayAgree,
  answerers,
}: Row) {
  if (!openAmendmentStates.includes(state)) return null;
  const who = whoSigns(signers, mayPut || maySign);
  const own = [...(signers.isOne ? ['你'] : []), ...signers.others].join('、');
  const until = answerDueAt && (
    <>
      ，<DateText value={answerDueAt} /> 前
    </>
  );
  if (overtakenBy !== null)
    return (
      <p className="text-sm">
        双方已签署第 {overtakenBy} 版，这一份是照第 {baseVersionN}{' '}
        版写的，不能再发出。请作废；还要变更的，照新的一版重写。
      </p>
    );
  if (state === 'offered') return <WhoAnswers isOwn={isOwn} mayAgree={mayAgree} answerers={answerers} until={until} />;
  if (state === 'agreed' || state === 'publicity') return null;
  if (state === 'prepared' && asksPublicity) return null;
  if (state === 'prepared')
    return (
      <p className="text-sm">
        接下来{who}发给对方并签署：双方纸质用印、页面签署或者持牌电子签名服务，选一种。对方在这以前看不到它。
      </p>
    );
  if (state === 'proposed')
    return isOwn ? (
      <p className="text-sm">本方已签。接下来由对方的签署人签署或者不同意{until}；对方签署以后变更才成立。</p>
    ) : (
      <p className="text-sm">
        对方已签。接下来{who}签署或者不同意{until}。
      </p>
    );
  if (isAtProvider) return null;
  return (
    <p className="text-sm">
      接下来双方各由签署人{own && `（本单位：${own}）`}签署{until}，都签署以后变更才成立。在页面上签的，变更由
      {isOwn ? '提出的本方先签' : '提出的对方先签，对方签了以后这里才有签署的表单'}
      ；纸质用印不分先后。
    </p>
  );
}
