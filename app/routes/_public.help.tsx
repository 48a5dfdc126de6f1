import type { MetaFunction } from '@remix-run/node';
import { Link } from '@remix-run/react';
import { HelpRole } from '#app/ui/help-role.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';

export const meta: MetaFunction = () => [
  { title: '帮助 · 成果通' },
  { name: 'description', content: '企业、高校院所、技术经纪人各怎么用；数字怎么算；什么不能上传。' },
];

const roles = [
  {
    id: 'enterprise',
    who: '企业',
    aim: '找到能解决问题的成果，先试后买，该付多少一清二楚。',
    to: '/achievements',
    label: '去找成果',
    steps: [
      { title: '找，或者写需求', text: '按问题搜成果；没有合适的就发布需求，马上列出匹配的成果和理由。' },
      { title: '申请对接', text: '写清想解决什么。对方 5 个工作日内答复，逾期会显示在它的回复率里。' },
      { title: '谈条款', text: '在洽谈室里谈。先用后付的合同会先算出付款时间表和封顶，再签。' },
      { title: '试用', text: '签约不付钱，试用不收使用费。没有验收通过的里程碑不付。' },
      {
        title: '验收一笔，付一笔',
        text: '对方交证据，你验收；逾期不答复视为通过。付款可以刷卡，也可以对公转账传回单。',
      },
      { title: '按期申报收入', text: '有收入才有提成，累计付到封顶为止。' },
    ],
  },
  {
    id: 'unit',
    who: '高校院所',
    aim: '让成果被找到，签得放心，钱到账、分得明白。',
    to: '/desk/imports',
    label: '去导入成果',
    steps: [
      { title: '登记或批量导入', text: '下载模板填表上传。先逐行检查，错在哪一行哪一列一次说清，确认后才入库。' },
      { title: '单位审核后公开', text: '逐项登记的成果要经审批人或保密审查人看过；只收公开信息。' },
      { title: '答复对接', text: '5 个工作日内答复。婉拒也写明原因，对企业同样有用。' },
      { title: '定价公示', text: '协议定价公示名称和拟交易价格，平台替你计日、留证，期满无异议才能签。' },
      { title: '签署、交证据、收款', text: '合同文本按指纹固定。里程碑验收后应收款自动出现，财务逐笔确认到账。' },
      { title: '分配', text: '按本单位方案分给完成人团队、单位和经纪人，低于政策下限的提交不了，分到每一分。' },
    ],
  },
  {
    id: 'broker',
    who: '技术经纪人',
    aim: '凭委托促成交易，佣金和业绩都有据可查。',
    to: '/brokers',
    label: '看经纪人名录',
    steps: [
      { title: '接受委托', text: '由一方在洽谈室书面委托，写明起止日期和佣金比例。' },
      { title: '进洽谈室', text: '委托有效期内看得到洽谈和合同，期满自动退出。' },
      { title: '佣金随到账', text: '委托期内签的合同，每到账一笔，按比例记一笔佣金。' },
      { title: '留下记录', text: '促成的每一单都记在名下，可用于职称和考核。' },
    ],
  },
];

const figures = [
  ['成果', '状态为已公开的科技成果，一项只计一次；撤下的不计。'],
  ['需求', '公开发布过、没有关闭的企业技术需求，含洽谈中和已解决的。'],
  ['平台挂牌', '写明价格、现在可谈的已公开成果。不是产权交易机构的挂牌交易。'],
  ['合同额', '双方已签署的合同写明的里程碑款合计。收入提成签约时不知道多少，不计入。'],
  ['到账额', '收款方财务逐笔确认收到的金额，含提成。付给经纪人的佣金从中支出，不重复计。'],
  ['已到账比例', '合同额中的里程碑款，已经确认到账的部分。'],
];

const rules = [
  ['账号和机构', '用手机号登录即开通账号。第一位同事注册机构并上传证照，通过认证后加入其他同事、分好角色。'],
  ['再确认一次是你本人', '签署合同、确认到账、改收款账户，都要再确认一次，用动态码应用或者短信。'],
  ['钱不经过平台', '在线付款直接进收款方自己的账户，对公转账由收款方财务确认。平台不代收、不代管。'],
  ['什么不能上传', '国家秘密、工作秘密和未公开的技术秘密都不要上传。需要保密的内容，双方线下签保密协议后再交换。'],
];

export default function Help() {
  return (
    <div className="py-8">
      <PageTitle meta="先看你是谁，再照着做。每一步到期之前，平台都会提醒。">怎么用成果通</PageTitle>
      <nav aria-label="本页内容" className="mb-8 flex flex-wrap gap-x-6">
        {[...roles.map(({ id, who }) => [id, who]), ['figures', '数字怎么算'], ['rules', '通用规则']].map(
          ([id, label]) => (
            <a key={id} href={`#${id}`} className="link-quiet inline-flex min-h-11 items-center">
              {label}
            </a>
          ),
        )}
      </nav>
      <div className="grid gap-12">
        {roles.map((role) => (
          <HelpRole key={role.id} {...role} />
        ))}
        <Terms id="figures" title="数字怎么算" note="首页平台实数，每分钟更新" rows={figures} />
        <Terms id="rules" title="通用规则" rows={rules} />
        <p className="text-ink-soft">
          先用后付能省多少、什么时候付，可以
          <Link to="/pay-later" className="link mx-1">
            先算一笔
          </Link>
          ；条文以
          <Link to="/terms" className="link mx-1">
            服务协议
          </Link>
          和双方签的合同为准。
        </p>
      </div>
    </div>
  );
}

/** Words and what they mean here. */
function Terms({ id, title, note, rows }: { id: string; title: string; note?: string; rows: readonly string[][] }) {
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id} note={note}>
        {title}
      </SectionHead>
      <dl className="grid gap-x-12 lg:grid-cols-2">
        {rows.map(([word, meaning]) => (
          <div key={word} className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <dt className="font-bold">{word}</dt>
            <dd className="text-ink-soft">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
