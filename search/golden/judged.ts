/** A small corpus of our own, and questions judged by reading: 3 answers it, 2 helps, 1 is related; the rest is 0. */
export const goldenDocuments: Readonly<Record<string, { title: string; summary: string; keywords: string[] }>> = {
  starch: {
    title: '马铃薯淀粉加工废水蛋白回收与还田利用',
    summary: '两级絮凝从淀粉分离汁水中提取蛋白作饲料原料，余水配制液体肥还田，解决加工季高浓度有机废水难处理。',
    keywords: ['马铃薯', '淀粉废水', '蛋白回收'],
  },
  seed: {
    title: '马铃薯脱毒种薯雾培扩繁',
    summary: '茎尖脱毒结合气雾栽培生产原原种，单株结薯数提高三倍，病毒检测前移到试管苗。',
    keywords: ['马铃薯', '种薯', '脱毒'],
  },
  biogas: {
    title: '高浓度有机废水厌氧消化启动菌剂',
    summary: '低温驯化的复合菌剂缩短厌氧反应器冬季启动时间，适用于屠宰、淀粉和酿造废水。',
    keywords: ['厌氧', '有机废水', '菌剂'],
  },
  film: {
    title: '可降解地膜及其旱作玉米配套栽培',
    summary: '全生物降解地膜诱导期可控，不必回收，玉米产量与普通地膜持平。',
    keywords: ['地膜', '生物降解', '旱作'],
  },
  recycle: {
    title: '残膜回收机',
    summary: '弹齿起膜与链板输送组合，一次完成起膜、脱土、卷膜，回收率九成以上。',
    keywords: ['残膜回收', '农机'],
  },
  nickel: {
    title: '废旧三元锂电池正极材料镍钴锰选择性浸出',
    summary: '还原焙烧后分步浸出，优先提锂，镍钴锰共沉淀直接再生前驱体。',
    keywords: ['废旧电池', '镍钴', '湿法冶金'],
  },
  alloy: {
    title: '镍基高温合金返回料纯净化熔炼',
    summary: '真空感应熔炼加电子束精炼，去除返回料中的氧氮硫，返回料用量提高到七成。',
    keywords: ['高温合金', '镍基', '真空熔炼'],
  },
  salt: {
    title: '光热电站熔盐储罐泄漏监测',
    summary: '分布式光纤测温结合应变，定位熔盐储罐底板热斑与微泄漏。',
    keywords: ['光热发电', '熔盐', '监测'],
  },
  storage: {
    title: '百兆瓦级熔盐储热系统优化控制',
    summary: '光伏弃电加热熔盐，调峰供热，给出充放热优化调度。',
    keywords: ['熔盐储热', '调峰'],
  },
  ion: {
    title: '碳离子治疗呼吸门控束流配送',
    summary: '依据呼吸信号开关束流，降低运动肿瘤照射的剂量误差。',
    keywords: ['碳离子', '放疗', '呼吸门控'],
  },
  mutation: {
    title: '重离子辐照诱变选育藜麦新品种',
    summary: '碳离子束辐照种子获得早熟突变体，生育期缩短十五天。',
    keywords: ['重离子', '诱变育种', '藜麦'],
  },
  herb: {
    title: '当归黄芪趁鲜切制与低温干燥',
    summary: '产地趁鲜加工减少有效成分损失，热泵分段干燥，阿魏酸保留率提高。',
    keywords: ['当归', '黄芪', '趁鲜切制'],
  },
  goji: {
    title: '枸杞促干剂替代与太阳能干燥',
    summary: '无碱蜡质破除预处理，太阳能热泵联合干燥，色泽保持好。',
    keywords: ['枸杞', '干燥', '太阳能'],
  },
  tailings: {
    title: '铅锌尾矿制备充填胶凝材料',
    summary: '尾矿与矿渣碱激发制备胶凝材料，用于井下充填，替代水泥八成。',
    keywords: ['尾矿', '充填', '胶凝材料'],
  },
  sand: {
    title: '戈壁光伏电站板下植被恢复',
    summary: '板间集雨与耐旱灌草配置，减少扬尘，降低组件清洗次数。',
    keywords: ['光伏', '植被恢复', '防沙治沙'],
  },
  vacuum: {
    title: '大型真空镀膜机分子泵国产化',
    summary: '磁悬浮分子泵转子动平衡与耐腐蚀处理，用于光学镀膜产线。',
    keywords: ['真空装备', '分子泵', '镀膜'],
  },
};

export interface Judged {
  readonly path: 'search' | 'match';
  readonly text: string;
  readonly grades: Readonly<Record<string, number>>;
}

export const judged: readonly Judged[] = [
  { path: 'search', text: '洋芋种薯', grades: { seed: 3, starch: 1 } },
  { path: 'search', text: '土豆淀粉废水', grades: { starch: 3, biogas: 2, seed: 1 } },
  { path: 'search', text: 'Ni-Co 回收', grades: { nickel: 3 } },
  { path: 'search', text: '重离子治疗', grades: { ion: 3, mutation: 1 } },
  { path: 'search', text: '熔盐储热', grades: { storage: 3, salt: 2 } },
  { path: 'search', text: '枸杞干燥', grades: { goji: 3, herb: 1 } },
  { path: 'search', text: '农膜残膜污染', grades: { film: 3, recycle: 2 } },
  {
    path: 'match',
    text: '我公司是国家级专精特新小巨人企业，年产淀粉五万吨。现寻求合作：加工季汁水蛋白含量高、难处理，希望先把蛋白提出来做饲料，剩下的水能还田。',
    grades: { starch: 3, biogas: 1 },
  },
  {
    path: 'match',
    text: '本企业位于高新区，从事动力电池梯次利用，拟投资三千万元建设拆解线，急需低成本从黑粉里分离锂、镍、钴、锰并直接做成前驱体的工艺，预算可面议。',
    grades: { nickel: 3 },
  },
  {
    path: 'match',
    text: '我厂种植户多，地里残留的膜越来越多，人工捡拾成本高。需要一种能一次完成起膜、脱土、卷膜的机具，或者干脆不用回收的膜。',
    grades: { recycle: 3, film: 3 },
  },
  {
    path: 'match',
    text: '我公司经营光热电站，储罐底板曾发生泄漏，停机损失很大，希望联合高校研发在线监测手段，提前发现热斑。',
    grades: { salt: 3, storage: 1 },
  },
  {
    path: 'match',
    text: '药材合作社，产地初加工粗放，鲜药晒干后有效成分损失大，寻求趁鲜加工和烘干技术，愿意先用后付。',
    grades: { herb: 3, goji: 1 },
  },
  {
    path: 'match',
    text: '矿山企业，尾矿库快满了，国家要求减量，想把尾矿用到井下充填，水泥太贵，需要替代的胶结料配方。',
    grades: { tailings: 3 },
  },
];
