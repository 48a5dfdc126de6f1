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
  /** What people who are not signed in get on an open page; 200 unless said. */
  readonly openStatus?: number;
  /** Everybody else gets 403, or 404 where he may not know of it. Left out: all who are signed in. */
  readonly readers?: readonly Role[];
  readonly deeds?: Readonly<Record<string, Deed>>;
}

/** An id of no row. */
export const nobodys = '0197a000-0000-7000-8000-000000000000';

const key: readonly [string, string] = ['key', '0197a000-0000-7000-8000-0000000000ff'];
const unit: Role[] = ['owner', 'officer', 'approver', 'finance', 'legal', 'secrecy', 'inventor'];
const enterprise: Role[] = ['enterprise-owner', 'enterprise-officer', 'enterprise-finance'];
/** The agency's, organizer's and authority's people of the matrix are officers of their own organisations. */
const officers: Role[] = ['officer', 'enterprise-officer', 'broker', 'organizer', 'authority'];
const negotiators: Role[] = ['officer', 'approver', 'enterprise-officer', 'enterprise-owner'];
const signers: Role[] = ['owner', 'approver', 'enterprise-owner'];
const moneyRoles: Role[] = ['owner', 'officer', 'approver', 'finance', 'legal'];
const bookReaders: Role[] = [...moneyRoles, ...enterprise, 'broker', 'organizer', 'authority'];
/** Officers of units that run events. */
const eventOfficers: Role[] = ['organizer', 'authority'];
const eventFileDeeds: Readonly<Record<string, Deed>> = {
  'drop-file': { may: eventOfficers, form: [['rowId', nobodys]] },
  // Whoever answers for secrecy at the unit: none of the matrix's people.
  'clear-file': { may: [], form: [['rowId', nobodys]] },
};
const eventReaders: Role[] = ['organizer'];
const meetingEvent = 'select event_id as id from event_meeting_plans order by created_at limit 1';
const members: Role[] = [...unit, ...enterprise, 'broker', 'organizer', 'authority'];

const quarrel: readonly (readonly [string, string])[] = [
  ['milestoneId', nobodys],
  ['reason', '检测样品与合同约定的批次不一致'],
];
const declaration = (ground: string): readonly (readonly [string, string])[] => [
  ['versionN', '99'],
  ['ground', ground],
  ['reason', '双方对检测结论有争议，等待复检。'],
];

/** Every send of the composer: of a first step, so that the answer is the gate's. */
const composerDeeds = (may: readonly Role[]): Readonly<Record<string, Deed>> =>
  Object.fromEntries(['discard', 'rebase', 'save', 'send'].map((intent) => [intent, { may }]));

const esignSigner: readonly (readonly [string, string])[] = [
  ['versionN', '99'],
  ['signerName', '王校长'],
  ['mobile', '13800000001'],
  ['authority', 'legal_representative'],
  ['isAgreed', 'on'],
];

const ofLongyuan = (table: string, column: string): string =>
  `select t.id from ${table} t join organisations o on o.id = t.${column} where o.name = '陇原理工大学' order by t.id limit 1`;

/** The contract of the told deal between 陇原理工大学 and 定西薯月淀粉, in which the broker has a mandate. */
const starch = "select id from contracts where state = 'performing' order by no limit 1";

/** A post of the demo world that 陇原理工大学 answers; no enterprise or expert of the matrix has a part in it. */
const ownBounty = `select b.id from bounties b join bounty_proposals p on p.bounty_id = b.id join organisations o on o.id = p.org_id
  where b.state = 'running' and o.name = '陇原理工大学' order by b.no limit 1`;
const bountyReaders: Role[] = ['authority', 'owner', 'officer', 'approver', 'finance', 'legal'];

/** A share of 鲁松砚, the matrix's inventor. */
const shareOfInventor = `select s.id from distribution_shares s join "user" u on u.id = s.user_id
  where u.email = 'longyuan-inventor-1@example.com' and s.kind = 'person' order by s.id limit 1`;

const eventId = "select id from events where state = 'published' order by no limit 1";
const eventNo = "select no as id from events where state = 'published' order by no limit 1";

