import type { MetaFunction } from '@remix-run/node';
import { consentDocuments } from '#app/domain/consent.ts';
import { Prose } from '#app/ui/prose.tsx';

export const meta: MetaFunction = () => [{ title: '服务协议 · 成果通' }];

export default function Terms() {
  return (
    <Prose
      title="服务协议"
      meta={`版本 ${consentDocuments.terms}`}
      sections={[
        {
          title: '平台做什么',
          text: '平台提供成果和需求的发布、检索、匹配、洽谈、合同拟定、公示、签署留痕、里程碑验收、收付记录和收益分配计算。对接不收费。',
        },
        {
          title: '平台不做什么',
          text: '平台不是合同一方，不代收、代管、垫付任何合同款项。款项由付款方直接付到收款方自己的账户，到账由收款方确认。',
        },
        {
          title: '内容由发布者负责',
          text: '发布者保证内容真实、权属清楚、不涉密、共有人已同意。虚假内容会被撤下并留痕。',
        },
        { title: '账号由本人使用', text: '账号和验证码只供本人使用。在平台上以机构名义做的事，由该机构对外承担责任。' },
        {
          title: '记录与证据',
          text: '重要操作都会记下时间、账号和机构，签署的文本以 SHA-256 指纹固定，双方随时可以下载核对。',
        },
      ]}
    />
  );
}
