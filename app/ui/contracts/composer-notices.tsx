import { Form } from '@remix-run/react';
import type { ComponentProps } from 'react';
import type { ComposerStep } from '#app/domain/composer-steps.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import type { DealState } from '#app/domain/deal.ts';
import { isLost } from '#app/domain/deal-state.ts';
import type { PublicityOutlook } from '#app/domain/composer-publicity.ts';
import { Button, ButtonLink } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { FormActions } from '../form-actions.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { ResultNotice } from './result-notice.tsx';
import { type SoldElsewhere, SoldNotices } from './sold-notices.tsx';
import { ConflictNotices, type DraftConflict } from './conflict-notices.tsx';

interface ComposerNoticesProps {
  contract: { readonly id: string; readonly state: string; readonly versionN: number } | null;
  outlook: PublicityOutlook;
  /** Live contracts that the terms contradict, or may. */
  conflicts: readonly DraftConflict[];
  /** What is sold in public to somebody else, in whose way the terms stand, or may. */
  sales: readonly SoldElsewhere[];
  /** Fewest days for which name and price are shown. */
  publicityDays: number;
  isVerified: boolean;
  /** The draft was begun from another version than stands now. */
  isStale: boolean;
  draft: { readonly baseVersionN: number | null } | null;
  step: ComposerStep;
  kind: ContractKind;
  /** Of a first contract that begins with an offered price: its figures, and what of it was not taken. */
  begins: { readonly figures: string; readonly left: readonly string[]; readonly isListed: boolean } | null;
  /** Of a contract drafted after a sale in public: what the notice said. */
  resultNotice: ComponentProps<typeof ResultNotice>['notice'] | null;
}

/** Where the offered price has its fields. */
const stepsOfPrice: readonly ComposerStep[] = ['kind', 'milestones', 'royalty'];

/** What one should know before typing on. */
export function ComposerNotices({
  contract,
  outlook,
  conflicts,
  sales,
  publicityDays,
  isVerified,
  isStale,
  draft,
  step,
  kind,
  begins,
  resultNotice,
}: ComposerNoticesProps) {
  // What a licence costs is not carried over to advice or services.
  const isWork = kind === 'consulting' || kind === 'service';
  const isAgreed = contract !== null && ['agreed', 'publicity', 'signing'].includes(contract.state);
  return (
    <div className="mb-6 grid gap-3">
      {isStale && <Stale contract={contract} baseVersionN={draft?.baseVersionN ?? null} />}
      {!isVerified && <Notice kind="attention" title="本单位还没有通过认证，可以写草稿，不能发给对方。" />}
      {isAgreed && (
        <Notice kind="attention" title="条款已经商定，再改要重新来过">
          发出新的一版后，已有的确认、公示和签署都作废。
        </Notice>
      )}
      {begins !== null && !isWork && stepsOfPrice.includes(step) && (
        <Notice title={`价款开始时按${begins.isListed ? '挂牌' : '成果登记'}的价格填好：${begins.figures}`}>
          <ul className="list-disc pl-5">
            {begins.left.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      {resultNotice !== null && <ResultNotice notice={resultNotice} step={step} />}
      <SoldNotices sales={sales} />
      <ConflictNotices conflicts={conflicts} deed="发出" />
      <PublicityNotice outlook={outlook} days={publicityDays} />
    </div>
  );
}

/** Whether the price will be published, and why: of a private owner without a trade there is nothing to say. */
function PublicityNotice({ outlook, days }: { outlook: PublicityOutlook; days: number }) {
  const { pricing, hasResult, departs, exemption, isByContent, isPublisher } = outlook;
  if (!isPublisher && !hasResult) return null;
  if (exemption !== null) {
    return (
      <Notice title={hasResult && !departs ? `定价依据：${pricing}` : '签署前不用公示'}>
        {exemption}
        {hasResult && !departs && '改了价款、转化方式，或者加上提成，就按协议定价。'}
      </Notice>
    );
  }
  return (
    <Notice kind={departs ? 'attention' : undefined} title="签署前要公示">
      {departs && `${pricing}。`}
      {isByContent && '合同写入了本单位的知识产权或者提成，按转让、许可成果对待；不涉及的，在标的和提成里去掉。'}
      技术的权利人由国家设立：商定后，成果名称和价款条款要公示不少于 {days} 日，期满无异议才能签署。
    </Notice>
  );
}

function Stale({ contract, baseVersionN }: Pick<ComposerNoticesProps, 'contract'> & { baseVersionN: number | null }) {
  const actions = (
    <Form method="post" className="flex flex-wrap gap-2">
      {contract && (
        <ButtonLink to={`/desk/contracts/${contract.id}/terms`}>看第 {contract.versionN} 版改了什么</ButtonLink>
      )}
      <Button type="submit" name="intent" value="rebase">
        沿用草稿，改第 {contract?.versionN ?? 1} 版
      </Button>
      <Button type="submit" look="quiet" name="intent" value="discard">
        丢掉草稿，重新开始
      </Button>
    </Form>
  );
  return (
    <Notice kind="attention" title="草稿写到一半，合同已经变了" actions={actions}>
      草稿{baseVersionN === null ? '是第一次提出时写的' : `改的是第 ${baseVersionN} 版`}
      {contract && `，现在是第 ${contract.versionN} 版`}。
    </Notice>
  );
}

/** The buttons under the last step. */
export function SendTerms({ label, note, hasDraft }: { label: string; note: string; hasDraft: boolean }) {
  return (
    <FormActions note={note}>
      <SubmitButton name="intent" value="send">
        {label}
      </SubmitButton>
      {hasDraft && (
        <SubmitButton look="quiet" name="intent" value="discard">
          丢掉草稿
        </SubmitButton>
      )}
    </FormActions>
  );
}

interface ComposerClosedProps {
  deal: { readonly id: string; readonly state: DealState };
  contract: { readonly id: string } | null;
}

/** Nothing can be written now: why, and where to go instead. */
export function ComposerClosed({ deal, contract }: ComposerClosedProps) {
  const action = contract ? (
    <ButtonLink to={`/desk/contracts/${contract.id}`}>看合同</ButtonLink>
  ) : (
    <ButtonLink to={`/desk/deals/${deal.id}`}>回洽谈室</ButtonLink>
  );
  return (
    <EmptyState title="现在不能改条款" action={action}>
      {contract
        ? '等对方答复，或者在合同页先收回；已签署的合同走“变更”。'
        : isLost(deal.state)
          ? '洽谈已经结束，不能再提出合同。'
          : '洽谈开始以后才能提出合同。'}
    </EmptyState>
  );
}
