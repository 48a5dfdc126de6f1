/** Something that the platform does for people beside what others publish on it: a page of its own with its words. */
export interface PlatformService {
  readonly title: string;
  readonly says: string;
  readonly to: string;
  /** What people call it who look for it; the words of the title count too. */
  readonly words: readonly string[];
}

/** Every service with a page that anybody opens, or that asks who he is first. */
export const platformServices: readonly PlatformService[] = [
  {
    title: '先用后付测算',
    says: '零门槛费、里程碑支付、收入提成各付多少，付到哪里封顶。',
    to: '/pay-later',
    words: ['先用后付', '零门槛', '提成', '里程碑', '封顶', '试用', '许可费', '测算'],
  },
  {
    title: '发布企业需求',
    says: '企业登录后写清难题和指标，马上列出匹配的成果和理由。',
    to: '/desk/demands/new',
    words: ['发布', '需求', '难题', '填报', '求购', '征集'],
  },
  {
    title: '揭榜挂帅',
    says: '企业出题，高校院所揭榜；也有几支队伍同台的赛马。',
    to: '/bounties',
    words: ['揭榜', '张榜', '挂帅', '赛马', '攻关', '榜单'],
  },
  {
    title: '揭榜挂帅补助测算',
    says: '按总投入算一算能补助多少。',
    to: '/bounties/subsidy',
    words: ['补助', '补贴', '奖补', '资助', '资金', '测算', '揭榜'],
  },
  {
    title: '挂牌交易和网上竞价',
    says: '公开征集意向，两家以上合格的在网上竞价，只有一家的按挂牌价受让，公示无异议后成交。',
    to: '/trades',
    words: ['挂牌', '竞价', '拍卖', '交易', '定价', '报价'],
  },
  {
    title: '协议定价公示',
    says: '查正在公示的成果和拟交易价格，有异议可以提。',
    to: '/publicity',
    words: ['公示', '异议', '协议定价', '定价'],
  },
  {
    title: '找技术经纪人',
    says: '按领域和地区找持证的经纪人，书面委托，到账才付佣金。',
    to: '/brokers',
    words: ['经纪人', '经理人', '委托', '中介', '撮合', '佣金', '对接'],
  },
  {
    title: '路演、沙龙和对接会',
    says: '看近期活动，报名、约见。',
    to: '/events',
    words: ['活动', '路演', '沙龙', '对接会', '推介', '报名'],
  },
  {
    title: '批量导入成果',
    says: '高校院所登录后下载模板填表上传，逐行检查后入库。',
    to: '/desk/imports',
    words: ['导入', '批量', '模板', '登记', '入库', '上传', 'excel'],
  },
  {
    title: '开放数据接口',
    says: '公开成果的只读接口。',
    to: '/open-data',
    words: ['开放数据', '接口', 'api'],
  },
  {
    title: '怎么用成果通',
    says: '企业、高校院所、技术经纪人各怎么用，数字怎么算，什么不能上传。',
    to: '/help',
    words: ['帮助', '怎么用', '注册', '认证', '账号', '收费', '客服'],
  },
];

/**
 * The services that a question may mean, those that hold most of its terms first, in the order of the list among equals.
 * A term means a service when it stands in its title or begins one of its words: 经纪 asks for 经纪人.
 * @param terms words of the question, in lower case
 */
export function servicesFor(terms: readonly string[]): PlatformService[] {
  const heldBy = ({ title, words }: PlatformService) =>
    terms.filter((term) => title.includes(term) || words.some((word) => word.startsWith(term))).length;
  return platformServices
    .map((service) => ({ service, held: heldBy(service) }))
    .filter(({ held }) => held > 0)
    .toSorted((a, b) => b.held - a.held)
    .map(({ service }) => service);
}
