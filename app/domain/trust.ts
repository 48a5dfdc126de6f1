import type { OrganisationKind } from './access.ts';
import { addDays, addMonths, type Day, dayOf } from './days.ts';

/** What a reviewer saw of an organisation before he vouched for it. */
export const trustProofs = ['licence', 'legal_person', 'authorisation'] as const;
export type TrustProof = (typeof trustProofs)[number];

export const trustProofLabels: Readonly<Record<TrustProof | 'probe', string>> = {
  licence: '营业执照',
  legal_person: '法人证书',
  authorisation: '盖章的管理员授权书',
  probe: '打款验证',
};

/** The papers that say who an organisation is: companies have a licence, 事业单位 a certificate of legal person, organisers either. */
export const identityProofs = (kind: OrganisationKind): readonly TrustProof[] => {
  if (kind === 'university' || kind === 'institute' || kind === 'authority') return ['legal_person'];
  return kind === 'organizer' ? ['licence', 'legal_person'] : ['licence'];
};

/** Why these proofs do not carry a verification, or null. Who acts for it must be authorised, and who it is must be seen. */
export function proofFault(kind: OrganisationKind, proofs: readonly TrustProof[]): string | null {
  const identity = identityProofs(kind);
  if (!identity.some((proof) => proofs.includes(proof)))
    return `要看过${identity.map((proof) => trustProofLabels[proof]).join('或')}。`;
  return proofs.includes('authorisation') ? null : '要看过盖章的管理员授权书。';
}

/** A verification is looked at again after so many months. */
export const recheckMonths = 12;
/** So many days before that day the organisation may hand in its papers, and so many after it the mark says that it is late. */
export const recheckDays = 30;

/** The day on which papers last seen on `checkedOn` are due again: 2026-03-01 → 2027-03-01. */
export const recheckOn = (checkedOn: Day): Day => addMonths(checkedOn, recheckMonths);

/**
 * How a check stands today. Seen on 2026-03-01: fresh to 2027-01-29, due from 2027-01-30 (30 days before), late from 2027-04-01
 * (more than 30 days after 2027-03-01).
 */
export function checkStanding(checkedOn: Day, today: Day): 'fresh' | 'due' | 'late' {
  const on = recheckOn(checkedOn);
  if (today > addDays(on, recheckDays)) return 'late';
  return today >= addDays(on, -recheckDays) ? 'due' : 'fresh';
}

/** What everybody may know of why an organisation can be trusted; null where nobody vouches for it. */
export interface Trust {
  readonly proofs: readonly string[];
  readonly checkedOn: Day;
  readonly standing: ReturnType<typeof checkStanding>;
}

interface Vouched {
  readonly state: string;
  readonly verifiedAt: Date | null;
  readonly checkedAt: Date | null;
  readonly proofs: readonly string[];
  /** A payment to its account was answered with the right amount. */
  readonly isProbed: boolean;
}

/** The trust mark of an organisation as of today. */
export function trustOf(org: Vouched, today: Day): Trust | null {
  if (org.state !== 'verified' || org.verifiedAt === null) return null;
  const seen = trustProofs.filter((proof) => org.proofs.includes(proof)).map((proof) => trustProofLabels[proof]);
  const checkedOn = dayOf(org.checkedAt ?? org.verifiedAt);
  return {
    proofs: [...seen, ...(org.isProbed ? [trustProofLabels.probe] : [])],
    checkedOn,
    standing: checkStanding(checkedOn, today),
  };
}

/** '已认证：营业执照、打款验证，2026-03-01 核验': the mark in words. */
export const trustWords = ({ proofs, checkedOn, standing }: Trust): string =>
  `已认证${proofs.length > 0 ? `：${proofs.join('、')}` : ''}，${checkedOn} 核验${standing === 'late' ? '，超过一年没有复核' : ''}`;
