import type { MetaFunction } from '@remix-run/node';
import { consentDocuments } from '#app/domain/consent.ts';
import { objectorKeptDays } from '#app/domain/objector.ts';
import { Prose } from '#app/ui/prose.tsx';

export const meta: MetaFunction = () => [{ title: '隐私说明 · 成果通' }];

export default function Privacy() {
  return (
    <Prose
      title="隐私说明"
      meta={`版本 ${consentDocuments.privacy}`}
      sections={[
        {
          title: '收集什么，为什么',
          text: '手机号、姓名、邮箱，用来登录和联系；所在机构和角色，用来判断你能办什么；登录时间和网络地址，用来保护账号。不收集身份证号和人脸。',
        },
        {
          title: '谁能看到',
          text: '对接申请被接受前，对方看不到你的联系方式。完成人姓名只有单独同意后才公开。收款账户只给需要付款的一方看。提出异议时填的姓名和联系方式，只给受理单位的经办人和审批人看。',
        },
        {
          title: '留多久',
          text: `合同、公示和收付记录按档案和会计规定保存；登录日志保存 12 个月；异议提出人的姓名和联系方式，异议处理完 ${objectorKeptDays} 天后删除；不再需要的个人信息会删除。`,
        },
        {
          title: '你的权利',
          text: '可以查阅、复制、更正、删除自己的信息，也可以撤回同意、注销账号。找本单位管理员或平台客服办理，15 天内答复。',
        },
        {
          title: '自动匹配',
          text: '匹配只看成果和需求的文字与条件，不看个人；每条匹配都写明理由，可以说不合适，也可以请人复核。',
        },
      ]}
    />
  );
}
