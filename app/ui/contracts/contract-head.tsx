import { Link } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { groundLabels } from '#app/domain/contract-declaration.ts';
import { contractKindLabels, isLicence, kindOf, kindWords } from '#app/domain/contract-kind.ts';
import { licenceKindLabels, type PayLaterTerms } from '#app/domain/contract.ts';
import type { ReturnFacts } from '#app/domain/contract-step.ts';
import type { ContractEnding } from '#app/domain/contract-ending.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { termOf } from '#app/domain/schedule.ts';
import { ButtonLink } from '../button.tsx';
import { PartyName } from '../party-name.tsx';

type Org = ComponentProps<typeof PartyName>['org'];

interface ContractMetaProps {
  contract: { readonly id: string; readonly signedAt: Date | null };
  /** A signed change that is not performed yet. */
  waiting: { readonly versionN: number; readonly effectiveOn: Day } | null;
  ending: ContractEnding | null;
  licensor: Org;
  licensee: Org;
  terms: PayLaterTerms;
  today: Day;
}

/** Which contract between whom, until when, in one line. */
export function ContractMeta({ contract, waiting, ending, licensor, licensee, terms, today }: ContractMetaProps) {
  const signedOn = contract.signedAt ? dayOf(contract.signedAt) : today;
  const kind = kindOf(terms);
  return (
    <span>
      {kind === 'pay_later' ? '先用后付' : contractKindLabels[kind]}
      {isLicence(kind) ? ` | ${licenceKindLabels[terms.licenceKind]}` : ` | ${terms.subKind ?? '合同'}`}
      {ending?.state === 'terminated' ? (
        <b className="text-danger">
          ，已于 {ending.on} 解除{ending.ground && `：${groundLabels[ending.ground]}`}
        </b>
      ) : contract.signedAt ? (
        `至 ${termOf(terms, { signedOn }).endOn}`
      ) : (
        ` ${terms.termYears} 年`
      )}{' '}
      | <PartyName org={licensor} /> {kindWords[kind].does} <PartyName org={licensee} />
      {waiting && (
        <span className="block">
          <Link to={`/desk/contracts/${contract.id}/changes`} className="link">
            第 {waiting.versionN} 版变更已签署
          </Link>
          ，<span className="whitespace-nowrap">{waiting.effectiveOn}</span> 起执行；在这以前照本页的条款
        </span>
      )}
    </span>
  );
}

interface ContractLinksProps {
  contract: {
    readonly id: string;
    readonly dealId: string;
    readonly versionN: number;
    readonly signedAt: Date | null;
  };
  /** Null for the broker, who only looks on. */
  side: string | null;
  terms: PayLaterTerms;
  /** How far the return of the materials is; null of a contract that owes none. */
  returning: ReturnFacts | null;
  /** Who looks may say what the use brought. */
  mayTellEffect: boolean;
}

/** The other pages of the contract, those that this reader may open. */
export function ContractLinks({ contract, side, terms, returning, mayTellEffect }: ContractLinksProps) {
  const at = `/desk/contracts/${contract.id}`;
  const isSigned = contract.signedAt !== null;
  const isParty = side !== null;
  return (
    <>
      <ButtonLink to={`${at}/text`}>合同全文</ButtonLink>
      {(contract.versionN > 1 || !isSigned) && <ButtonLink to={`${at}/terms`}>条款商谈</ButtonLink>}
      {isSigned && (
        <>
          <ButtonLink to={`${at}/trial`}>{terms.trial.months === 0 ? '交付' : '交付与试用'}</ButtonLink>
          <ButtonLink to={`${at}/changes`}>变更与解除</ButtonLink>
        </>
      )}
      {isSigned && isParty && <ButtonLink to={`${at}/proof`}>签署证据</ButtonLink>}
      {terms.royalty !== null && isSigned && isParty && <ButtonLink to={`${at}/statements`}>收入申报</ButtonLink>}
      {returning && isParty && <ButtonLink to={`${at}/return`}>资料返还</ButtonLink>}
      {mayTellEffect && <ButtonLink to={`${at}/feedback`}>应用效果反馈</ButtonLink>}
      <ButtonLink to={`/desk/deals/${contract.dealId}`}>洽谈室</ButtonLink>
    </>
  );
}
