import type { MetaFunction } from '@remix-run/node';
import { Link } from '@remix-run/react';
import { Prose } from '#app/ui/prose.tsx';

export const meta: MetaFunction = () => [{ title: '怎么开始 · 成果通' }];

export default function Help() {
  return (
    <Prose
      title="怎么开始"
      sections={[
        {
          title: '企业',
          text: (
            <>
              先
              <Link to="/achievements" className="link mx-1">
                找成果
              </Link>
              ，看价格、成熟度和付款条件，合适就申请对接。没有合适的，发布需求，系统会列出匹配的成果并说明理由。先用后付的合同签约不付钱、试用不收费，验收一个里程碑付一笔，有收入后按比例提成，付到封顶为止。
            </>
          ),
        },
        {
          title: '高校院所',
          text: '经办人下载模板，把成果填进表格上传；系统先检查、后入库，错在哪一行哪一列一次说清。企业来对接时 5 个工作日内答复。协议定价要公示 15 天，平台替你计时、留证，期满才能签。到账以后按本单位方案分配，低于政策下限的提交不了。',
        },
        {
          title: '技术经纪人',
          text: '由一方书面委托进入洽谈室，委托有起止日期和佣金比例，佣金按实际到账计。',
        },
        {
          title: '账号和机构',
          text: '用手机号登录即开通账号。第一位同事注册机构并上传证照，通过认证后把其他同事加进来、分好角色。签署、确认到账和改收款账户要再输一次短信验证码。',
        },
        {
          title: '什么不能上传',
          text: '国家秘密、工作秘密和未公开的技术秘密都不要上传。平台只收公开信息；需要保密的内容，双方线下签保密协议后再交换。',
        },
      ]}
    />
  );
}
