/**
 * How a version was signed: on the page with a second factor, by seal on paper with a scan that both sides confirm, or at a licensed
 * e-sign provider.
 */
export const signingWays = ['page', 'paper', 'provider'] as const;
export type SigningWay = (typeof signingWays)[number];

export const signingWayLabels: Readonly<Record<SigningWay, string>> = {
  page: '页面签署',
  paper: '纸质用印，扫描件已确认',
  provider: '持牌电子签名服务',
};

/** By what a person binds the organisation (Civil Code art. 61, 165): as its legal representative, or by a letter of attorney. */
export const signerAuthorities = ['legal_representative', 'attorney'] as const;
export type SignerAuthority = (typeof signerAuthorities)[number];

export const signerAuthorityLabels: Readonly<Record<SignerAuthority, string>> = {
  legal_representative: '法定代表人本人',
  attorney: '持授权委托书的代理人',
};
