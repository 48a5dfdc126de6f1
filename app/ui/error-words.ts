import type { ErrorCode, ErrorParams } from '#app/domain/errors.ts';

type Words = string | ((params: ErrorParams) => string);

/** The Chinese sentence of every refusal: what happened and what to do now. A missing code is a type error. */
const sentences: Readonly<Record<ErrorCode, Words>> = {
  not_found: '没有找到这一项，可能已撤下，或者网址不完整。',
  forbidden: '你在本单位的角色不能做这件事，请找有权限的同事办理。',
  conflict: (p) => (typeof p.says === 'string' ? p.says : '刚才有人先一步改动了这里，请刷新后看看最新情况再决定。'),
  invalid: (p) => (typeof p.says === 'string' ? p.says : '有内容不符合要求，请看红字说明。'),
  sign_in_required: '请先登录。',
  proof_required: '这一步需要先确认是你本人，请确认后再做。',
  consent_required: '请先阅读并同意最新的服务协议和隐私说明。',
  organisation_unverified: '你所在的机构还没有通过认证，通过后才能发布、洽谈和签约。',
  rate_limited: (p) => (typeof p.says === 'string' ? p.says : '操作太频繁，请过一分钟再试。'),
  state_changed: '情况已经变了，刚才的操作没有执行。请看页面上的最新状态。',
  duplicate: (p) => (typeof p.says === 'string' ? p.says : '已经有相同的一项，没有重复建立。'),
  approval_required: () => '本单位的内部审批还没有完成，不能签署。请先在合同的审批页办完。',
  publicity_running: (p) =>
    `定价公示还没有结束${typeof p.until === 'string' ? `（至 ${p.until}）` : ''}，期满无异议后才能签署。`,
  objection_open: '公示期间的异议还没有处理完（没有答复，或者复核期未满），处理完才能签署。',
  terms_invalid: (p) => (typeof p.says === 'string' ? p.says : '条款还有问题，请按提示改好。'),
  already_signed: '你方已经签过这一版，不用再签。',
  cap_exceeded: '金额超过合同约定的封顶数。',
  amount_mismatch: '金额与应付款不一致，没有入账，请核对。',
  over_allocated: '金额超过还没有付清的部分，请核对应付款。',
  payee_without_account: '收款方没有开通在线收款，请用对公转账付款。',
  card_limit_exceeded: '金额超过收款方在线支付方式的单笔上限，请用对公转账。',
  floor_violated: (p) =>
    `给完成人团队的比例低于下限${typeof p.floor === 'string' ? ` ${p.floor}` : ''}，请调高后再提交。`,
  file_refused: (p) => (typeof p.says === 'string' ? p.says : '这个文件的格式不能用，请换一个。'),
  file_too_large: (p) =>
    `文件太大${typeof p.maxBytes === 'number' ? `，最多 ${Math.floor(p.maxBytes / 1_048_576)} MB` : ''}。`,
  sheet_unreadable: (p) => (typeof p.says === 'string' ? p.says : '读不出这个表格，请用模板另存一份再传。'),
  secrecy_refused: (p) =>
    `平台只收公开信息${typeof p.rule === 'string' ? `，这份内容被规则“${p.rule}”拦下，没有保存` : ''}。涉密或密级不明的内容不要上传，请走线下渠道。`,
  unavailable: '外部服务暂时没有响应，没有产生任何变动，请稍后再试。',
};

/** What to tell people about a refusal. */
export function errorWords(code: ErrorCode, params: ErrorParams = {}): string {
  const words = sentences[code];
  return typeof words === 'string' ? words : words(params);
}
