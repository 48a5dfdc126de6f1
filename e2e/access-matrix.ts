/** Who may open which page and do which deed, written down by hand; the code must agree. */
export const accounts = {
  anonymous: null,
  owner: 'longyuan-owner',
  officer: 'longyuan-officer',
  approver: 'longyuan-approver',
  finance: 'longyuan-finance',
  legal: 'longyuan-legal',
  secrecy: 'longyuan-secrecy',
  inventor: 'longyuan-inventor-1',
  'enterprise-owner': 'shuyue-owner',
  'enterprise-officer': 'shuyue-officer',
  'enterprise-finance': 'shuyue-finance',
  broker: 'qiandu-broker-1',
  organizer: 'shiguang-officer',
  authority: 'province-officer',
  reviewer: 'platform-reviewer',
  admin: 'platform-admin',
} as const;
export type Role = keyof typeof accounts;
export const roles = Object.keys(accounts) as Role[];

export interface Deed {
  /** Who passes the gate. A row that is not theirs is then 404: no deed of this matrix changes anything. */
  readonly may: 'anyone' | 'signed-in' | readonly Role[];
  /** A valid form, so that the answer is the gate's and not the form's. */
  readonly form?: readonly (readonly [string, string])[];
  readonly multipart?: boolean;
  /** Where a role may not even know of the row: 404 in place of 403. */
  readonly refusedAs?: readonly number[];
}

export interface Route {
  readonly file: string;
  readonly path: string;
  /** Without signing in. */
  readonly open?: boolean;
  /** What signed-in people get; 200 unless said. */
  readonly status?: number;
  /** Everybody else gets 403. */
  readonly only?: readonly Role[];
  readonly deeds?: Readonly<Record<string, Deed>>;
}

const nobodys = '0197a000-0000-7000-8000-000000000000';
const officers: Role[] = ['officer', 'enterprise-officer', 'broker', 'organizer', 'authority'];
const owners: Role[] = ['owner', 'enterprise-owner'];

export const routes: readonly Route[] = [
  { file: '_public', path: '/help', open: true },
  { file: '_public._index', path: '/', open: true },
  { file: '_public.help', path: '/help', open: true },
  { file: '_public.terms', path: '/terms', open: true },
  { file: '_public.privacy', path: '/privacy', open: true },
];
export { nobodys, officers, owners };
