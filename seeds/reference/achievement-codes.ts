import type { Term } from './term.ts';

const source = '科技成果登记表';

/** 成果类别 */
export const achievementTypes = [
  { code: 'applied', label: '应用技术', source },
  { code: 'basic', label: '基础理论', source },
  { code: 'soft', label: '软科学', source },
] as const satisfies readonly Term[];

export interface Embodiment extends Term {
  readonly forTypes: readonly ('applied' | 'basic' | 'soft')[];
}

/** 成果体现形式; which ones are offered depends on 成果类别. */
export const embodiments = [
  { code: 'technology', label: '新技术', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'process', label: '新工艺', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'product', label: '新产品', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'material', label: '新材料', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'equipment', label: '新装备', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'variety', label: '农业·生物新品种', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'mineral', label: '矿产新品种', forTypes: ['applied'], note: '待与现行登记表核对', source },
  { code: 'paper', label: '论文', forTypes: ['basic', 'soft'], source },
  { code: 'book', label: '著作', forTypes: ['basic', 'soft'], source },
  { code: 'report', label: '研究报告', forTypes: ['basic', 'soft'], source },
  { code: 'other', label: '其他', forTypes: ['applied', 'basic', 'soft'], source },
] as const satisfies readonly Embodiment[];

/** 标准形式; only the highest one is given. */
export const standardForms = [
  { code: 'international', label: '国际标准', source },
  { code: 'national', label: '国家标准', source },
  { code: 'industry', label: '行业标准', source },
  { code: 'local', label: '地方标准', source },
  { code: 'group', label: '团体标准', source },
  { code: 'enterprise', label: '企业标准', source },
] as const satisfies readonly Term[];

/** 成果属性 */
export const origins = [
  { code: 'original', label: '原始性创新', source },
  { code: 'absorbed', label: '国外引进消化吸收创新', source },
  { code: 'secondary', label: '国内技术二次开发', source },
] as const satisfies readonly Term[];

/** 所处阶段 */
export const stages = [
  { code: 'initial', label: '初期', note: '实验室、小试', source },
  { code: 'middle', label: '中期', note: '投产前的中试、中间试验', source },
  { code: 'mature', label: '成熟应用', note: '待与现行登记表核对', source },
] as const satisfies readonly Term[];

/** 成果水平, as the evaluation concluded. */
export const levels = [
  { code: 'world_leading', label: '国际领先', note: '待与现行登记表核对', source },
  { code: 'world_advanced', label: '国际先进', note: '待与现行登记表核对', source },
  { code: 'national_leading', label: '国内领先', note: '待与现行登记表核对', source },
  { code: 'national_advanced', label: '国内先进', note: '待与现行登记表核对', source },
  { code: 'national_general', label: '国内一般', note: '待与现行登记表核对', source },
  { code: 'not_evaluated', label: '未评价', source },
] as const satisfies readonly Term[];

/** 评价方式 */
export const evaluationModes = [
  { code: 'appraisal', label: '鉴定', note: '待与现行登记表核对', source },
  { code: 'acceptance', label: '验收', note: '待与现行登记表核对', source },
  { code: 'industry_access', label: '行业准入', note: '待与现行登记表核对', source },
  { code: 'third_party', label: '第三方评价', note: '待与现行登记表核对', source },
  { code: 'assessment', label: '评估', note: '待与现行登记表核对', source },
  { code: 'ip_grant', label: '专利/知识产权授权', note: '待与现行登记表核对', source },
  { code: 'other', label: '其他', note: '待与现行登记表核对', source },
] as const satisfies readonly Term[];

export interface IpType extends Term {
  /** Years of protection, counted as `from` says; absent where the law sets no term. */
  readonly years?: number;
  readonly from?: 'filing' | 'grant' | 'publication';
}

/** 知识产权类型 */
export const ipTypes = [
  { code: 'invention', label: '发明专利', years: 20, from: 'filing', source },
  { code: 'utility_model', label: '实用新型', years: 10, from: 'filing', source },
  { code: 'design', label: '外观设计', years: 15, from: 'filing', source },
  { code: 'software', label: '软件著作权', years: 50, from: 'publication', source },
  { code: 'layout', label: '集成电路布图设计', years: 10, from: 'filing', source },
  { code: 'plant_variety', label: '植物新品种', years: 20, from: 'grant', note: '木本、藤本植物 25 年', source },
  { code: 'trade_secret', label: '技术秘密', source },
  { code: 'other', label: '其他', source },
] as const satisfies readonly IpType[];

export interface IpStatus extends Term {
  /** Whether a licence may rest on it. A pledge or a live licence needs a second look before. */
  readonly isUsable: boolean;
}

