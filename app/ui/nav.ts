/** One place to go. `end` marks it current on its own page only, not on the pages below it. */
export interface NavItem {
  readonly label: string;
  readonly to: string;
  readonly end?: boolean;
}

/** An entry of the work frame's side navigation; `id` is the key of its count. */
export interface WorkNavItem extends NavItem {
  readonly id: string;
  /** Other addresses that belong to it. */
  readonly also?: readonly string[];
}

export interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

/** True on the item's own page and on those below it and beside it. */
export const isUnder = (pathname: string, { to, end = false, also = [] }: WorkNavItem): boolean =>
  pathname === to ||
  [...(end ? [] : [to]), ...also].some((path) => pathname === path || pathname.startsWith(`${path}/`));

/** The public header. Keep only pages that exist. */
export const publicNav: readonly NavItem[] = [
  { label: '找成果', to: '/achievements' },
  { label: '找需求', to: '/demands' },
  { label: '揭榜挂帅', to: '/bounties' },
  { label: '活动', to: '/events' },
  { label: '先用后付', to: '/pay-later' },
  { label: '技术经纪人', to: '/brokers' },
  { label: '公示栏', to: '/publicity' },
  { label: '帮助', to: '/help' },
];

/** What the work frame's top bar keeps of the public pages. */
export const workTopNav: readonly NavItem[] = [
  { label: '找成果', to: '/achievements' },
  { label: '找需求', to: '/demands' },
  { label: '先用后付', to: '/pay-later' },
  { label: '帮助', to: '/help' },
];

/** 工作台: the work itself first, then what is set once. */
export const workNav: readonly (readonly WorkNavItem[])[] = [
  [
    { id: 'todo', label: '待办', to: '/desk', end: true },
    { id: 'achievements', label: '成果', to: '/desk/achievements', also: ['/desk/imports'] },
    { id: 'listings', label: '挂牌', to: '/desk/listings' },
    { id: 'trades', label: '挂牌交易', to: '/desk/trades' },
    { id: 'patents', label: '专利', to: '/desk/patents' },
    { id: 'demands', label: '需求', to: '/desk/demands' },
    { id: 'bounties', label: '揭榜挂帅', to: '/desk/bounties' },
    { id: 'matches', label: '匹配', to: '/desk/matches' },
    { id: 'deals', label: '洽谈', to: '/desk/deals' },
    { id: 'mandates', label: '委托与佣金', to: '/desk/mandates' },
    { id: 'brokers', label: '技术经纪人', to: '/desk/brokers' },
    { id: 'talent', label: '技术转移人才', to: '/desk/talent' },
    { id: 'contracts', label: '合同', to: '/desk/contracts', also: ['/desk/statements'] },
    { id: 'registered', label: '合同登记统计', to: '/desk/registered' },
    { id: 'events', label: '活动', to: '/desk/events', also: ['/desk/meetings'] },
    {
      id: 'money',
      label: '收付与分配',
      to: '/desk/money',
      also: [
        '/desk/obligations',
        '/desk/receipts',
        '/desk/payments',
        '/desk/ledger',
        '/desk/refunds',
        '/desk/distributions',
        '/desk/shares',
      ],
    },
    { id: 'evaluations', label: '评价', to: '/desk/evaluations' },
    { id: 'projects', label: '省级项目', to: '/desk/projects' },
    { id: 'records', label: '成果审核', to: '/desk/reviews/achievements' },
    { id: 'reviews', label: '机构审核', to: '/desk/reviews', end: true },
    { id: 'organisations', label: '机构名录', to: '/desk/reviews/organisations' },
    { id: 'accounts', label: '账户验证', to: '/desk/reviews/accounts' },
    { id: 'screen', label: '涉密筛查', to: '/desk/screen' },
    { id: 'paths', label: '审核层级', to: '/desk/reviews/paths' },
    { id: 'synonyms', label: '同义词', to: '/desk/synonyms' },
    { id: 'calendar', label: '节假日', to: '/desk/calendar' },
    { id: 'rules', label: '待确认的规则', to: '/desk/rules' },
    { id: 'patent-data', label: '专利数据', to: '/desk/patents/load' },
  ],
  [
    {
      id: 'organisation',
      label: '机构与成员',
      to: '/desk/organisation',
      end: true,
      also: ['/desk/organisation/papers', '/desk/organisation/accounts'],
    },
    { id: 'settings', label: '机构设置', to: '/desk/organisation/settings' },
    { id: 'notices', label: '通知', to: '/desk/notices' },
    { id: 'alerts', label: '订阅与关注', to: '/desk/alerts' },
    { id: 'exports', label: '数据导出', to: '/desk/exports' },
    { id: 'security', label: '账号安全', to: '/desk/security' },
  ],
];

export const footerNav: readonly NavGroup[] = [
  {
    title: '办事',
    items: [
      { label: '发布成果', to: '/desk/achievements' },
      { label: '发布需求', to: '/desk/demands' },
      { label: '先用后付', to: '/pay-later' },
    ],
  },
  {
    title: '公开',
    items: [
      { label: '公示栏', to: '/publicity' },
      { label: '挂牌交易', to: '/trades' },
      { label: '开放数据', to: '/open-data' },
      { label: '技术经纪人', to: '/brokers' },
    ],
  },
  {
    title: '帮助',
    items: [
      { label: '怎么开始', to: '/help' },
      { label: '服务协议', to: '/terms' },
      { label: '隐私说明', to: '/privacy' },
    ],
  },
];
