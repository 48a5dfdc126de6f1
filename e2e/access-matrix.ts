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
  readonly may: 'anyone' | 'signed-in' | readonly Role[];
  /** A valid form, so that the answer is the gate's and not the form's. A repeated name sends its last value. */
  readonly form?: readonly (readonly [string, string])[];
  readonly multipart?: boolean;
}

export interface Route {
  readonly file: string;
  /** `:id` stands for the row. */
  readonly path: string;
  /** Finds the id of a row of the demo world for `:id`. */
  readonly row?: string;
  /** Without signing in. */
  readonly open?: boolean;
  /** What those who may read it get; 200 unless said. */
  readonly status?: number;
  /** Everybody else gets 403, or 404 where he may not know of it. Left out: all who are signed in. */
  readonly readers?: readonly Role[];
  readonly deeds?: Readonly<Record<string, Deed>>;
}

/** An id of no row. */
export const nobodys = '0197a000-0000-7000-8000-000000000000';

const key: readonly [string, string] = ['key', '0197a000-0000-7000-8000-0000000000ff'];
const unit: Role[] = ['owner', 'officer', 'approver', 'finance', 'legal', 'secrecy', 'inventor'];
const ofUnit = (...names: Role[]): Role[] => unit.filter((role) => names.includes(role));

export const routes: readonly Route[] = [
  // Public pages
  { file: '_public', path: '/help', open: true },
  { file: '_public._index', path: '/', open: true },
  { file: '_public.achievements._index', path: '/achievements?q=%E9%A9%AC%E9%93%83%E8%96%AF', open: true },
  {
    file: '_public.achievements.$no',
    path: '/achievements/:id',
    row: 'select no as id from achievements order by no limit 1',
    open: true,
  },
  { file: '_public.help', path: '/help', open: true },
  { file: '_public.terms', path: '/terms', open: true },
  { file: '_public.privacy', path: '/privacy', open: true },
  {
    file: '_public.outbox',
    path: '/outbox',
    open: true,
    // A wrong number of days: the clock stays where it is.
    deeds: { 'move-clock': { may: 'anyone', form: [['days', '0']] } },
  },

  // Sign-in
  {
    file: '_public.sign-in',
    path: '/sign-in?way=password',
    open: true,
    status: 302,
    deeds: {
      'send-code': { may: 'anyone', form: [['phone', '1']] },
      'verify-code': {
        may: 'anyone',
        form: [
          ['phone', '1'],
          ['code', '1'],
        ],
      },
      password: {
        may: 'anyone',
        form: [
          ['email', 'x'],
          ['password', 'x'],
        ],
      },
    },
  },
  {
    file: '_public.sign-up',
    path: '/sign-up',
    open: true,
    deeds: { 'sign-up': { may: 'anyone', form: [['email', 'x']] } },
  },
  {
    file: '_public.reset-password',
    path: '/reset-password',
    open: true,
    deeds: {
      ask: { may: 'anyone', form: [['email', 'x']] },
      reset: {
        may: 'anyone',
        form: [
          ['token', 'x'],
          ['password', 'x'],
        ],
      },
    },
  },
  { file: '_public.consent', path: '/consent', status: 302, deeds: { agree: { may: 'signed-in' } } },
  {
    file: '_public.confirm-identity',
    path: '/confirm-identity',
    deeds: {
      send: { may: 'signed-in', form: [['next', '/desk']] },
      confirm: { may: 'signed-in', form: [['code', '1']] },
    },
  },
  { file: 'sign-out', path: '/sign-out', open: true, status: 302 },

  // Desk
  { file: 'desk', path: '/desk' },
  { file: 'desk._index', path: '/desk' },
  { file: 'desk.notices', path: '/desk/notices', deeds: { read: { may: 'signed-in' } } },
  {
    file: 'desk.organisation',
    path: '/desk/organisation',
    deeds: {
      register: { may: 'signed-in', form: [key, ['kind', 'x']] },
      'add-member': {
        may: ['owner', 'enterprise-owner'],
        form: [
          ['phone', '13900000000'],
          ['roles', 'officer'],
        ],
      },
      'end-membership': { may: ['owner', 'enterprise-owner'], form: [['membershipId', nobodys]] },
      'payee-account': {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['accountName', '示例'],
          ['bankName', '示例银行'],
          ['accountNo', '6200000000000001'],
        ],
      },
    },
  },
  {
    file: 'desk.organisation_.papers',
    path: '/desk/organisation/papers',
    status: 302,
    deeds: { submit: { may: 'signed-in', multipart: true } },
  },
  {
    file: 'desk.reviews',
    path: '/desk/reviews',
    readers: ['reviewer'],
    deeds: {
      verify: { may: ['reviewer'], form: [['orgId', nobodys]] },
      return: {
        may: ['reviewer'],
        form: [
          ['orgId', nobodys],
          ['note', '请补正'],
        ],
      },
    },
  },
  { file: 'webhooks.stripe', path: '/webhooks/stripe', open: true, status: 405 },
];
export { ofUnit };
