import { addDays, type Day, endOfDay } from './days.ts';

/**
 * How a version was signed: on the page with a second factor, by seal on paper with a scan that both sides confirm, or at a licensed
 * e-sign provider.
 */
export const signingWays = ['page', 'paper', 'provider'] as const;
export type SigningWay = (typeof signingWays)[number];

/** By what a person binds the organisation (Civil Code art. 61, 165): as its legal representative, or by a letter of attorney. */
export const signerAuthorities = ['legal_representative', 'attorney'] as const;
export type SignerAuthority = (typeof signerAuthorities)[number];

export const signerAuthorityLabels: Readonly<Record<SignerAuthority, string>> = {
  legal_representative: '法定代表人本人',
  attorney: '持授权委托书的代理人',
};

/**
 * What stands behind the name of who signed: a person whom the provider verified, one whom the party only named (the provider
 * verified its organisation alone, or he sealed paper), or the account that signed on the page.
 */
const signerStandings = ['verified', 'named', 'account'] as const;
export type SignerStanding = (typeof signerStandings)[number];

export const signerStandingLabels: Readonly<Record<SignerStanding, string>> = {
  verified: '经认证的签署人',
  named: '指定签署人，未经认证',
  account: '平台账号，第二重验证',
};

/** The longest that a seal may lie before the side confirms it here, in days (design default, to be confirmed: `signing.concluded`). */
export const longestSealDays = 180;

/**
 * Why a paper cannot have been sealed on a day; null where it can: not before the text lay open for signing, which is after its
 * publicity, not after today, and not so long ago that what was agreed would begin with half a year of it over: then both seal the same
 * text anew, or sign it here. Frozen 2026-11-21, sealed on 2026-11-20: 用印日期不能早于 2026-11-21 …
 */
export function sealedOnFault(sealedOn: Day, { frozenOn, today }: { frozenOn: Day | null; today: Day }): string | null {
  if (sealedOn > today) return '用印日期不能晚于今天。';
  if (sealedOn < addDays(today, -longestSealDays)) {
    return `用印距今超过 ${longestSealDays} 天，平台不再按那天起算：请双方在这一版上重新用印后上传，或者在页面上签署。`;
  }
  return frozenOn !== null && sealedOn < frozenOn ? `用印日期不能早于 ${frozenOn}：这一版那天才定稿、可以签署。` : null;
}

/**
 * The moment at which a paper that was sealed on a day counts as signed: the end of that day, or now where it is not over. What both
 * agreed counts from the day of the last signature or seal, whenever the platform heard of it (Civil Code art. 490).
 */
export const sealedAt = (sealedOn: Day, now: Date): Date =>
  new Date(Math.min(endOfDay(sealedOn).getTime(), now.getTime()));
