import { type ImportKey, keyOfHeader, plainHeader } from './import-columns.ts';

/** What other systems call our columns, besides the names of the registration form. */
const otherNames: Partial<Record<ImportKey, readonly string[]>> = {
  name: ['题目', '名称', '标题', '项目名称', '技术名称', '成果题目', '成果标题', '科技成果名称', '成果名', '专利名称'],
  unit: ['单位', '完成单位名称', '第一完成单位', '所属单位', '单位名称', '承担单位', '所属机构', '院系', '学院'],
  secrecy: ['密级', '保密级别', '涉密等级', '是否涉密', '保密等级'],
  type: ['类别', '类型', '成果类型', '成果性质'],
  fields: ['领域', '所属领域', '技术领域名称', '技术分类', '高新技术领域'],
  abstract: [
    '摘要',
    '简介',
    '内容简介',
    '成果摘要',
    '成果介绍',
    '项目简介',
    '技术简介',
    '成果描述',
    '内容',
    '简要介绍',
    '技术内容',
  ],
  problem: ['问题', '解决问题', '技术问题', '背景', '研究背景'],
  solution: ['技术方案', '解决方案', '方案', '技术路线', '创新点', '技术要点'],
  keywords: ['关键字', '主题词', '中文关键词'],
  searchTerms: ['同义词', '别名'],
  regNo: ['登记号', '成果登记号', '登记编号', '成果登记编号'],
  regOn: ['登记日期', '登记时间', '批准日期'],
  regOrg: ['登记单位', '登记机关', '批准单位', '登记部门'],
  recommendOrg: ['推荐部门', '主管部门'],
  regionCode: ['地区', '所属地区', '所在地', '市州', '行政区划', '区域'],
  chains: ['所属产业链', '产业'],
  industries: ['行业', '所属行业', '国民经济行业', '应用领域', '行业分类'],
  disciplines: ['学科', '学科分类', '所属学科', '一级学科', '学科代码'],
  objective: ['社会经济目标', '经济目标'],
  embodiment: ['成果体现形式', '成果形式', '形式'],
  origin: ['成果来源', '创新形式'],
  stage: ['阶段', '成果阶段', '发展阶段', '所处的阶段', '技术成熟度阶段'],
  trl: ['TRL', '技术成熟度', '成熟度', '就绪度', '技术就绪度', 'TRL等级'],
  level: ['水平', '技术水平', '评价水平', '鉴定水平'],
  evaluationMode: ['评价形式', '鉴定方式', '鉴定形式'],
  researchFrom: ['开始时间', '研究开始时间', '起始时间', '起始日期', '立项时间'],
  researchTo: ['结束时间', '研究结束时间', '终止时间', '完成时间', '结题时间'],
  source: ['项目来源', '课题来源', '任务来源', '来源'],
  projectNo: ['项目号', '课题编号', '立项编号', '计划编号', '合同编号'],
  projects: ['项目', '项目经费', '支持项目', '依托项目', '计划项目名称', '项目信息'],
  applicationStatus: ['应用情况', '转化状态', '转化情况', '推广情况'],
  use: ['效益', '经济效益', '应用效果', '经济社会效益'],
  advantages: ['优势', '技术优势', '主要指标', '技术指标', '性能指标', '先进性'],
  transferModes: ['转化方式', '合作方式', '转让方式', '交易方式', '拟转化方式'],
  priceKind: ['定价', '报价方式'],
  priceMin: ['价格', '报价', '转让价格', '拟转让价格', '意向价格', '转让费'],
  priceMax: ['价格上限', '最高价'],
  people: [
    '作者',
    '成果完成人',
    '主要完成人',
    '完成人员',
    '发明人',
    '负责人',
    '项目负责人',
    '团队',
    '研究人员',
    '姓名',
  ],
  ip: ['专利', '专利情况', '专利号', '知识产权情况', '授权专利', '专利信息', '知识产权信息'],
  publication: ['公开程度', '公开范围', '是否公开'],
  isDualUse: ['是否军民两用', '两用'],
  exportControl: ['是否出口管制', '出口管制情况'],
  videoUrl: ['视频', '视频地址', '视频网址'],
  no: ['编号', '平台编号'],
};

const known = new Map<string, ImportKey>(
  (Object.entries(otherNames) as [ImportKey, readonly string[]][]).flatMap(([key, names]) =>
    names.map((name) => [plainHeader(name), key] as const),
  ),
);
/** Units and the like in brackets say nothing of what a column is: 价格（万元）, 作者(全部). */
const bare = (head: string): string =>
  plainHeader(head)
    .replace(/[（(【[].*$/, '')
    .replace(/[:：]$/, '');

/** What a head of another system most likely is; null where nobody can tell. */
export const guessColumn = (head: string): ImportKey | null =>
  keyOfHeader(head) ?? known.get(plainHeader(head)) ?? keyOfHeader(bare(head)) ?? known.get(bare(head)) ?? null;

/** A guess for each head of a file. No column is guessed twice: our own names come first, then the heads from left to right. */
export function guessColumns(heads: readonly string[]): (ImportKey | null)[] {
  const guesses = heads.map((head) => ({ own: keyOfHeader(head), key: guessColumn(head) }));
  const taken = new Set<ImportKey>();
  const give = (key: ImportKey | null): ImportKey | null => {
    if (key === null || taken.has(key)) return null;
    taken.add(key);
    return key;
  };
  const own = guesses.map((guess) => give(guess.own));
  return guesses.map(({ key }, at) => own[at] ?? give(key));
}