/** 知识产权状态 */
export const ipStatuses = [
  { code: 'applied', label: '申请', isUsable: true, source },
  { code: 'published', label: '公开', isUsable: true, source },
  { code: 'granted', label: '授权', isUsable: true, source },
  { code: 'held', label: '持有', isUsable: true, note: '技术秘密、软件等不经授权的权利', source: '平台规则' },
  { code: 'pledged', label: '质押', isUsable: true, note: '转让须经质权人同意', source },
  { code: 'licensed_exclusive', label: '已独占许可', isUsable: false, source },
  { code: 'licensed_sole', label: '已排他许可', isUsable: false, source },
  { code: 'licensed_non', label: '已普通许可', isUsable: true, source },
  { code: 'licensed_open', label: '已开放许可', isUsable: true, source },
  { code: 'disputed', label: '涉诉', isUsable: false, source },
  { code: 'lapsed', label: '终止', isUsable: false, source },
  { code: 'invalid', label: '无效', isUsable: false, source },
] as const satisfies readonly IpStatus[];

/** 应用状态 */
export const applicationStatuses = [
  { code: 'unused', label: '未应用', note: '待与现行登记表核对', source },
  { code: 'trial', label: '试用', note: '待与现行登记表核对', source },
  { code: 'small_batch', label: '小批量', note: '待与现行登记表核对', source },
  { code: 'industrial', label: '产业化', note: '待与现行登记表核对', source },
  { code: 'stopped', label: '停用', note: '待与现行登记表核对', source },
] as const satisfies readonly Term[];

/** 公开方式, from open to closed; 摘要公开 unless the unit says otherwise. */
export const publicationLevels = [
  { code: 'full', label: '全文公开', source: '平台规则' },
  { code: 'abstract', label: '摘要公开', source: '平台规则' },
  { code: 'nda', label: '签保密协议后可见', source: '平台规则' },
  { code: 'private', label: '不公开', source: '平台规则' },
] as const satisfies readonly Term[];

/** 计划项目来源 */
export const projectSources = [
  { code: 'national', label: '国家', source },
  { code: 'ministry', label: '部门', source },
  { code: 'provincial', label: '省级', source },
  { code: 'city', label: '市县', source },
  { code: 'commissioned', label: '横向', source },
  { code: 'own', label: '自选', source },
  { code: 'other', label: '其他', source },
] as const satisfies readonly Term[];

/** 定价方式 of a listing. */
export const priceKinds = [
  { code: 'fixed', label: '一口价', source: '平台规则' },
  { code: 'range', label: '价格区间', source: '平台规则' },
  { code: 'negotiable', label: '面议', source: '平台规则' },
  { code: 'pay_later', label: '先用后付', source: '甘科办〔2024〕2号 第17项', note: '零门槛费、里程碑支付、收入提成' },
  { code: 'formula', label: '公式', source: '平台规则', note: '入门费、里程碑、收入提成，可以封顶' },
] as const satisfies readonly Term[];

/** 完成单位的性质 */
export const unitNatures = [
  { code: 'university', label: '高校', source },
  { code: 'institute', label: '科研院所', source },
  { code: 'hospital', label: '医疗机构', source },
  { code: 'enterprise', label: '企业', source },
  { code: 'other', label: '其他', source },
] as const satisfies readonly Term[];

const objectiveSource = 'GB/T 24450-2009';
const unchecked = '待与标准文本核对';

/** 社会经济目标, the main classes. */
export const objectives = [
  { code: '01', label: '环境保护、生态建设及污染防治', note: unchecked, source: objectiveSource },
  { code: '02', label: '能源生产、分配和合理利用', note: unchecked, source: objectiveSource },
  { code: '03', label: '卫生事业发展', note: unchecked, source: objectiveSource },
  { code: '04', label: '教育事业发展', note: unchecked, source: objectiveSource },
  { code: '05', label: '基础设施以及城市和农村规划', note: unchecked, source: objectiveSource },
  { code: '06', label: '社会发展和社会服务', note: unchecked, source: objectiveSource },
  { code: '07', label: '地球和大气层的探索与利用', note: unchecked, source: objectiveSource },
  { code: '08', label: '民用空间探测及开发', note: unchecked, source: objectiveSource },
  { code: '09', label: '农林牧渔业发展', note: unchecked, source: objectiveSource },
  { code: '10', label: '工商业发展', note: unchecked, source: objectiveSource },
  { code: '11', label: '非定向研究', note: unchecked, source: objectiveSource },
  { code: '12', label: '其他民用目标', note: unchecked, source: objectiveSource },
] as const satisfies readonly Term[];
