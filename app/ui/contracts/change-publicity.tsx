import type { ComponentProps } from 'react';
import { dayOf } from '#app/domain/days.ts';
import type { PublicityState } from '#app/domain/publicity.ts';
import { ButtonLink } from '../button.tsx';
import { PublicityForm } from '../contract-deed-forms.tsx';
import { Notice } from '../notice.tsx';
import type { AmendmentState } from '#app/domain/amendment-machine.ts';
import { VersionDeed } from '../version-deed.tsx';

interface ChangePublicityProps {
  contractId: string;
  row: {
    readonly versionN: number;
    readonly state: AmendmentState;
    readonly asksPublicity: boolean;
    readonly obstacle: string | null;
    readonly publicity: { readonly state: PublicityState; readonly endsAt: Date } | null;
    readonly isOwn: boolean;
    readonly mayOffer: boolean;
    readonly mayAgree: boolean;
    readonly mayPublicise: boolean;
  };
  notice: Pick<ComponentProps<typeof PublicityForm>, 'days' | 'count'>;
  reply: ComponentProps<typeof PublicityForm>['reply'];
}

/** What a change of a published price goes through before anybody signs it: agreed, published, then signed. */
export function ChangePublicity({ contractId, row, notice, reply }: ChangePublicityProps) {
  const { versionN, state, publicity } = row;
  if (row.obstacle !== null && state !== 'publicity') return null;
  if (!row.asksPublicity && state === 'agreed') return <Skip row={row} />;
  if (!row.asksPublicity && publicity === null) return null;
  switch (state) {
    case 'prepared':
      return (
        <>
          <p className="text-sm">
            这份变更改动公示过的价款、付款条件、许可范围或者标的：先发给对方商定，再公示不少于 {notice.days}{' '}
            日，期满无异议双方才签署。在签署以前，合同照现行的一版执行。
          </p>
          {row.mayOffer && (
            <VersionDeed look="primary" intent="offerAmendment" versionN={versionN} label="发给对方商定" />
          )}
        </>
      );
    case 'offered':
      return (
        <>
          <p className="text-sm">
            {row.isOwn ? '等对方同意。' : '请答复：同意这份变更，或者不同意。'}
            双方同意以后，变更后的价款公示不少于 {notice.days} 日，期满无异议才签署。
          </p>
          {row.mayAgree && (
            <VersionDeed look="primary" intent="agreeAmendment" versionN={versionN} label="同意变更的条款" />
          )}
        </>
      );
    case 'agreed':
      return row.mayPublicise ? (
        <PublicityForm
          contractId={contractId}
          versionN={versionN}
          intent="publiciseAmendment"
          isAgain={publicity?.state === 'cancelled'}
          reply={reply}
          {...notice}
        />
      ) : (
        <p className="text-sm">双方已商定，等权利人的经办人公示变更后的价款，不少于 {notice.days} 日。</p>
      );
    default:
      return (
        publicity && (
          <Standing contractId={contractId} versionN={versionN} {...publicity} isOver={state !== 'publicity'} />
        )
      );
  }
}

/** It was agreed while it had to be published, and has to no more. */
function Skip({ row: { versionN, mayPublicise } }: Pick<ChangePublicityProps, 'row'>) {
  return (
    <>
      <p className="text-sm">双方已商定。这份变更现在不用公示，双方可以直接签署。</p>
      {mayPublicise && (
        <VersionDeed look="primary" intent="skipAmendmentPublicity" versionN={versionN} label="进入签署" />
      )}
    </>
  );
}

interface StandingProps {
  contractId: string;
  versionN: number;
  state: string;
  endsAt: Date;
  isOver: boolean;
}

function Standing({ contractId, versionN, state, endsAt, isOver }: StandingProps) {
  const link = <ButtonLink to={`/desk/contracts/${contractId}/publicity?version=${versionN}`}>看变更公示</ButtonLink>;
  if (isOver) return <div>{link}</div>;
  return (
    <Notice
      kind="attention"
      title={
        state === 'objected' ? '变更公示收到异议，处理完才能签署' : `变更公示至 ${dayOf(endsAt)}，期满无异议才能签署`
      }
      actions={link}
    >
      公示期内合同照现行的一版执行；要再改价款，先收回这份变更，重新拟一份，公示也重新开始。
    </Notice>
  );
}