export const routes: readonly Route[] = [
  // Public pages
  { file: '_public', path: '/help', open: true },
  { file: '_public.$', path: '/no-such-page', open: true, status: 404, openStatus: 404 },
  { file: 'desk.$', path: '/desk/no-such-page', status: 404 },
  { file: '_public._index', path: '/', open: true },
  { file: 'search.suggest', path: '/search/suggest?q=%E9%A9%AC', open: true },
  { file: '_public.search', path: '/search?q=%E9%A9%AC%E9%93%83%E8%96%AF', open: true },
  { file: '_public.achievements._index', path: '/achievements?q=%E9%A9%AC%E9%93%83%E8%96%AF', open: true },
  {
    file: '_public.achievements.$no',
    path: '/achievements/:id',
    row: 'select no as id from achievements order by no limit 1',
    open: true,
    deeds: {
      object: { may: 'signed-in', form: [['grounds', '']] },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
      decide: {
        may: ['approver'],
        form: [
          ['objectionId', nobodys],
          ['outcome', 'dismiss'],
          ['decision', '理由如下'],
        ],
      },
    },
  },
  { file: 'robots[.]txt', path: '/robots.txt', open: true },
  { file: 'sitemap[.]xml', path: '/sitemap.xml', open: true },
  { file: 'sitemap.$part[.]xml', path: '/sitemap/units.xml', open: true },
  { file: 'api.v1.achievements', path: '/api/v1/achievements', open: true },
  {
    file: 'api.v1.achievements_.$no',
    path: '/api/v1/achievements/:id',
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
      'app-code': { may: 'anyone', form: [['code', 'x']] },
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
  { file: 'sign-out', path: '/sign-out', open: true, status: 302, openStatus: 302 },

  {
    file: 'desk.security',
    path: '/desk/security',
    // Each asks for a fresh second factor first.
    deeds: {
      start: { may: 'signed-in' },
      finish: { may: 'signed-in', form: [['code', '1']] },
      renew: { may: 'signed-in' },
      remove: { may: 'signed-in' },
    },
  },

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
      'set-roles': {
        may: ['owner', 'enterprise-owner'],
        form: [
          ['membershipId', nobodys],
          ['roles', 'officer'],
        ],
      },
      'end-membership': { may: ['owner', 'enterprise-owner'], form: [['membershipId', nobodys]] },
    },
  },
  {
    file: 'desk.organisation_.accounts',
    path: '/desk/organisation/accounts',
    readers: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
    // Each asks for a fresh second factor first, so nothing is changed.
    deeds: {
      propose: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [
          ['accountName', '示例'],
          ['bankName', '示例银行'],
          ['accountNo', '6200000000000001'],
          ['reason', '基本户迁址'],
        ],
      },
      approve: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['accountId', nobodys]],
      },
      withdraw: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [
          ['accountId', nobodys],
          ['note', '填错了'],
        ],
      },
      probe: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['accountId', nobodys]],
      },
      answer: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [
          ['accountId', nobodys],
          ['amount', '0.37'],
        ],
      },
      limit: { may: ['owner', 'enterprise-owner'], form: [['limit', '500000']] },
      agreeLimit: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['limitFen', '50000000']],
      },
      dropLimit: { may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'], form: [] },
      file: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['accountId', nobodys]],
        multipart: true,
      },
    },
  },
  {
    file: 'desk.money_.bank',
    path: '/desk/money/bank',
    readers: ['finance', 'enterprise-finance'],
    // Money is booked with a fresh second factor only; the lines are nobody's.
    deeds: {
      match: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['rowId', nobodys],
          ['subject', `receipt:${nobodys}`],
        ],
      },
      return: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['rowId', nobodys],
          ['receiptId', nobodys],
        ],
      },
      ignore: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['rowId', nobodys],
          ['note', '房租收入'],
        ],
      },
      reopen: { may: ['finance', 'enterprise-finance'], form: [['rowId', nobodys]] },
      upload: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['bankName', '示例银行'],
          ['accountNo', '6200000000000001'],
        ],
        multipart: true,
      },
    },
  },
  {
    file: 'desk.money_.bank_.export',
    path: '/desk/money/bank/export',
    readers: ['finance', 'enterprise-finance'],
  },
  {
    file: 'desk.money_.bank_.$id',
    path: '/desk/money/bank/:id',
    row: ofLongyuan('bank_statements', 'org_id'),
    readers: ['finance'],
    deeds: {
      // Stored already: nothing is changed by those who may.
      map: { may: ['finance'], form: [['bookedOn', '日期']] },
      discard: { may: ['finance'] },
    },
  },
  {
    file: 'desk.organisation_.accounts_.card',
    path: '/desk/organisation/accounts/card',
    readers: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
    // Each but the question asks for a fresh second factor first, so nothing is changed.
    deeds: {
      propose: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [
          ['country', 'HK'],
          ['reason', '境外许可费'],
        ],
      },
      begin: {
        may: ['owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['cardAccountId', nobodys]],
      },
      ask: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['cardAccountId', nobodys]],
      },
      approve: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [['cardAccountId', nobodys]],
      },
      end: {
        may: ['owner', 'approver', 'finance', 'enterprise-owner', 'enterprise-finance'],
        form: [
          ['cardAccountId', nobodys],
          ['note', '不开了'],
        ],
      },
    },
  },
  {
    file: 'desk.reviews_.accounts',
    path: '/desk/reviews/accounts',
    readers: ['reviewer'],
    deeds: {
      send: { may: ['reviewer'], form: [['accountId', nobodys]] },
      pass: { may: ['reviewer'], form: [['accountId', nobodys]] },
      refuse: {
        may: ['reviewer'],
        form: [
          ['accountId', nobodys],
          ['note', '户名不符'],
        ],
      },
    },
  },
  {
    file: 'desk.organisation_.papers',
    path: '/desk/organisation/papers',
    status: 302,
    deeds: { submit: { may: ['owner', 'enterprise-owner', ...officers], multipart: true } },
  },
  {
    file: 'desk.rules',
    path: '/desk/rules',
    readers: ['admin'],
    deeds: {
      confirm: {
        may: ['admin'],
        form: [
          ['rule', 'none'],
          ['value', '无'],
          ['source', '矩阵的确认'],
          ['confirmedOn', '2026-11-01'],
        ],
      },
      set: {
        may: ['admin'],
        form: [
          ['key', 'salesPpm'],
          ['value', '十五'],
          ['fromOn', '2026-11-01'],
          ['reason', '矩阵的改动'],
        ],
      },
    },
  },
  {
    file: 'desk.calendar',
    path: '/desk/calendar',
    readers: ['admin', 'reviewer'],
    deeds: {
      set: { may: ['admin'], form: [['lines', '国庆节放七天']] },
      drop: {
        may: ['admin'],
        form: [
          ['fromOn', '2027-10-01'],
          ['toOn', '2027-10-07'],
        ],
      },
      approve: {
        may: ['admin', 'reviewer'],
        form: [
          ['changeId', nobodys],
          ['isCompared', 'on'],
        ],
      },
      refuse: { may: ['admin', 'reviewer'], form: [['changeId', nobodys]] },
      withdraw: { may: ['admin'], form: [['changeId', nobodys]] },
    },
  },
  {
    file: 'desk.synonyms',
    path: '/desk/synonyms',
    readers: ['admin'],
    deeds: {
      add: {
        may: ['admin'],
        form: [key, ['words', '矩阵甲词、矩阵乙词']],
      },
      change: {
        may: ['admin'],
        form: [
          ['groupId', nobodys],
          ['was', ''],
          ['words', '矩阵丙词、矩阵丁词'],
        ],
      },
      remove: {
        may: ['admin'],
        form: [
          ['groupId', nobodys],
          ['was', ''],
        ],
      },
    },
  },
  {
    file: 'desk.reviews',
    path: '/desk/reviews',
    readers: ['reviewer'],
    deeds: {
      verify: { may: ['reviewer'], form: [['orgId', nobodys]] },
      recheck: { may: ['reviewer'], form: [['orgId', nobodys]] },
      return: {
        may: ['reviewer'],
        form: [
          ['orgId', nobodys],
          ['note', '请补正'],
        ],
      },
    },
  },
  {
    file: 'desk.reviews_.organisations',
    path: '/desk/reviews/organisations',
    readers: ['reviewer', 'admin'],
    deeds: {
      revoke: {
        may: ['reviewer', 'admin'],
        form: [
          ['orgId', nobodys],
          ['note', '证照失效'],
        ],
      },
    },
  },
  {
    file: 'desk.organisation_.settings',
    path: '/desk/organisation/settings',
    readers: ['owner', 'enterprise-owner'],
    deeds: {
      // Days that no unit may have: nothing is changed by those who may.
      settings: {
        may: ['owner', 'enterprise-owner'],
        form: [
          ['isStateEstablished', 'yes'],
          ['publicityDays', '91'],
          ['publicityCount', 'calendar'],
          ['objectionReviewDays', '5'],
          ['teamPpm', '70'],
          ['ttoPpm', '0'],
          ['policySet', 'gansu'],
        ],
      },
      solo: { may: ['owner', 'enterprise-owner'], form: [['stated', 'no']] },
      rename: { may: ['owner', 'enterprise-owner'], multipart: true },
    },
  },
  // Public listings
  // 揭榜挂帅
  {
    file: '_public.unsubscribe.$code',
    path: '/unsubscribe/:id',
    open: true,
    status: 404,
    openStatus: 404,
  },
  {
    file: '_public.listings.confirm.$code',
    path: '/listings/confirm/guess',
    open: true,
    status: 404,
    openStatus: 404,
    deeds: { confirm: { may: 'anyone' } },
  },
  { file: 'desk.notices_.settings', path: '/desk/notices/settings', deeds: { save: { may: 'signed-in' } } },
  { file: '_public.bounties._index', path: '/bounties', open: true },
  { file: '_public.bounties.subsidy', path: '/bounties/subsidy', open: true },
  {
    file: '_public.bounties.$no',
    path: '/bounties/:id',
    row: "select no as id from bounties where state = 'posted' order by no limit 1",
    open: true,
    deeds: {
      object: { may: 'signed-in', form: [['grounds', '']] },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
    },
  },
  { file: 'desk.bounties._index', path: '/desk/bounties' },
  {
    file: 'desk.bounties.new',
    path: '/desk/bounties/new',
    readers: ['enterprise-officer'],
    deeds: { call: { may: ['enterprise-officer'] } },
  },
  {
    file: 'desk.bounties.$id',
    path: '/desk/bounties/:id',
    row: ownBounty,
    readers: bountyReaders,
    deeds: {
      argue: { may: ['authority'] },
      post: { may: ['authority'] },
      judge: { may: ['authority'] },
      drop: { may: officers, form: [['reason', '情况有变']] },
      partner: { may: officers },
      agree: { may: officers },
      decline: { may: officers },
      contract: { may: officers },
      reopen: { may: ['authority'] },
      decide: { may: ['authority'] },
    },
  },
  {
    file: 'desk.bounties.$id_.panel',
    path: '/desk/bounties/:id/panel',
    row: ownBounty,
    readers: ['authority'],
    deeds: {
      expert: { may: ['authority'] },
      opinion: { may: 'signed-in', form: [['supports', '']] },
      declare: { may: 'signed-in', form: [['note', '']] },
      score: { may: 'signed-in', form: [['note', '']] },
      choose: { may: officers },
      award: { may: ['authority'] },
      race: { may: ['authority'] },
    },
  },
  {
    file: 'desk.bounties.$id_.propose',
    path: '/desk/bounties/:id/propose',
    row: "select id from bounties where state = 'posted' order by no limit 1",
    readers: ['officer', 'enterprise-officer'],
    deeds: {
      propose: { may: ['officer', 'enterprise-officer'] },
      withdraw: { may: ['officer', 'enterprise-officer'] },
    },
  },
  {
    file: 'desk.bounties.$id_.course',
    path: '/desk/bounties/:id/course',
    row: ownBounty,
    readers: bountyReaders,
    deeds: {
      gate: { may: ['authority'] },
      win: { may: ['authority'] },
      milestone: { may: ['authority'] },
      report: { may: officers },
      accept: { may: ['authority'] },
      stop: { may: ['authority'] },
    },
  },
  { file: '_public.demands._index', path: '/demands', open: true },
  {
    file: '_public.demands.$no',
    path: '/demands/:id',
    row: "select no as id from demands where state = 'published' order by no limit 1",
    open: true,
  },
  { file: '_public.brokers._index', path: '/brokers', open: true },
  { file: '_public.pay-later', path: '/pay-later', open: true },
  { file: '_public.publicity._index', path: '/publicity', open: true },
  {
    file: '_public.publicity.$id',
    path: '/publicity/:id',
    row: 'select id from publicities limit 1',
    open: true,
    // Notices are shown within the unit unless it chose the public: the demo world has only such ones.
    readers: [],
    deeds: {
      object: { may: 'signed-in', multipart: true, form: [['grounds', '价格明显低于同类成果成交价'], key] },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
      accept: { may: 'signed-in', form: [['objectionId', nobodys]] },
      review: {
        may: 'signed-in',
        form: [
          ['objectionId', nobodys],
          ['grounds', '答复没有回应署名的问题，请另行复核'],
        ],
      },
    },
  },

  // Events
  { file: '_public.events._index', path: '/events', open: true },
  {
    file: '_public.events.$no',
    path: '/events/:id',
    row: eventNo,
    open: true,
    deeds: {
      register: { may: 'signed-in', form: [['ticketId', nobodys]] },
      group: { may: officers, form: [['ticketId', nobodys]] },
      'group-file': { may: officers, form: [['ticketId', nobodys]], multipart: true },
      apply: { may: officers, form: [['no', '']] },
    },
  },
  { file: 'events.$no.card[.]png', path: '/events/:id/card.png', row: eventNo, open: true },
  { file: 'events.$no.seats[.]json', path: '/events/:id/seats.json', row: eventNo, open: true },
  // The demo's first event has no poster.
  {
    file: 'events.$no.poster',
    path: '/events/:id/poster',
    row: eventNo,
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  },
  {
    file: 'events.$no.files.$file',
    path: `/events/:id/files/${nobodys}`,
    row: eventNo,
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  },
  { file: 'events.$no.calendar[.]ics', path: '/events/:id/calendar.ics', row: eventNo, open: true },
  {
    file: '_public.events.$no_.door',
    path: '/events/:id/door?k=guess',
    row: eventNo,
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
    deeds: { enter: { may: 'anyone', form: [['phone', '1']] } },
  },
  {
    file: '_public.tickets.$code',
    path: '/tickets/guess',
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
    deeds: {
      // A guessed ticket opens nothing, whoever sends it.
      accept: { may: 'anyone' },
      reply: { may: 'anyone' },
      'give-up': { may: 'anyone' },
      feedback: {
        may: 'anyone',
        form: [
          ['overall', '5'],
          ['usefulness', '5'],
          ['organisation', '5'],
        ],
      },
    },
  },
  {
    file: 'scan.$link',
    path: '/scan/guess',
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
    deeds: {
      // A helper's link and PIN are his account: a guessed link opens nothing.
      open: { may: 'anyone', form: [['pin', '000000']] },
      enter: { may: 'anyone', form: [['code', '1']] },
      check: { may: 'anyone', form: [['rowId', nobodys]] },
      leave: { may: 'anyone' },
    },
  },
  ...['list', 'app[.]webmanifest'].map((name) => ({
    file: `scan.$link_.${name}`,
    path: `/scan/guess/${name.replaceAll(/[[\]]/g, '')}`,
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  })),
  { file: 'scan.$link_.sync', path: '/scan/guess/sync', open: true, status: 405, openStatus: 405 },
  {
    file: 'desk.events._index',
    path: '/desk/events',
    deeds: {
      accept: { may: officers, form: [['rowId', nobodys]] },
      decline: { may: officers, form: [['rowId', nobodys]] },
      withdraw: { may: officers, form: [['rowId', nobodys]] },
      'name-presenter': { may: officers, form: [['rowId', nobodys]] },
    },
  },
  {
    file: 'desk.events.items.$id',
    path: '/desk/events/items/:id',
    row: ofLongyuan('event_items', 'org_id'),
    readers: ['officer'],
    deeds: {
      'keep-slides': { may: officers, form: [['audience', '']], multipart: true },
      'drop-slides': { may: officers },
    },
  },
  {
    file: 'desk.events.new',
    path: '/desk/events/new',
    readers: ['organizer', 'authority'],
    deeds: { save: { may: ['organizer', 'authority'], form: [key, ['title', '']] } },
  },
  {
    file: 'desk.events.$id_.edit',
    path: '/desk/events/:id/edit',
    row: eventId,
    readers: ['organizer'],
    deeds: { save: { may: ['organizer', 'authority'], form: [['title', '']] } },
  },
  {
    file: 'desk.events.$id',
    path: '/desk/events/:id',
    row: eventId,
    readers: ['organizer'],
    deeds: {
      // Invalid forms and steps that its state does not know: nothing is changed by those who may.
      submit: { may: ['organizer', 'authority'] },
      publish: { may: [] },
      return: { may: [] },
      close: { may: ['organizer', 'authority'] },
      reopen: { may: ['organizer', 'authority'], form: [['until', '']] },
      start: { may: ['organizer', 'authority'] },
      end: { may: ['organizer', 'authority'] },
      cancel: { may: ['organizer', 'authority'], form: [['note', '']] },
      'add-session': { may: ['organizer', 'authority'], form: [['title', '']] },
      'save-session': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'place-item': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'remove-session': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'add-speaker': { may: ['organizer', 'authority'], form: [['name', '']] },
      'withdraw-speaker': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      invite: { may: ['organizer', 'authority'], form: [['no', '']] },
      'accept-item': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'decline-item': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'withdraw-item': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      'remove-item': { may: ['organizer', 'authority'], form: [['rowId', nobodys]] },
      repeat: { may: ['organizer', 'authority'], form: [['step', '']] },
    },
  },
  {
    file: 'desk.events.$id_.files',
    path: '/desk/events/:id/files',
    row: eventId,
    readers: ['organizer'],
    deeds: {
      'keep-file': { may: ['organizer', 'authority'], form: [['kind', '']], multipart: true },
      ...eventFileDeeds,
    },
  },
  {
    file: 'desk.events.$id_.outcome',
    path: '/desk/events/:id/outcome',
    row: eventId,
    readers: ['organizer'],
    deeds: {
      report: { may: ['organizer', 'authority'], form: [['summary', '']] },
      confirm: { may: ['authority'] },
      'return-report': { may: ['authority'], form: [['note', '请补充']] },
      'keep-file': { may: ['organizer', 'authority'], form: [['kind', '']], multipart: true },
      ...eventFileDeeds,
      'finish-task': {
        may: ['organizer', 'authority'],
        form: [
          ['rowId', nobodys],
          ['note', '已回访'],
        ],
      },
    },
  },
  {
    file: 'desk.events.$id_.papers.$paper',
    path: '/desk/events/:id/papers/sign-in',
    row: eventId,
    readers: ['organizer'],
  },
  {
    file: 'desk.events.$id_.people',
    path: '/desk/events/:id/people',
    row: eventId,
    readers: ['organizer'],
    deeds: {
      ...Object.fromEntries(
        ['approve', 'refuse', 'cancel', 'check-in', 'check-paper', 'check-out', 'undo', 'revoke-steward'].map(
          (word) => [word, { may: ['organizer', 'authority'] as const, form: [['rowId', nobodys] as const] }],
        ),
      ),
      'invite-person': { may: ['organizer', 'authority'], form: [['name', '']] },
      'walk-in': { may: ['organizer', 'authority'], form: [['name', '']] },
      'add-steward': { may: ['organizer', 'authority'], form: [['pin', '1']] },
      'enter-paper': { may: ['organizer', 'authority'], form: [['numbers', '']] },
    },
  },

  ...['list', 'import_.template'].map((name) => ({
    file: `desk.events.$id_.${name}`,
    path: `/desk/events/:id/${name.replace('_.', '/')}`,
    row: eventId,
    readers: eventReaders,
  })),
  {
    file: 'desk.events.$id_.import',
    path: '/desk/events/:id/import',
    row: eventId,
    readers: ['organizer'],
    deeds: { import: { may: eventOfficers, form: [['how', '']], multipart: true } },
  },

  // Exports
  {
    file: 'desk.exports',
    path: '/desk/exports?q=%E9%A9%AC%E9%93%83%E8%96%AF',
    deeds: {
      apply: {
        may: officers,
        form: [
          ['query', 'q=马铃薯'],
          ['rows', '5'],
          ['purpose', '为产业链调研准备一份底数'],
        ],
      },
      withdraw: { may: officers, form: [['applicationId', nobodys]] },
      approve: { may: ['reviewer'], form: [['applicationId', nobodys]] },
      refuse: {
        may: ['reviewer'],
        form: [
          ['applicationId', nobodys],
          ['note', '用途不清'],
        ],
      },
      revoke: {
        may: ['reviewer'],
        form: [
          ['applicationId', nobodys],
          ['note', '用途变了'],
        ],
      },
    },
  },
  {
    file: 'desk.exports_.download',
    path: '/desk/exports/download',
    readers: [],
    deeds: {
      download: {
        may: 'signed-in',
        form: [
          ['format', 'csv'],
          ['query', 'q=没有人写过的词'],
        ],
      },
    },
  },
  { file: 'desk.achievements.export', path: '/desk/achievements/export?format=csv', readers: officers },

  // Achievements and imports
  { file: 'desk.achievements._index', path: '/desk/achievements', readers: members },
  {
    file: 'desk.achievements.new',
    path: '/desk/achievements/new',
    readers: ['officer', 'inventor', 'enterprise-officer'],
    deeds: { create: { may: ['officer', 'inventor', 'enterprise-officer'], form: [key, ['name', '']] } },
  },
  {
    file: 'desk.achievements.$id',
    path: '/desk/achievements/:id',
    row: ofLongyuan('achievements', 'org_id'),
    readers: unit,
    deeds: {
      save: { may: ['officer', 'inventor'], form: [['versionN', '1']] },
      submit: { may: ['officer', 'inventor'] },
      recall: { may: ['officer', 'inventor'] },
      'withdraw-registration': { may: ['officer'] },
      withdraw: { may: ['officer', 'approver', 'secrecy'] },
      reopen: { may: ['officer'] },
    },
  },
  {
    file: 'desk.achievements.$id_.registration',
    path: '/desk/achievements/:id/registration',
    row: ofLongyuan('achievements', 'org_id'),
    readers: ['officer'],
    deeds: { 'ask-registration': { may: ['officer'] } },
  },
  {
    file: 'desk.achievements.$id_.correction',
    path: '/desk/achievements/:id/correction',
    row: ofLongyuan('achievements', 'org_id'),
    readers: ['officer', 'approver', 'secrecy', 'inventor'],
    deeds: {
      save: { may: ['officer', 'inventor', 'enterprise-officer'] },
      submit: { may: ['officer', 'inventor'] },
      recall: { may: ['officer', 'inventor'] },
      drop: { may: ['officer', 'inventor'] },
      pass: { may: ['approver', 'secrecy'] },
      return: { may: ['approver', 'secrecy'], form: [['note', '请补正']] },
    },
  },
  {
    file: 'desk.achievements.$id_.attachments',
    path: '/desk/achievements/:id/attachments',
    row: ofLongyuan('achievements', 'org_id'),
    readers: unit,
    deeds: {
      add: { may: ['officer', 'inventor'], multipart: true, form: [['title', '']] },
      clear: { may: ['secrecy'], form: [['attachmentId', nobodys]] },
      remove: { may: ['officer', 'inventor', 'secrecy'], form: [['attachmentId', nobodys]] },
    },
  },
  {
    file: 'desk.achievements.$id_.history',
    path: '/desk/achievements/:id/history',
    row: ofLongyuan('achievements', 'org_id'),
    readers: unit,
  },
  {
    file: 'desk.achievements.$id_.evaluation',
    path: '/desk/achievements/:id/evaluation',
    row: ofLongyuan('achievements', 'org_id'),
    readers: unit,
    deeds: {
      assess: { may: ['officer', 'inventor', 'enterprise-officer'] },
      'third-party': { may: ['officer', 'inventor', 'enterprise-officer'] },
      'confirm-trl': { may: ['approver'], form: [['assessmentId', nobodys]] },
      'return-trl': {
        may: ['approver'],
        form: [
          ['assessmentId', nobodys],
          ['note', '缺证据'],
        ],
      },
      request: { may: ['officer', 'enterprise-officer'] },
      postpone: { may: ['officer', 'enterprise-officer'], form: [['evaluationId', nobodys]] },
      'release-papers': {
        may: ['officer'],
        form: [
          ['evaluationId', nobodys],
          ['papers', nobodys],
        ],
      },
      'withdraw-evaluation': { may: ['officer'], form: [['evaluationId', nobodys]] },
      'open-report': {
        may: ['secrecy'],
        form: [
          ['evaluationId', nobodys],
          ['opened', 'on'],
        ],
      },
      'close-report': { may: ['secrecy'], form: [['evaluationId', nobodys]] },
    },
  },
  { file: 'desk.evaluations._index', path: '/desk/evaluations' },
  {
    file: 'desk.evaluations.$id',
    path: '/desk/evaluations/:id',
    readers: [],
    deeds: {
      accept: { may: officers },
      decline: { may: officers, form: [['note', '没有专家']] },
      invite: { may: officers, form: [['phone', '19900000001']] },
      urge: { may: officers, form: [['expertId', nobodys]] },
      collect: { may: officers },
      join: { may: 'signed-in', form: [['isFree', 'on']] },
      recuse: { may: 'signed-in', form: [['declaration', '同事']] },
      score: { may: 'signed-in', form: [['comment', '']] },
    },
  },
  {
    file: 'desk.evaluations.$id_.report',
    path: '/desk/evaluations/:id/report',
    readers: [],
    deeds: { issue: { may: officers, multipart: true } },
  },
  {
    file: 'desk.contracts.$id_.feedback',
    path: '/desk/contracts/:id/feedback',
    row: starch,
    readers: ['enterprise-officer'],
    deeds: { give: { may: officers } },
  },
  {
    file: '_public.achievements.$no_.evaluation',
    path: '/achievements/:id/evaluation',
    row: 'select no as id from achievements order by no limit 1',
    open: true,
  },
  {
    file: 'desk.screen',
    path: '/desk/screen',
    readers: ['admin'],
    deeds: {
      add: { may: ['admin'] },
      switch: {
        may: ['admin'],
        form: [
          ['ruleId', nobodys],
          ['isActive', 'off'],
        ],
      },
    },
  },
  {
    file: 'desk.projects',
    path: '/desk/projects',
    readers: ['officer', 'enterprise-officer', 'authority'],
    deeds: {
      enter: { may: ['authority'], form: [['lines', '']] },
      upload: { may: ['authority'], multipart: true, form: [['x', '']] },
      link: { may: ['officer', 'enterprise-officer'] },
      unlink: { may: ['officer', 'enterprise-officer'] },
      dun: { may: ['authority'], form: [['ids', nobodys]] },
      plead: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['dutyId', nobodys],
          ['reason', '项目终止，没有形成可以汇交的成果。'],
        ],
      },
      decide: {
        may: ['authority'],
        form: [
          ['dutyId', nobodys],
          ['outcome', 'refuse'],
          ['decision', '理由不充分'],
        ],
      },
    },
  },
  {
    file: 'desk.projects_.export',
    path: '/desk/projects/export',
    readers: ['officer', 'enterprise-officer', 'authority'],
  },
  {
    file: 'desk.achievements.$id_.list',
    path: '/desk/achievements/:id/list',
    row: ofLongyuan('achievements', 'org_id'),
    readers: ['officer'],
    deeds: { list: { may: ['officer'] }, change: { may: ['officer'] } },
  },
  {
    file: 'desk.listings.$id_.trade',
    path: '/desk/listings/:id/trade',
    row: ofLongyuan('listings', 'org_id'),
    readers: ['officer'],
    deeds: { open: { may: ['officer', 'enterprise-officer'] } },
  },
  {
    file: 'desk.listings.$id_.objections',
    path: '/desk/listings/:id/objections',
    row: ofLongyuan('listings', 'org_id'),
    readers: unit,
    deeds: {
      decide: {
        may: ['approver'],
        form: [
          ['objectionId', nobodys],
          ['outcome', 'dismiss'],
          ['decision', '同价已查，理由不成立。'],
        ],
      },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
    },
  },
  {
    file: 'desk.listings.$id_.auction',
    path: '/desk/listings/:id/auction',
    row: ofLongyuan('listings', 'org_id'),
    readers: ['officer', 'approver'],
    deeds: {
      unsold: { may: ['officer'] },
      withdraw: { may: ['officer'] },
      begin: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['auctionId', nobodys],
          ['uscc', '91620100MA72AB3C4Y'],
        ],
      },
      announce: { may: ['officer'], multipart: true },
      sold: { may: ['officer'], multipart: true },
      correct: { may: ['officer'], multipart: true },
      dissolve: { may: ['officer'], multipart: true },
      perform: { may: ['officer'], multipart: true },
      recallSale: { may: ['officer'], form: [['requestId', nobodys]] },
      grantSale: {
        may: ['approver'],
        form: [
          ['requestId', nobodys],
          ['hasRead', 'on'],
        ],
      },
      refuseSale: {
        may: ['approver'],
        form: [
          ['requestId', nobodys],
          ['note', '文件与登记不符'],
        ],
      },
    },
  },
  { file: '_public.open-data', path: '/open-data', open: true },
  { file: 'api.v1.openapi[.]json', path: '/api/v1/openapi.json', open: true },
  {
    file: 'desk.open-data',
    path: '/desk/open-data',
    readers: [...officers, 'reviewer'],
    deeds: {
      ask: { may: officers, form: [['name', '同'], ['purpose', '短'], key] },
      approve: {
        may: ['reviewer'],
        form: [
          ['keyId', nobodys],
          ['rowsADay', '5000'],
        ],
      },
      refuse: {
        may: ['reviewer'],
        form: [
          ['keyId', nobodys],
          ['note', '用途不明'],
        ],
      },
      revoke: { may: [...officers, 'reviewer'], form: [['keyId', nobodys]] },
    },
  },
  {
    file: 'desk.open-data_.key',
    path: '/desk/open-data/key',
    readers: [...officers, 'reviewer'],
    status: 302,
    deeds: { issue: { may: officers, form: [['keyId', nobodys]] } },
  },
  {
    file: '_public.units.$uscc',
    path: '/units/:id',
    row: "select uscc as id from organisations where name = '陇原理工大学'",
    open: true,
  },
  {
    file: '_public.experts.$uscc.$name',
    path: '/experts/:id',
    row: "select o.uscc || '/' || p.name as id from achievement_people p join achievements a on a.id = p.achievement_id join organisations o on o.id = a.org_id where p.is_public order by a.no limit 1",
    open: true,
  },
  {
    file: 'achievements.$no.card[.]png',
    path: '/achievements/:id/card.png',
    row: 'select no as id from achievements order by no limit 1',
    open: true,
  },
  // A picture that no page shows is not found.
  {
    file: 'achievements.$no.pictures.$id',
    path: `/achievements/:id/pictures/${nobodys}`,
    row: 'select no as id from achievements order by no limit 1',
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  },
  { file: '_public.trades._index', path: '/trades', open: true },
  {
    file: '_public.trades.$no',
    path: '/trades/:id',
    row: 'select no as id from trades order by no limit 1',
    open: true,
    deeds: {
      apply: { may: ['enterprise-officer'], form: [['statement', '我们从事淀粉加工多年'], ['agree', 'on'], key] },
      leave: { may: ['enterprise-officer'], form: [['applicationId', nobodys]] },
      bid: { may: ['enterprise-officer'], form: [['amount', '60'], key] },
      claimDeposit: {
        may: ['enterprise-officer'],
        form: [
          ['applicationId', nobodys],
          ['paidOn', '2026-11-20'],
          ['reference', 'LS-1'],
        ],
      },
      object: { may: 'signed-in', form: [['grounds', '']] },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
    },
  },
  // A stream never ends by itself: here a trade that is nobody's.
  { file: 'trades.$no.live', path: '/trades/JY-1999-00000/live', readers: [] },
  { file: 'desk.trades._index', path: '/desk/trades', readers: [...unit, ...enterprise] },
  {
    file: 'desk.trades.$id',
    path: '/desk/trades/:id',
    row: ofLongyuan('trades', 'org_id'),
    readers: ['owner', 'officer', 'approver', 'finance'],
    deeds: {
      dissolve: { may: ['officer'], multipart: true },
      perform: { may: ['officer'], multipart: true },
      recallSale: { may: ['officer'], form: [['requestId', nobodys]] },
      grantSale: {
        may: ['approver'],
        form: [
          ['requestId', nobodys],
          ['hasRead', 'on'],
        ],
      },
      refuseSale: {
        may: ['approver'],
        form: [
          ['requestId', nobodys],
          ['note', '凭据不足'],
        ],
      },
      qualify: { may: ['officer'], form: [['applicationId', nobodys]] },
      refuse: {
        may: ['officer'],
        form: [
          ['applicationId', nobodys],
          ['note', '不合格'],
        ],
      },
      noteDeposit: {
        may: ['officer'],
        form: [
          ['applicationId', nobodys],
          ['depositOn', '2026-11-20'],
          ['reference', 'LS-1'],
        ],
      },
      endDeposit: {
        may: ['officer'],
        form: [
          ['applicationId', nobodys],
          ['way', 'return'],
          ['endedOn', '2026-11-20'],
          ['reference', 'LS-2'],
        ],
      },
      undoDeposit: {
        may: ['officer'],
        form: [
          ['applicationId', nobodys],
          ['way', 'return'],
          ['endedOn', '2026-11-20'],
          ['reason', '流水号填错了'],
        ],
      },
      withdraw: { may: ['officer'] },
      decide: {
        may: ['approver'],
        form: [
          ['objectionId', nobodys],
          ['outcome', 'dismiss'],
          ['decision', '理由如下'],
        ],
      },
    },
  },
  {
    file: 'desk.trades.$id_.minutes',
    path: '/desk/trades/:id/minutes',
    row: "select t.id from trades t join organisations o on o.id = t.org_id where o.name = '陇原理工大学' and t.state = 'concluded' limit 1",
    readers: unit,
  },
  {
    file: 'desk.patents',
    path: '/desk/patents',
    readers: ['officer', 'enterprise-officer'],
    deeds: {
      enter: { may: ['officer', 'enterprise-officer'], form: [['lines', '不是专利号']] },
      attach: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['numbers', 'ZL202319900001.8'],
          ['achievementNo', 'CG-1999-00000'],
        ],
      },
      detach: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['number', 'ZL202319900001.8'],
          ['achievementId', nobodys],
        ],
      },
      remove: { may: ['officer', 'enterprise-officer'], form: [['number', 'CN100000000A']] },
    },
  },
  {
    file: 'desk.patents_.load',
    path: '/desk/patents/load',
    readers: ['officer', 'enterprise-officer', 'admin'],
    deeds: { load: { may: ['officer', 'enterprise-officer', 'admin'], multipart: true } },
  },
  {
    file: 'desk.listings._index',
    path: '/desk/listings',
    readers: [...unit, ...enterprise],
    deeds: {
      confirm: { may: ['officer', 'enterprise-officer'], form: [['ids', nobodys]] },
      keep: { may: ['officer', 'enterprise-officer'], form: [['listingId', nobodys]] },
      conclude: { may: ['officer', 'enterprise-officer'], form: [['listingId', nobodys]] },
      withdraw: { may: ['officer', 'enterprise-officer'], form: [['listingId', nobodys]] },
    },
  },
  {
    file: 'desk.reviews_.achievements._index',
    path: '/desk/reviews/achievements',
    // The owner of the enterprise approves for it, too.
    readers: ['approver', 'secrecy', 'authority', 'enterprise-owner'],
    deeds: {
      imported: { may: ['approver', 'secrecy', 'enterprise-owner'] },
      retry: { may: [...officers, 'secrecy', 'approver', 'enterprise-owner'], form: [['importId', nobodys]] },
      batch: {
        may: ['approver', 'secrecy', 'authority', 'enterprise-owner'],
        form: [
          ['records', nobodys],
          ['outcome', 'return'],
          ['note', '请补正'],
        ],
      },
    },
  },
  {
    file: 'desk.reviews_.achievements.$id',
    path: '/desk/reviews/achievements/:id',
    row: ofLongyuan('achievements', 'org_id'),
    readers: ['approver', 'secrecy'],
    deeds: {
      pass: { may: ['approver', 'secrecy', 'authority'] },
      return: { may: ['approver', 'secrecy', 'authority'], form: [['note', '请补正']] },
      revoke: { may: ['authority'], form: [['note', '内容不实']] },
    },
  },
  {
    file: 'desk.reviews_.paths',
    path: '/desk/reviews/paths',
    readers: ['admin'],
    deeds: {
      set: {
        may: ['admin'],
        form: [
          ['regionCode', '620100'],
          ['levels', 'city'],
        ],
      },
    },
  },
  {
    file: 'desk.imports._index',
    path: '/desk/imports',
    readers: [...officers, 'secrecy'],
    deeds: { upload: { may: ['officer', 'secrecy', 'enterprise-officer'], multipart: true, form: [key] } },
  },
  {
    file: 'desk.imports.mappings',
    path: '/desk/imports/mappings',
    readers: [...officers, 'secrecy'],
    deeds: {
      rename: {
        may: [...officers, 'secrecy'],
        form: [
          ['id', nobodys],
          ['name', '科研系统'],
        ],
      },
      remove: { may: [...officers, 'secrecy'], form: [['id', nobodys]] },
    },
  },
  {
    file: 'desk.imports.$id',
    path: '/desk/imports/:id',
    readers: [],
    deeds: {
      confirm: { may: officers },
      cancel: { may: officers },
      choose: {
        may: officers,
        form: [
          ['rowNo', '2'],
          ['choice', 'skip'],
        ],
      },
      map: { may: [...officers, 'secrecy'] },
      chain: { may: [...officers, 'secrecy'] },
      undo: { may: [...officers, 'secrecy'], form: [['sure', 'on']] },
      retry: { may: [...officers, 'secrecy', 'approver', 'enterprise-owner'] },
    },
  },
  { file: 'desk.imports.$id_.marked[.]xlsx', path: '/desk/imports/:id/marked.xlsx', readers: [] },
  { file: 'desk.imports.template[.]xlsx', path: '/desk/imports/template.xlsx', readers: [...officers, 'secrecy'] },
  {
    file: 'files.$id',
    path: '/files/:id',
    row: `select voucher_file_id as id from receipts where voucher_file_id is not null and contract_id = (${starch}) order by no limit 1`,
    readers: [...moneyRoles, ...enterprise],
  },

  // Demands and matches
  { file: 'desk.demands._index', path: '/desk/demands' },
  // The broker has a client; to who serves nobody the page says why there is nothing to enter.
  { file: 'desk.demands.enter', path: '/desk/demands/enter', deeds: { enter: { may: ['broker'] } } },
  {
    file: 'desk.demands.import',
    path: '/desk/demands/import',
    readers: ['enterprise-officer', 'broker'],
    deeds: { import: { may: ['enterprise-officer', 'broker'], multipart: true, form: [['orgId', nobodys]] } },
  },
  { file: 'desk.demands.template[.]xlsx', path: '/desk/demands/template.xlsx' },
  {
    file: 'desk.demands.new',
    path: '/desk/demands/new',
    readers: ['enterprise-officer'],
    deeds: {
      save: { may: ['enterprise-officer'], form: [key] },
      publish: { may: ['enterprise-officer'], form: [key] },
    },
  },
  {
    file: 'desk.demands.$id',
    path: '/desk/demands/:id',
    row: "select d.id from demands d join organisations o on o.id = d.org_id where o.name = '定西薯月淀粉有限公司' and d.state <> 'draft' order by d.no limit 1",
    readers: enterprise,
    deeds: {
      close: { may: ['enterprise-officer'] },
      solve: { may: ['enterprise-officer'] },
      confirm: { may: ['enterprise-officer'] },
      approve: { may: ['enterprise-officer'] },
      return: { may: ['enterprise-officer'], form: [['note', '请补充来料条件']] },
      split: { may: ['enterprise-officer'], form: [['titleA', '甲']] },
      merge: { may: ['enterprise-officer'], form: [['intoId', nobodys]] },
      renew: { may: ['enterprise-officer'], form: [['validUntilOn', '2027-06-01']] },
      dismiss: {
        may: ['enterprise-officer'],
        form: [
          ['matchId', nobodys],
          ['reason', 'too_early'],
        ],
      },
      restore: { may: ['enterprise-officer'], form: [['matchId', nobodys]] },
      interested: { may: ['enterprise-officer'], form: [['matchId', nobodys]] },
    },
  },
  {
    file: 'desk.demands.$id_.edit',
    path: '/desk/demands/:id/edit',
    row: "select d.id from demands d join organisations o on o.id = d.org_id where o.name = '定西薯月淀粉有限公司' and d.state = 'published' order by d.no limit 1",
    readers: ['enterprise-officer'],
    deeds: {
      save: { may: ['enterprise-officer'] },
      publish: { may: ['enterprise-officer'] },
      revise: { may: ['enterprise-officer'] },
      close: { may: ['enterprise-officer'] },
    },
  },
  {
    file: 'desk.demands.$id_.questions',
    path: '/desk/demands/:id/questions',
    row: "select d.id from demands d join organisations o on o.id = d.org_id where o.name = '定西薯月淀粉有限公司' and d.state <> 'draft' order by d.no limit 1",
    readers: [...enterprise, ...unit.filter((role) => role !== 'finance' && role !== 'secrecy')],
    deeds: {
      ask: { may: ['officer', 'inventor'], form: [['body', '来料的蛋白含量在什么范围？'], key] },
      answer: {
        may: ['enterprise-officer'],
        form: [
          ['questionId', nobodys],
          ['answer', '1.2% 到 1.8%'],
          ['to', 'all'],
        ],
      },
      invite: { may: ['enterprise-officer'], form: [['name', '没有这个单位']] },
    },
  },
  {
    file: 'desk.matches._index',
    path: '/desk/matches',
    deeds: {
      interested: { may: officers, form: [['matchId', nobodys]] },
      dismiss: {
        may: officers,
        form: [
          ['matchId', nobodys],
          ['reason', 'too_early'],
        ],
      },
      restore: { may: officers, form: [['matchId', nobodys]] },
    },
  },
  { file: 'desk.matches.report', path: '/desk/matches/report', readers: ['admin'] },
  { file: 'desk.matches.report[.]csv', path: '/desk/matches/report.csv', readers: ['admin'] },
  {
    file: 'desk.matches.weights',
    path: '/desk/matches/weights',
    readers: ['admin'],
    deeds: {
      try: { may: ['admin'], form: [['field', '']] },
      apply: { may: ['admin'], form: [['trialId', nobodys]] },
    },
  },
  {
    file: 'desk.alerts',
    path: '/desk/alerts',
    deeds: {
      save: { may: 'signed-in', form: [['kind', 'achievement']] },
      pause: { may: 'signed-in', form: [['id', nobodys]] },
      resume: { may: 'signed-in', form: [['id', nobodys]] },
      remove: { may: 'signed-in', form: [['id', nobodys]] },
      follow: {
        may: 'signed-in',
        form: [
          ['kind', 'demand'],
          ['rowId', nobodys],
        ],
      },
      unfollow: {
        may: 'signed-in',
        form: [
          ['kind', 'demand'],
          ['rowId', nobodys],
        ],
      },
    },
  },
  {
    file: 'desk.mandates',
    path: '/desk/mandates',
    readers: ['broker'],
    deeds: {
      propose: {
        may: ['broker'],
        form: [
          ['matchId', nobodys],
          ['message', '两边的指标对得上'],
        ],
      },
      acceptEngagement: { may: ['broker'], form: [['id', nobodys]] },
      declineEngagement: { may: ['broker'], form: [['id', nobodys]] },
      endEngagement: { may: ['broker'], form: [['id', nobodys]] },
    },
  },
  { file: 'desk.mandates_.record', path: '/desk/mandates/record', readers: ['broker'] },
  {
    file: 'desk.brokers',
    path: '/desk/brokers',
    readers: [...unit, ...enterprise],
    deeds: {
      // The agency's, organizer's and authority's officers are let in by their role and find no row of theirs.
      offer: { may: officers, form: [['scope', '甲']] },
      endEngagement: { may: officers, form: [['id', nobodys]] },
      confirmWork: {
        may: officers,
        form: [
          ['mandateId', nobodys],
          ['role', 'matched'],
        ],
      },
      served: {
        may: officers,
        form: [
          ['brokerUserId', nobodys],
          ['answer', 'yes'],
        ],
      },
      acceptPair: { may: officers, form: [['id', nobodys]] },
      declinePair: {
        may: officers,
        form: [
          ['id', nobodys],
          ['reason', 'price'],
        ],
      },
    },
  },

  // Technology brokers: the registry, key units, training, assignments
  {
    file: 'desk.mandates_.profile',
    path: '/desk/mandates/profile',
    deeds: {
      // Whoever works for a unit may file; who has no entry is refused what is only a broker's.
      file: { may: members.filter((role) => role !== 'authority'), form: [['level', '']] },
      profile: { may: ['broker'], form: [['isFullTime', 'yes']] },
      serve: { may: ['broker'], form: [['name', '没有这家单位']] },
      conflict: { may: ['broker'], form: [['name', '没有这家单位']] },
      unconflict: { may: ['broker'], form: [['orgId', nobodys]] },
      unserve: { may: ['broker'], form: [['orgId', nobodys]] },
    },
  },
  {
    file: 'desk.talent',
    path: '/desk/talent',
    readers: ['authority'],
    deeds: {
      list: { may: ['authority'], form: [['brokerId', nobodys]] },
      return: {
        may: ['authority'],
        form: [
          ['brokerId', nobodys],
          ['note', '编号查不到'],
        ],
      },
      strike: {
        may: ['authority'],
        form: [
          ['brokerId', nobodys],
          ['note', '证书作废'],
        ],
      },
    },
  },
  { file: 'desk.talent_.export', path: '/desk/talent/export', readers: ['authority'] },
  {
    file: 'desk.talent_.coverage',
    path: '/desk/talent/coverage',
    readers: ['authority'],
    deeds: {
      add: { may: ['authority'], form: [['lines', '没有这家单位']] },
      remove: { may: ['authority'], form: [['orgId', nobodys]] },
    },
  },
  {
    file: 'desk.registered',
    path: '/desk/registered',
    readers: ['authority', 'owner', 'officer', 'approver', 'finance', ...enterprise],
  },
  {
    file: 'desk.registered_.export',
    path: '/desk/registered/export',
    readers: ['authority', 'owner', 'officer', 'approver', 'finance', ...enterprise],
  },
  { file: 'desk.talent_.coverage_.export', path: '/desk/talent/coverage/export', readers: ['authority'] },
  {
    file: 'desk.talent_.training',
    path: '/desk/talent/training',
    readers: ['authority'],
    deeds: { hold: { may: ['authority'], form: [['title', '']] } },
  },
  {
    file: 'desk.talent_.training_.$id',
    path: '/desk/talent/training/:id',
    row: 'select id from courses order by held_on limit 1',
    readers: ['authority'],
    deeds: {
      record: {
        may: ['authority'],
        form: [
          ['phone', '13900000000'],
          ['hours', '8'],
        ],
      },
    },
  },
  {
    file: 'desk.talent_.specialists',
    path: '/desk/talent/specialists',
    readers: ['authority'],
    deeds: {
      send: { may: ['authority'], form: [['kind', 'envoy']] },
      recall: {
        may: ['authority'],
        form: [
          ['id', nobodys],
          ['note', '期满'],
        ],
      },
    },
  },

  // Deals
  { file: 'desk.deals._index', path: '/desk/deals' },
  {
    file: 'desk.deals.new',
    path: '/desk/deals/new',
    // Without an achievement to ask about there is nothing to show.
    readers: [],
    deeds: {
      ask: {
        may: ['officer', 'enterprise-officer'],
        form: [['achievementId', nobodys], ['purpose', '我们想了解这项技术的中试条件'], key],
      },
    },
  },
  {
    file: 'desk.deals.$id',
    path: '/desk/deals/:id',
    row: "select id from deals where state = 'requested' order by no limit 1",
    readers: [...unit.filter((role) => role !== 'inventor'), ...enterprise],
    deeds: {
      accept: { may: ['officer'] },
      decline: { may: ['officer'], form: [['reason', 'too_early']] },
      handOver: { may: ['officer', 'owner'], form: [['userId', nobodys]] },
      examine: { may: ['officer', 'enterprise-officer'] },
      discuss: { may: ['officer', 'enterprise-officer'] },
      meeting: {
        may: ['officer', 'legal', 'enterprise-officer'],
        form: [
          ['title', '看现场'],
          ['place', '定西'],
          ['slots[0].day', '2027-01-10'],
          ['slots[0].from', '14:00'],
          ['slots[0].to', '15:00'],
        ],
      },
      fixMeeting: {
        may: ['officer', 'legal', 'enterprise-officer'],
        form: [
          ['meetingId', nobodys],
          ['slot', '0'],
        ],
      },
      cancelMeeting: { may: ['officer', 'legal', 'enterprise-officer'], form: [['meetingId', nobodys]] },
      holdMeeting: {
        may: ['officer', 'legal', 'enterprise-officer'],
        form: [
          ['meetingId', nobodys],
          ['minutes', '已看现场'],
        ],
      },
      task: {
        may: ['officer', 'legal', 'enterprise-officer'],
        form: [
          ['title', '寄样'],
          ['assigneeId', nobodys],
          ['dueOn', '2027-06-01'],
        ],
      },
      finishTask: { may: ['officer', 'legal', 'enterprise-officer'], form: [['taskId', nobodys]] },
      acceptOffer: { may: ['officer', 'enterprise-officer'], form: [['offerId', nobodys]] },
      rejectOffer: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['offerId', nobodys],
          ['reason', 'price'],
        ],
      },
      withdrawOffer: { may: ['officer', 'enterprise-officer'], form: [['offerId', nobodys]] },
      withdraw: { may: ['enterprise-officer'] },
      end: { may: ['officer', 'enterprise-officer'], form: [['reason', 'too_early']] },
      invite: {
        may: ['officer', 'enterprise-officer'],
        form: [['brokerUserId', nobodys], ['fee', '2'], ['startsOn', '2026-11-21'], ['endsOn', '2027-11-20'], key],
      },
      acceptMandate: { may: ['broker'], form: [['mandateId', nobodys]] },
      declineMandate: { may: ['broker'], form: [['mandateId', nobodys]] },
      agreeShare: { may: ['broker'], form: [['mandateId', nobodys]] },
      refuseShare: { may: ['broker'], form: [['mandateId', nobodys]] },
      endMandate: { may: ['broker', 'officer', 'enterprise-officer'], form: [['mandateId', nobodys]] },
      message: { may: ['officer', 'legal', 'enterprise-officer'], multipart: true, form: [['body', '您好'], key] },
    },
  },
  {
    file: 'desk.deals.$id_.room',
    path: '/desk/deals/:id/room',
    row: "select id from deals where state = 'performing' order by no limit 1",
    readers: [...unit, ...enterprise],
    deeds: {
      propose: {
        may: officers,
        form: [['purpose', '评估中试'], ['years', '5'], key],
      },
      accept: {
        may: [...officers, 'owner', 'approver', 'enterprise-owner'],
        form: [
          ['ndaId', nobodys],
          ['sha256', '0'.repeat(64)],
          ['agree', 'on'],
        ],
      },
      withdraw: { may: officers, form: [['ndaId', nobodys]] },
      end: { may: officers, form: [['ndaId', nobodys]] },
      withdrawDocument: { may: officers, form: [['documentId', nobodys]] },
      share: { may: officers, multipart: true, form: [['title', '工艺参数'], key] },
    },
  },
  {
    file: 'desk.deals.$id_.room_.open',
    path: '/desk/deals/:id/room/open',
    row: "select id from deals where state = 'performing' order by no limit 1",
    readers: [...unit, ...enterprise],
    status: 302,
    deeds: { open: { may: [...unit, ...enterprise], form: [['documentId', nobodys]] } },
  },
  {
    // A stream never ends by itself: here a room that is nobody's, so that the answer is the gate's.
    file: 'desk.deals.$id_.live',
    path: `/desk/deals/${nobodys}/live`,
    readers: [],
  },
  {
    file: 'desk.deals.$id_.offer',
    path: '/desk/deals/:id/offer',
    row: "select id from deals where state = 'performing' order by no limit 1",
    readers: negotiators,
  },
  {
    file: 'desk.deals.$id_.meetings.$meeting[.]ics',
    path: `/desk/deals/${nobodys}/meetings/${nobodys}.ics`,
    readers: [],
  },
  {
    file: 'desk.deals.$id_.contract',
    path: '/desk/deals/:id/contract',
    row: "select id from deals where state = 'performing' order by no limit 1",
    readers: negotiators,
    deeds: composerDeeds(negotiators),
  },

  // Contracts
  { file: 'desk.contracts._index', path: '/desk/contracts' },
  {
    file: 'desk.contracts.$id',
    path: '/desk/contracts/:id',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
    deeds: {
      agree: { may: negotiators, form: [['versionN', '1']] },
      recall: { may: negotiators, form: [['versionN', '1']] },
      withdraw: { may: negotiators, form: [['versionN', '1']] },
      publicise: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['versionN', '1'],
          ['audience', 'unit'],
          ['contact', '成果转化中心 0931-0000000'],
        ],
      },
      openSigning: { may: ['officer', 'enterprise-officer'], form: [['versionN', '1']] },
      sign: {
        may: signers,
        form: [
          ['versionN', '1'],
          ['authority', 'legal_representative'],
          ['hasRead', 'on'],
        ],
      },
      dispute: { may: negotiators, form: quarrel },
      contest: { may: negotiators, form: quarrel },
      concede: { may: negotiators, form: quarrel },
      thaw: { may: negotiators, form: [['milestoneId', nobodys]] },
      accept: {
        may: negotiators,
        form: [
          ['milestoneId', nobodys],
          ['agrees', 'on'],
        ],
      },
      confirmConsent: { may: ['enterprise-owner', 'enterprise-officer'], form: [['clearanceId', nobodys]] },
      denyConsent: {
        may: ['enterprise-owner', 'enterprise-officer'],
        form: [
          ['clearanceId', nobodys],
          ['reason', '我方没有签过这份同意书，公章不是我方的'],
        ],
      },
      reject: {
        may: negotiators,
        form: [
          ['milestoneId', nobodys],
          ['reason', '检测报告缺少原始数据'],
        ],
      },
    },
  },
  {
    file: 'desk.achievements.$id_.entitlement',
    path: '/desk/achievements/:id/entitlement',
    row: ofLongyuan('achievements', 'org_id'),
    readers: ['officer'],
    deeds: {
      entitle: {
        may: ['officer'],
        multipart: true,
        form: [
          ['kind', 'long_use'],
          ['termYears', '10'],
          ['holders', '鲁松砚 100%'],
          ['agreedOn', '2026-09-01'],
          ['noticeFrom', '2026-09-02'],
          ['noticeTo', '2999-09-20'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.state-asset',
    path: '/desk/contracts/:id/state-asset',
    row: starch,
    readers: ['officer'],
    deeds: {
      record: {
        may: ['officer'],
        multipart: true,
        form: [
          ['valuationNo', '备2026001'],
          ['valuation', '100'],
          ['filedWith', '省国资委'],
          ['filedOn', '2026-11-01'],
          ['exchange', '甘肃省产权交易所'],
          ['certificateNo', 'GS2026001'],
          ['dealtOn', '2026-11-10'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.priority',
    path: '/desk/contracts/:id/priority',
    row: starch,
    readers: unit,
    deeds: {
      ask: {
        may: ['officer'],
        form: [
          ['versionN', '1'],
          ['hasTold', 'on'],
        ],
      },
      answer: {
        may: [],
        form: [
          ['versionN', '1'],
          ['word', 'waives'],
        ],
      },
      paper: {
        may: ['officer'],
        multipart: true,
        form: [
          ['versionN', '1'],
          ['name', '鲁松砚'],
          ['word', 'waives'],
        ],
      },
      lapse: {
        may: ['approver'],
        multipart: true,
        form: [
          ['versionN', '1'],
          ['name', '鲁松砚'],
          ['reason', '按同等条件提出订约，他没有签。'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.amend',
    path: '/desk/contracts/:id/amend',
    row: starch,
    readers: [...negotiators, 'owner'],
    deeds: composerDeeds([...negotiators, 'owner']),
  },
  {
    file: 'desk.contracts.$id_.terms',
    path: '/desk/contracts/:id/terms',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
    deeds: {
      answer: { may: negotiators, form: [['versionN', '99']] },
      withdrawClauses: {
        may: negotiators,
        form: [
          ['versionN', '99'],
          ['clauses', 'royalty'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.changes',
    path: '/desk/contracts/:id/changes',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
    deeds: {
      suspend: { may: signers, form: declaration('disputed') },
      resume: { may: signers, form: declaration('cause_gone') },
      cure: { may: signers, form: declaration('cause_gone') },
      terminate: { may: signers, form: declaration('breach') },
      demand: { may: signers, form: [...declaration('breach'), ['effectiveOn', '2027-12-31']] },
      end_by_agreement: { may: signers, form: declaration('agreed') },
      buy_out: {
        may: signers,
        form: [
          ['versionN', '99'],
          ['agrees', 'on'],
        ],
      },
      answer: {
        may: signers,
        form: [
          ['declarationId', nobodys],
          ['answer', 'accepted'],
        ],
      },
      proposeAmendment: {
        may: signers,
        form: [
          ['versionN', '99'],
          ['authority', 'legal_representative'],
          ['hasRead', 'on'],
        ],
      },
      offerAmendment: { may: [...negotiators, 'owner'], form: [['versionN', '999']] },
      agreeAmendment: { may: [...negotiators, 'owner'], form: [['versionN', '999']] },
      publiciseAmendment: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['versionN', '999'],
          ['audience', 'unit'],
          ['contact', '成果转化中心 0931-0000000'],
        ],
      },
      skipAmendmentPublicity: { may: ['officer', 'enterprise-officer'], form: [['versionN', '999']] },
      putAmendment: { may: signers, form: [['versionN', '999']] },
      signAmendment: {
        may: signers,
        form: [
          ['versionN', '999'],
          ['authority', 'legal_representative'],
          ['hasRead', 'on'],
        ],
      },
      refuseAmendment: { may: [...negotiators, 'owner'], form: [['versionN', '999']] },
      withdrawAmendment: { may: [...negotiators, 'owner'], form: [['versionN', '999']] },
    },
  },
  {
    file: 'desk.contracts.$id_.trial',
    path: '/desk/contracts/:id/trial',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
    deeds: {
      takeOver: { may: negotiators, form: [['isComplete', 'on']] },
      sendBack: { may: negotiators, form: [['reason', '缺少操作规程']] },
      convert: { may: signers, form: [['agrees', 'on']] },
      exit: { may: signers, form: [['reason', '试用指标没有达到约定']] },
      askExtension: { may: signers, form: declaration('by_terms') },
      answer: {
        may: signers,
        form: [
          ['declarationId', nobodys],
          ['answer', 'accepted'],
        ],
      },
      answerReport: {
        may: [...negotiators, 'inventor'],
        form: [
          ['n', '99'],
          ['isConfirmed', 'yes'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.return',
    path: '/desk/contracts/:id/return',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      state: {
        may: ['enterprise-officer', 'enterprise-owner'],
        multipart: true,
        form: [
          ['way', 'destroyed'],
          ['doneOn', '2026-01-01'],
          ['note', '工艺说明书三份已经销毁'],
        ],
      },
      answer: {
        may: ['officer', 'approver'],
        form: [
          ['n', '99'],
          ['outcome', 'confirmed'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.trial_.file',
    path: '/desk/contracts/:id/trial/file',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      handIn: { may: ['officer', 'inventor', 'enterprise-officer'], multipart: true, form: [['items', '0']] },
      report: {
        may: [...negotiators, 'inventor'],
        multipart: true,
        form: [
          ['conclusion', 'reached'],
          ['findings', '三批料回收率都在约定以上'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.rights',
    path: '/desk/contracts/:id/rights',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
    deeds: { lose_rights: { may: signers, multipart: true }, restore_rights: { may: signers, multipart: true } },
  },
  {
    file: 'desk.contracts.$id_.clearance',
    path: '/desk/contracts/:id/clearance',
    row: starch,
    readers: ['officer', 'approver', 'legal'],
    deeds: {
      clear: { may: ['approver', 'legal'], multipart: true },
      judge: {
        may: ['legal'],
        form: [
          ['versionN', '1'],
          ['earlierId', nobodys],
          ['earlierVersionN', '1'],
          ['reason', '在先合同限于食品，本合同限于饲料'],
        ],
        multipart: true,
      },
      review: {
        may: ['approver'],
        form: [
          ['clearanceId', nobodys],
          ['outcome', 'approved'],
        ],
        multipart: true,
      },
    },
  },
  {
    file: 'desk.contracts.$id_.owners',
    path: '/desk/contracts/:id/owners',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      consent: {
        may: [],
        form: [
          ['versionN', '1'],
          ['hasRead', 'on'],
        ],
      },
      paper: {
        may: ['officer'],
        form: [
          ['versionN', '1'],
          ['owner', '鲁松砚'],
        ],
        multipart: true,
      },
    },
  },
  {
    file: 'desk.contracts.$id_.page-signing',
    path: '/desk/contracts/:id/page-signing',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      arrange: {
        may: signers,
        form: [
          ['versionN', '1'],
          ['first', 'any'],
          ['isAgreed', 'on'],
        ],
      },
      drop: { may: signers, form: [['versionN', '1']] },
      countersign: {
        may: [...unit, ...enterprise],
        form: [
          ['versionN', '1'],
          ['hasRead', 'on'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.esign',
    path: '/desk/contracts/:id/esign',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      propose: { may: signers, form: [...esignSigner, ['first', 'own']] },
      join: { may: signers, form: [...esignSigner, ['flowId', nobodys]] },
      cancel: {
        may: ['owner', 'officer', 'approver', 'legal', 'enterprise-owner', 'enterprise-officer'],
        form: [
          ['flowId', nobodys],
          ['reason', '改用纸质用印'],
        ],
      },
      giveUp: {
        may: signers,
        form: [
          ['flowId', nobodys],
          ['isEnded', 'on'],
        ],
      },
      ask: {
        may: ['owner', 'officer', 'approver', 'legal', 'enterprise-owner', 'enterprise-officer'],
        form: [['flowId', nobodys]],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.signing',
    path: '/desk/contracts/:id/signing',
    row: starch,
    readers: [...unit, ...enterprise],
    deeds: {
      upload: {
        may: ['owner', 'officer', 'approver', 'legal', 'enterprise-owner', 'enterprise-officer'],
        multipart: true,
        form: [['versionN', '99']],
      },
      confirm: {
        may: signers,
        form: [
          ['versionN', '99'],
          ['scanSha256', 'a'.repeat(64)],
          ['signerName', '法定代表人'],
          ['authority', 'legal_representative'],
          ['sealedOn', '2026-01-01'],
          ['isSame', 'on'],
        ],
      },
      refuse: {
        may: ['owner', 'officer', 'approver', 'legal', 'enterprise-owner', 'enterprise-officer'],
        form: [
          ['versionN', '99'],
          ['scanSha256', 'a'.repeat(64)],
          ['reason', '缺第 3 页'],
        ],
      },
    },
  },
  {
    file: 'desk.organisation_.letters',
    path: '/desk/organisation/letters',
    readers: [
      'owner',
      'officer',
      'approver',
      'legal',
      'enterprise-owner',
      'enterprise-officer',
      'broker',
      'organizer',
      'authority',
    ],
    deeds: {
      add: { may: signers, multipart: true, form: [['holderName', '']] },
      revoke: { may: signers, form: [['letterId', nobodys]] },
    },
  },
  {
    file: 'desk.contracts.$id_.registration',
    path: '/desk/contracts/:id/registration',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      save: {
        may: ['officer', 'finance'],
        form: [
          ['kind', 'patent_licence'],
          ['field', '农业'],
          ['sellerNature', 'university'],
          ['buyerNature', 'enterprise'],
          ['ipKind', '发明专利'],
          ['industry', 'C14'],
          ['contact', '0931-0000000'],
          ['equipment', '99999999999'],
          ['equipmentNote', '离心机'],
          ['sellerCountry', '中国'],
          ['buyerCountry', '中国'],
          ['sellerRegion', '620100'],
          ['buyerRegion', '620100'],
          ['objective', '农林牧渔业发展'],
        ],
      },
      submit: {
        may: ['officer', 'finance'],
        form: [
          ['office', '兰州市登记点'],
          ['submittedOn', '2099-01-01'],
        ],
      },
      record: { may: ['officer', 'finance'], multipart: true, form: [['registrationNo', '']] },
      supplement: {
        may: ['officer', 'finance'],
        form: [
          ['note', '补交材料'],
          ['askedOn', '2026-11-02'],
        ],
      },
      refuse: { may: ['officer', 'finance'], form: [['note', '补交材料']] },
      withdraw: { may: ['officer', 'finance'], form: [['note', '补交材料']] },
      cancel: { may: ['officer', 'finance'], form: [['note', '补交材料']] },
    },
  },
  {
    file: 'desk.contracts.$id_.registration_.packet',
    path: '/desk/contracts/:id/registration/packet',
    row: starch,
    readers: moneyRoles,
  },
  {
    file: 'desk.contracts.$id_.invoices',
    path: '/desk/contracts/:id/invoices',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      issue: { may: ['finance', 'enterprise-finance'], multipart: true, form: [['obligationId', nobodys]] },
      red: { may: ['finance', 'enterprise-finance'], multipart: true, form: [['invoiceId', nobodys]] },
    },
  },
  {
    file: 'desk.organisation_.invoicing',
    path: '/desk/organisation/invoicing',
    readers: [...officers, 'owner', 'finance', 'enterprise-owner', 'enterprise-finance'],
    deeds: {
      save: { may: [...officers, 'owner', 'finance', 'enterprise-owner', 'enterprise-finance'], form: [['email', '']] },
    },
  },
  {
    file: 'desk.contracts.$id_.proof',
    path: '/desk/contracts/:id/proof',
    row: starch,
    readers: [...unit, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.proof[.]json',
    path: '/desk/contracts/:id/proof.json',
    row: starch,
    readers: [...unit, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.proof[.]zip',
    path: '/desk/contracts/:id/proof.zip',
    row: starch,
    readers: [...unit, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.evidence',
    path: '/desk/contracts/:id/evidence',
    row: starch,
    readers: [],
    deeds: {
      submit: {
        may: ['officer', 'inventor', 'enterprise-officer'],
        multipart: true,
        form: [['milestoneId', nobodys]],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.publicity',
    path: '/desk/contracts/:id/publicity',
    row: 'select contract_id as id from publicities order by started_at limit 1',
    readers: [...unit, ...enterprise],
    deeds: {
      object: {
        may: [...unit, ...enterprise],
        multipart: true,
        form: [['grounds', '价格明显低于同类成果成交价'], key],
      },
      withdraw: { may: 'signed-in', form: [['objectionId', nobodys]] },
      accept: { may: 'signed-in', form: [['objectionId', nobodys]] },
      review: {
        may: 'signed-in',
        form: [
          ['objectionId', nobodys],
          ['grounds', '答复没有回应署名的问题，请另行复核'],
        ],
      },
      admit: { may: ['approver', 'enterprise-owner'], form: [['objectionId', nobodys]] },
      decide: {
        may: ['approver', 'enterprise-owner'],
        form: [
          ['objectionId', nobodys],
          ['outcome', 'dismiss'],
          ['decision', '理由如下'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.publicity_.posting',
    path: '/desk/contracts/:id/publicity/posting',
    row: 'select contract_id as id from publicities order by started_at limit 1',
    readers: ['officer'],
    deeds: {
      record: {
        may: ['officer'],
        multipart: true,
        form: [
          ['place', 'oa'],
          ['url', 'https://oa.example.edu.cn/notice/1'],
          ['postedOn', '2026-01-01'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.text',
    path: '/desk/contracts/:id/text',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
  },
  {
    file: 'desk.contracts.$id_.approval',
    path: '/desk/contracts/:id/approval',
    row: starch,
    readers: ['owner', 'officer', 'approver', 'finance', 'legal', ...enterprise],
    deeds: {
      start: {
        may: ['officer', 'enterprise-officer'],
        form: [
          ['versionN', '99'],
          ['valuation', 'none'],
          ['valuationNote', '参照同类许可协商'],
          ['relation', 'none'],
        ],
      },
      decide: { may: ['owner', 'officer', 'approver', 'finance', 'legal', ...enterprise], multipart: true },
      withdraw: { may: ['officer', 'enterprise-officer'], form: [['approvalId', nobodys]] },
    },
  },
  {
    file: 'desk.contracts.$id_.approval_.form',
    path: '/desk/contracts/:id/approval/form',
    row: starch,
    readers: ['owner', 'officer', 'approver', 'finance', 'legal', ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.decision',
    path: '/desk/contracts/:id/decision',
    row: starch,
    readers: ['owner', 'officer', 'approver', 'finance', 'legal', ...enterprise],
  },
  {
    file: 'desk.organisation_.approvals',
    path: '/desk/organisation/approvals',
    readers: ['owner', 'enterprise-owner'],
    deeds: {
      preview: { may: ['owner', 'enterprise-owner'], form: [['from', '元']] },
      set: { may: ['owner', 'enterprise-owner'], form: [['from', '元']] },
      end: {
        may: ['owner', 'enterprise-owner'],
        form: [
          ['contractKind', 'all'],
          ['fromFen', '1'],
        ],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.paper',
    path: '/desk/contracts/:id/paper',
    row: starch,
    readers: [...unit, ...enterprise, 'broker'],
  },
  {
    file: 'desk.contracts.$id_.publicity_.paper',
    path: '/desk/contracts/:id/publicity/paper',
    row: 'select contract_id as id from publicities order by started_at limit 1',
    readers: unit,
  },
  {
    file: 'desk.contracts.$id_.statements',
    path: '/desk/contracts/:id/statements',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      file: {
        may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'],
        form: [['period', '2026Q3'], ['gross', '1'], key],
      },
      preview: {
        may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'],
        form: [
          ['period', '2026Q3'],
          ['gross', '1'],
        ],
      },
      firstSale: {
        may: ['owner', 'officer', 'finance', 'enterprise-owner', 'enterprise-officer', 'enterprise-finance'],
        form: [
          ['versionN', '99'],
          ['soldOn', '2026-11-01'],
          ['note', '首批两台'],
        ],
      },
      accept: {
        may: ['officer', 'finance', 'legal', 'enterprise-officer', 'enterprise-finance'],
        form: [['statementId', nobodys]],
      },
      query: {
        may: ['officer', 'finance', 'legal', 'enterprise-officer', 'enterprise-finance'],
        form: [
          ['statementId', nobodys],
          ['line', 'gross'],
          ['question', '与上期相比少了一半'],
        ],
      },
      answer: {
        may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'],
        form: [
          ['statementId', nobodys],
          ['reply', '三季度停产检修'],
        ],
        multipart: true,
      },
    },
  },

  // Money
  { file: 'desk.money._index', path: '/desk/money' },
  { file: 'desk.money.export', path: '/desk/money/export', readers: bookReaders },
  { file: 'desk.money_.ageing', path: '/desk/money/ageing', readers: bookReaders },
  { file: 'desk.money_.ageing_.export', path: '/desk/money/ageing/export', readers: bookReaders },
  { file: 'desk.money_.due', path: '/desk/money/due', readers: bookReaders },
  { file: 'desk.money_.due_.export', path: '/desk/money/due/export', readers: bookReaders },
  { file: 'desk.ledger', path: '/desk/ledger', readers: bookReaders },
  { file: 'desk.ledger_.export', path: '/desk/ledger/export', readers: bookReaders },
  {
    file: 'desk.contracts.$id_.auditors',
    path: '/desk/contracts/:id/auditors',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      // The licensor's; of a day long past, so that nobody is named.
      invite: {
        may: ['owner', 'finance', 'legal', 'enterprise-owner', 'enterprise-finance'],
        form: [
          key,
          ['name', '示例查账人'],
          ['firm', '示例会计师事务所'],
          ['phone', '13800000000'],
          ['reason', '按合同核对申报收入'],
          ['opensOn', '2020-01-01'],
          ['endsOn', '2020-01-02'],
        ],
      },
      agree: {
        may: ['owner', 'finance', 'legal', 'enterprise-owner', 'enterprise-finance'],
        form: [['grantId', nobodys]],
      },
      revoke: {
        may: ['owner', 'finance', 'legal', 'enterprise-owner', 'enterprise-finance'],
        form: [['grantId', nobodys]],
      },
    },
  },
  {
    file: 'desk.contracts.$id_.auditors_.link',
    path: '/desk/contracts/:id/auditors/link',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
    status: 302,
    deeds: {
      issue: {
        may: ['owner', 'finance', 'legal', 'enterprise-owner', 'enterprise-finance'],
        form: [['grantId', nobodys]],
      },
    },
  },
  {
    file: '_public.audit.$token',
    path: '/audit/guess',
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
    deeds: {
      // A link and the code on a phone are the auditor's account: a guessed link opens nothing.
      send: { may: 'anyone' },
      enter: { may: 'anyone', form: [['code', '000000']] },
      leave: { may: 'anyone' },
    },
  },
  {
    file: 'audit.$token.files.$file',
    path: `/audit/guess/files/${nobodys}`,
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  },
  {
    file: 'audit.$token.export',
    path: '/audit/guess/export?part=receipts',
    open: true,
    status: 404,
    openStatus: 404,
    readers: [],
  },
  {
    file: 'desk.obligations.$id_.export',
    path: '/desk/obligations/:id/export',
    row: `select o.id from obligations o where o.contract_id = (${starch}) order by o.due_on limit 1`,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.obligations.$id_.write-off',
    path: '/desk/obligations/:id/write-off',
    row: `select o.id from obligations o where o.contract_id = (${starch}) and o.kind = 'milestone' order by o.due_on limit 1`,
    readers: moneyRoles,
    deeds: {
      propose: {
        may: ['finance'],
        multipart: true,
        form: [
          ['reason', 'bankrupt'],
          ['note', '破产清算终结'],
        ],
      },
      approve: { may: ['approver', 'owner'], form: [['writeOffId', nobodys]] },
      return: {
        may: ['approver', 'owner'],
        form: [
          ['writeOffId', nobodys],
          ['note', '缺少裁定书'],
        ],
      },
      withdraw: { may: ['finance'], form: [['writeOffId', nobodys]] },
    },
  },
  {
    file: 'desk.obligations.$id_.waiver',
    path: '/desk/obligations/:id/waiver',
    row: `select o.id from obligations o where o.kind = 'interest' order by o.created_at, o.id limit 1`,
    readers: moneyRoles,
    deeds: {
      waive: {
        may: ['approver', 'owner'],
        multipart: true,
        form: [
          ['amount', '1.00'],
          ['reason', '双方商定'],
        ],
      },
      waiveCredit: { may: ['approver', 'owner'], multipart: true, form: [['reason', '双方商定']] },
    },
  },
  {
    file: 'desk.obligations.$id',
    path: '/desk/obligations/:id',
    row: `select o.id from obligations o where o.contract_id = (${starch}) order by o.due_on limit 1`,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      card: { may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'] },
      dun: { may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'] },
      interest: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['amountFen', '1'],
          ['agrees', 'on'],
        ],
      },
      claim: {
        may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'],
        multipart: true,
      },
    },
  },
  { file: 'desk.payments.$attemptId.return', path: '/desk/payments/:id/return', readers: [] },
  {
    file: 'desk.receipts.$id',
    path: '/desk/receipts/:id',
    row: `select r.id from receipts r where r.contract_id = (${starch}) order by r.no limit 1`,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      // Approvers are the second person of a large sum.
      confirm: { may: ['finance', 'approver', 'enterprise-finance', 'enterprise-owner'] },
      reject: { may: ['finance', 'enterprise-finance'], form: [['reason', '没有查到这笔款']] },
      withdraw: { may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'] },
      refund: { may: ['finance', 'enterprise-finance'], multipart: true },
      refundCard: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['amount', '1'],
          ['reason', '多收'],
        ],
      },
      placeAdvance: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['obligationId', nobodys],
          ['amount', '1'],
        ],
      },
      takeBackAdvance: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['allocationId', nobodys],
          ['reason', '抵错了'],
        ],
      },
      approveRefund: {
        may: ['finance', 'approver', 'enterprise-finance', 'enterprise-owner'],
        form: [['refundId', nobodys]],
      },
      confirmRefund: { may: ['finance', 'enterprise-finance'], form: [['refundId', nobodys]] },
      rejectRefund: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['refundId', nobodys],
          ['reason', '没有查到'],
        ],
      },
      withdrawRefund: { may: ['finance', 'enterprise-finance'], form: [['refundId', nobodys]] },
      propose: { may: ['officer'], form: [['teamPpm', '70'], key] },
      preview: { may: ['officer'], form: [['teamPpm', '70']] },
      approve: { may: ['finance', 'approver'], form: [['distributionId', nobodys]] },
      return: {
        may: ['finance', 'approver'],
        form: [
          ['distributionId', nobodys],
          ['note', '请按学校办法重算'],
        ],
      },
      distribute: { may: ['finance'], form: [['distributionId', nobodys]] },
    },
  },
  {
    file: 'desk.statements.$id',
    path: '/desk/statements/:id',
    row: `select id from royalty_statements where contract_id = (${starch}) order by period limit 1`,
    readers: [...moneyRoles, ...enterprise],
    deeds: {
      addPaper: { may: ['officer', 'finance', 'enterprise-officer', 'enterprise-finance'], multipart: true },
    },
  },
  {
    file: 'desk.statements.$id_.export',
    path: '/desk/statements/:id/export',
    row: `select id from royalty_statements where contract_id = (${starch}) order by period limit 1`,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.statements.$id_.paper',
    path: '/desk/statements/:id/paper',
    row: `select id from royalty_statements where contract_id = (${starch}) order by period limit 1`,
    readers: [...moneyRoles, ...enterprise],
    deeds: {},
  },
  {
    file: 'desk.distributions.$id',
    path: '/desk/distributions/:id',
    row: `select d.id from distributions d where d.contract_id = (${starch}) order by d.proposed_at limit 1`,
    readers: moneyRoles,
    deeds: {
      recordTeam: { may: ['officer', 'enterprise-officer'], multipart: true },
      payCommission: { may: ['finance', 'enterprise-finance'], multipart: true },
      payOut: {
        may: ['finance', 'enterprise-finance'],
        form: [
          ['voucherNo', ''],
          ['paidOn', '2026-01-01'],
        ],
      },
      declareTax: { may: ['finance', 'enterprise-finance'], form: [['taxSerial', '']] },
    },
  },
  {
    file: 'desk.shares.$id',
    path: '/desk/shares/:id',
    row: shareOfInventor,
    readers: ['inventor'],
    deeds: { answer: { may: 'signed-in', form: [['outcome', '']] } },
  },
  { file: 'desk.shares.export', path: '/desk/shares/export' },
  { file: 'desk.mandates_.export', path: '/desk/mandates/export', readers: ['broker'] },
  { file: 'desk.contracts.export', path: '/desk/contracts/export' },
  {
    file: 'desk.contracts.$id_.export',
    path: '/desk/contracts/:id/export',
    row: starch,
    readers: [...unit, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.schedule_.export',
    path: '/desk/contracts/:id/schedule/export',
    row: starch,
    readers: [...unit, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.credits',
    path: '/desk/contracts/:id/credits',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.credits_.export',
    path: '/desk/contracts/:id/credits/export',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.distributions_.export',
    path: '/desk/contracts/:id/distributions/export',
    row: starch,
    readers: moneyRoles,
  },
  {
    file: 'desk.contracts.$id_.statements_.export',
    path: '/desk/contracts/:id/statements/export',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.contracts.$id_.invoices_.export',
    path: '/desk/contracts/:id/invoices/export',
    row: starch,
    readers: [...moneyRoles, ...enterprise],
  },
  { file: 'desk.shares.$id_.paper', path: '/desk/shares/:id/paper', row: shareOfInventor, readers: ['inventor'] },
  {
    file: 'desk.receipts.$id_.voucher',
    path: '/desk/receipts/:id/voucher',
    row: `select r.id from receipts r where r.contract_id = (${starch}) and r.voucher_file_id is not null order by r.no limit 1`,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.receipts.$id_.paper',
    path: '/desk/receipts/:id/paper',
    row: `select r.id from receipts r where r.contract_id = (${starch}) and r.confirmed_at is not null order by r.no limit 1`,
    readers: [...moneyRoles, ...enterprise],
  },
  {
    file: 'desk.events.$id_.meetings',
    path: '/desk/events/:id/meetings',
    row: meetingEvent,
    readers: ['organizer'],
    deeds: {
      plan: { may: eventOfficers, form: [['startsAt', '']] },
      suggest: { may: eventOfficers },
      schedule: { may: eventOfficers },
      publish: { may: eventOfficers, form: [['runId', nobodys]] },
    },
  },
  {
    file: 'desk.events.$id_.meetings_.day',
    path: '/desk/events/:id/meetings/day',
    row: meetingEvent,
    readers: ['organizer'],
    deeds: {
      hold: { may: eventOfficers, form: [['meetingId', nobodys]] },
      cancel: { may: eventOfficers, form: [['meetingId', nobodys]] },
      miss: { may: eventOfficers, form: [['meetingId', nobodys]] },
      late: {
        may: eventOfficers,
        form: [
          ['meetingId', nobodys],
          ['minutes', '5'],
        ],
      },
      move: {
        may: eventOfficers,
        form: [
          ['meetingId', nobodys],
          ['slotId', nobodys],
          ['tableId', nobodys],
        ],
      },
      fix: {
        may: eventOfficers,
        form: [
          ['meetingId', nobodys],
          ['isFixed', 'yes'],
        ],
      },
    },
  },
  { file: 'desk.meetings._index', path: '/desk/meetings' },
  {
    file: 'desk.meetings.$id',
    path: '/desk/meetings/:id',
    row: meetingEvent,
    readers: ['officer', 'enterprise-officer', 'broker'],
    deeds: {
      availability: { may: 'signed-in', form: [['limit', '']] },
      ask: {
        may: 'signed-in',
        form: [
          ['toId', nobodys],
          ['purpose', '想看中试数据'],
        ],
      },
      accept: { may: 'signed-in', form: [['requestId', nobodys]] },
      decline: { may: 'signed-in', form: [['requestId', nobodys]] },
      withdraw: { may: 'signed-in', form: [['requestId', nobodys]] },
      late: {
        may: 'signed-in',
        form: [
          ['meetingId', nobodys],
          ['minutes', '5'],
        ],
      },
      rate: {
        may: 'signed-in',
        form: [
          ['meetingId', nobodys],
          ['outcome', 'informed'],
        ],
      },
      openDeal: {
        may: officers,
        form: [
          ['meetingId', nobodys],
          ['achievementId', nobodys],
        ],
      },
    },
  },
  {
    file: 'desk.meetings.$id_.calendar[.]ics',
    path: '/desk/meetings/:id/calendar.ics',
    row: meetingEvent,
    readers: ['officer', 'enterprise-officer', 'broker'],
  },
  { file: 'webhooks.stripe', path: '/webhooks/stripe', open: true, status: 405, openStatus: 405 },
  { file: 'webhooks.esign', path: '/webhooks/esign', open: true, status: 405, openStatus: 405 },
];
