import type { OrganisationKey } from './organisations.ts';

type Role = 'owner' | 'officer' | 'approver' | 'finance' | 'legal' | 'secrecy' | 'inventor';

export interface SamplePerson {
  readonly key: string;
  readonly sample: true;
  readonly name: string;
  /** Post or professional title. */
  readonly title: string;
  readonly phone: string;
  readonly email: string;
  /** Null for the operator of the platform. */
  readonly org: OrganisationKey | null;
  readonly roles: readonly Role[];
  readonly platformRoles: readonly ('admin' | 'reviewer')[];
}

type Row = readonly [key: string, name: string, title: string, phone: string, ...roles: Role[]];

const members = (org: OrganisationKey, rows: readonly Row[]): readonly SamplePerson[] =>
  rows.map(([key, name, title, phone, ...roles]) => ({
    key,
    sample: true,
    name,
    title,
    phone,
    email: `${key}@example.com`,
    org,
    roles,
    platformRoles: [],
  }));

/** Everybody in the demo world. Names are invented; the phone numbers belong to nobody. */
export const people: readonly SamplePerson[] = [
  ...members('longyuan-poly', [
    ['longyuan-owner', '马青禾', '成果转化中心主任', '19900000001', 'owner'],
    ['longyuan-officer', '韦砾川', '成果转化专员', '19900000002', 'officer'],
    ['longyuan-approver', '魏竹沙', '科研处处长', '19900000003', 'approver'],
    ['longyuan-finance', '靳榆荫', '财务处会计', '19900000004', 'finance'],
    ['longyuan-legal', '南砚秋', '法务专员', '19900000005', 'legal'],
    ['longyuan-secrecy', '牛禾月', '保密办专员', '19900000006', 'secrecy'],
    ['longyuan-inventor-1', '鲁松砚', '教授', '19900000007', 'inventor'],
    ['longyuan-inventor-2', '党菽禾', '副教授', '19900000008', 'inventor'],
    ['longyuan-inventor-3', '禄归塬', '讲师', '19900000009', 'inventor'],
    ['longyuan-inventor-4', '何素葭', '教授', '19900000010', 'inventor'],
    ['longyuan-inventor-5', '师若岷', '副教授', '19900000011', 'inventor'],
    ['longyuan-inventor-6', '景弦月', '高级工程师', '19900000012', 'inventor'],
    ['longyuan-inventor-7', '妥望岫', '教授', '19900000013', 'inventor'],
    ['longyuan-inventor-8', '祁苇舟', '副教授', '19900000014', 'inventor'],
    ['longyuan-inventor-9', '汪洮云', '高级工程师', '19900000015', 'inventor'],
    ['longyuan-broker', '雒沙棠', '技术转移专员', '19900000016', 'officer'],
  ]),
  ...members('longzhong-agri', [
    ['longzhong-owner', '巩麦川', '成果转化中心主任', '19900000017', 'owner'],
    ['longzhong-officer', '火远芪', '成果转化专员', '19900000018', 'officer'],
    ['longzhong-approver', '苏疏影', '科研处处长', '19900000019', 'approver'],
    ['longzhong-finance', '展雁书', '财务处会计', '19900000020', 'finance'],
    ['longzhong-legal', '郎沐岚', '法务专员', '19900000021', 'legal'],
    ['longzhong-secrecy', '水柏舟', '保密办专员', '19900000022', 'secrecy'],
    ['longzhong-inventor-1', '杜牧野', '教授', '19900000023', 'inventor'],
    ['longzhong-inventor-2', '包渠清', '副教授', '19900000024', 'inventor'],
    ['longzhong-inventor-3', '岳云砾', '讲师', '19900000025', 'inventor'],
    ['longzhong-inventor-4', '柴晴岚', '教授', '19900000026', 'inventor'],
    ['longzhong-inventor-5', '安霜禾', '副教授', '19900000027', 'inventor'],
    ['longzhong-inventor-6', '蒲蕙砚', '高级工程师', '19900000028', 'inventor'],
    ['longzhong-inventor-7', '慕怀砚', '教授', '19900000029', 'inventor'],
    ['longzhong-inventor-8', '裴石青', '副教授', '19900000030', 'inventor'],
    ['longzhong-broker', '祁鹿鸣', '技术转移专员', '19900000031', 'officer'],
  ]),
  ...members('hexi-materials', [
    ['hexi-owner', '汪谷雨', '院所办公室主任', '19900000032', 'owner'],
    ['hexi-officer', '雒知塬', '成果转化专员', '19900000033', 'officer'],
    ['hexi-approver', '巩砚田', '副所长', '19900000034', 'approver'],
    ['hexi-finance', '火星砾', '财务处会计', '19900000035', 'finance'],
    ['hexi-legal', '苏泉石', '法务专员', '19900000036', 'legal'],
    ['hexi-secrecy', '展汀白', '保密办专员', '19900000037', 'secrecy'],
    ['hexi-inventor-1', '郎朔川', '研究员', '19900000038', 'inventor'],
    ['hexi-inventor-2', '水雪樵', '副研究员', '19900000039', 'inventor'],
    ['hexi-inventor-3', '杜绮川', '高级工程师', '19900000040', 'inventor'],
    ['hexi-inventor-4', '包棠溪', '研究员', '19900000041', 'inventor'],
    ['hexi-inventor-5', '岳葭月', '助理研究员', '19900000042', 'inventor'],
    ['hexi-inventor-6', '柴槐序', '副研究员', '19900000043', 'inventor'],
    ['hexi-inventor-7', '安青禾', '高级工程师', '19900000044', 'inventor'],
  ]),
  ...members('longdong-chem', [
    ['longdong-owner', '蒲砾川', '院所办公室主任', '19900000045', 'owner'],
    ['longdong-officer', '慕竹沙', '成果转化专员', '19900000046', 'officer'],
    ['longdong-approver', '裴榆荫', '副所长', '19900000047', 'approver'],
    ['longdong-finance', '马砚秋', '财务处会计', '19900000048', 'finance'],
    ['longdong-legal', '韦禾月', '法务专员', '19900000049', 'legal'],
    ['longdong-secrecy', '魏松砚', '保密办专员', '19900000050', 'secrecy'],
    ['longdong-inventor-1', '靳菽禾', '研究员', '19900000051', 'inventor'],
    ['longdong-inventor-2', '南归塬', '副研究员', '19900000052', 'inventor'],
    ['longdong-inventor-3', '牛素葭', '高级工程师', '19900000053', 'inventor'],
    ['longdong-inventor-4', '鲁若岷', '研究员', '19900000054', 'inventor'],
    ['longdong-inventor-5', '党弦月', '助理研究员', '19900000055', 'inventor'],
  ]),
  ...members('qilian-drylands', [
    ['qilian-owner', '禄望岫', '院所办公室主任', '19900000056', 'owner'],
    ['qilian-officer', '何苇舟', '成果转化专员', '19900000057', 'officer'],
    ['qilian-approver', '师洮云', '副所长', '19900000058', 'approver'],
    ['qilian-finance', '景沙棠', '财务处会计', '19900000059', 'finance'],
    ['qilian-legal', '妥麦川', '法务专员', '19900000060', 'legal'],
    ['qilian-secrecy', '安远芪', '保密办专员', '19900000061', 'secrecy'],
    ['qilian-inventor-1', '蒲疏影', '研究员', '19900000062', 'inventor'],
    ['qilian-inventor-2', '慕雁书', '副研究员', '19900000063', 'inventor'],
    ['qilian-inventor-3', '裴沐岚', '高级工程师', '19900000064', 'inventor'],
    ['qilian-inventor-4', '马柏舟', '研究员', '19900000065', 'inventor'],
    ['qilian-inventor-5', '韦牧野', '助理研究员', '19900000066', 'inventor'],
    ['qilian-inventor-6', '魏渠清', '副研究员', '19900000067', 'inventor'],
  ]),
  ...members('shazhou-heritage', [
    ['shazhou-owner', '靳云砾', '院所办公室主任', '19900000068', 'owner'],
    ['shazhou-officer', '南晴岚', '成果转化专员', '19900000069', 'officer'],
    ['shazhou-approver', '牛霜禾', '副所长', '19900000070', 'approver'],
    ['shazhou-finance', '鲁蕙砚', '财务处会计', '19900000071', 'finance'],
    ['shazhou-legal', '党怀砚', '法务专员', '19900000072', 'legal'],
    ['shazhou-secrecy', '禄石青', '保密办专员', '19900000073', 'secrecy'],
    ['shazhou-inventor-1', '何鹿鸣', '研究员', '19900000074', 'inventor'],
    ['shazhou-inventor-2', '师谷雨', '副研究员', '19900000075', 'inventor'],
    ['shazhou-inventor-3', '景知塬', '高级工程师', '19900000076', 'inventor'],
    ['shazhou-inventor-4', '妥砚田', '研究员', '19900000077', 'inventor'],
  ]),
  ...members('taomin-herb', [
    ['taomin-owner', '祁星砾', '院所办公室主任', '19900000078', 'owner'],
    ['taomin-officer', '汪泉石', '成果转化专员', '19900000079', 'officer'],
    ['taomin-approver', '雒汀白', '副所长', '19900000080', 'approver'],
    ['taomin-finance', '巩朔川', '财务处会计', '19900000081', 'finance'],
    ['taomin-legal', '火雪樵', '法务专员', '19900000082', 'legal'],
    ['taomin-secrecy', '苏绮川', '保密办专员', '19900000083', 'secrecy'],
    ['taomin-inventor-1', '展棠溪', '研究员', '19900000084', 'inventor'],
    ['taomin-inventor-2', '郎葭月', '副研究员', '19900000085', 'inventor'],
    ['taomin-inventor-3', '水槐序', '高级工程师', '19900000086', 'inventor'],
    ['taomin-inventor-4', '杜青禾', '研究员', '19900000087', 'inventor'],
    ['taomin-inventor-5', '包砾川', '助理研究员', '19900000088', 'inventor'],
  ]),
  ...members('liangzhou-particle', [
    ['liangzhou-owner', '岳竹沙', '院所办公室主任', '19900000089', 'owner'],
    ['liangzhou-officer', '柴榆荫', '成果转化专员', '19900000090', 'officer'],
    ['liangzhou-approver', '何砚秋', '副所长', '19900000091', 'approver'],
    ['liangzhou-finance', '师禾月', '财务处会计', '19900000092', 'finance'],
    ['liangzhou-legal', '景松砚', '法务专员', '19900000093', 'legal'],
    ['liangzhou-secrecy', '妥菽禾', '保密办专员', '19900000094', 'secrecy'],
    ['liangzhou-inventor-1', '祁归塬', '研究员', '19900000095', 'inventor'],
    ['liangzhou-inventor-2', '汪素葭', '副研究员', '19900000096', 'inventor'],
    ['liangzhou-inventor-3', '雒若岷', '高级工程师', '19900000097', 'inventor'],
  ]),
  ...members('shuyue-starch', [
    ['shuyue-owner', '巩弦月', '总经理', '19900000098', 'owner', 'approver'],
    ['shuyue-officer', '火望岫', '技术部经理', '19900000099', 'officer', 'legal'],
    ['shuyue-finance', '苏苇舟', '财务经理', '19900000100', 'finance'],
  ]),
  ...members('nieyun-recycle', [
    ['nieyun-owner', '展洮云', '总经理', '19900000101', 'owner', 'approver'],
    ['nieyun-officer', '郎沙棠', '技术部经理', '19900000102', 'officer', 'legal'],
    ['nieyun-finance', '水麦川', '财务经理', '19900000103', 'finance'],
  ]),
  ...members('zhusha-energy', [
    ['zhusha-owner', '杜远芪', '总经理', '19900000104', 'owner', 'approver'],
    ['zhusha-officer', '包疏影', '技术部经理', '19900000105', 'officer', 'legal'],
    ['zhusha-finance', '岳雁书', '财务经理', '19900000106', 'finance'],
  ]),
  ...members('chengbo-foil', [
    ['chengbo-owner', '柴沐岚', '总经理', '19900000107', 'owner', 'approver'],
    ['chengbo-officer', '安柏舟', '技术部经理', '19900000108', 'officer', 'legal'],
    ['chengbo-finance', '蒲牧野', '财务经理', '19900000109', 'finance'],
  ]),
  ...members('qihe-pharma', [
    ['qihe-owner', '慕渠清', '总经理', '19900000110', 'owner', 'approver'],
    ['qihe-officer', '裴云砾', '技术部经理', '19900000111', 'officer', 'legal'],
    ['qihe-finance', '马晴岚', '财务经理', '19900000112', 'finance'],
  ]),
  ...members('maoyun-dairy', [
    ['maoyun-owner', '韦霜禾', '总经理', '19900000113', 'owner', 'approver'],
    ['maoyun-officer', '魏蕙砚', '技术部经理', '19900000114', 'officer', 'legal'],
    ['maoyun-finance', '靳怀砚', '财务经理', '19900000115', 'finance'],
  ]),
  ...members('lianjiang-petro', [
    ['lianjiang-owner', '南石青', '总经理', '19900000116', 'owner', 'approver'],
    ['lianjiang-officer', '牛鹿鸣', '技术部经理', '19900000117', 'officer', 'legal'],
    ['lianjiang-finance', '鲁谷雨', '财务经理', '19900000118', 'finance'],
  ]),
  ...members('qiongzhen-vacuum', [
    ['qiongzhen-owner', '党知塬', '总经理', '19900000119', 'owner', 'approver'],
    ['qiongzhen-officer', '禄砚田', '技术部经理', '19900000120', 'officer', 'legal'],
    ['qiongzhen-finance', '杜星砾', '财务经理', '19900000121', 'finance'],
  ]),
  ...members('lvli-eco', [
    ['lvli-owner', '包泉石', '总经理', '19900000122', 'owner', 'approver'],
    ['lvli-officer', '岳汀白', '技术部经理', '19900000123', 'officer', 'legal'],
    ['lvli-finance', '柴朔川', '财务经理', '19900000124', 'finance'],
  ]),
  ...members('liangqi-veg', [
    ['liangqi-owner', '安雪樵', '总经理', '19900000125', 'owner', 'approver'],
    ['liangqi-officer', '蒲绮川', '技术部经理', '19900000126', 'officer', 'legal'],
    ['liangqi-finance', '慕棠溪', '财务经理', '19900000127', 'finance'],
  ]),
  ...members('zhiqiong-mining', [
    ['zhiqiong-owner', '裴葭月', '总经理', '19900000128', 'owner', 'approver'],
    ['zhiqiong-officer', '马槐序', '技术部经理', '19900000129', 'officer', 'legal'],
    ['zhiqiong-finance', '韦青禾', '财务经理', '19900000130', 'finance'],
  ]),
  ...members('zhiyuan-culture', [
    ['zhiyuan-owner', '魏砾川', '总经理', '19900000131', 'owner', 'approver'],
    ['zhiyuan-officer', '靳竹沙', '技术部经理', '19900000132', 'officer', 'legal'],
    ['zhiyuan-finance', '南榆荫', '财务经理', '19900000133', 'finance'],
  ]),
  ...members('shan-livestock', [
    ['shan-owner', '牛砚秋', '总经理', '19900000134', 'owner', 'approver'],
    ['shan-officer', '鲁禾月', '技术部经理', '19900000135', 'officer', 'legal'],
    ['shan-finance', '党松砚', '财务经理', '19900000136', 'finance'],
  ]),
  ...members('yuanzhu-build', [
    ['yuanzhu-owner', '禄菽禾', '总经理', '19900000137', 'owner', 'approver'],
    ['yuanzhu-officer', '何归塬', '技术部经理', '19900000138', 'officer', 'legal'],
    ['yuanzhu-finance', '师素葭', '财务经理', '19900000139', 'finance'],
  ]),
  ...members('qiandu-broker', [
    ['qiandu-owner', '景若岷', '总经理', '19900000140', 'owner', 'approver'],
    ['qiandu-finance', '妥弦月', '财务主管', '19900000141', 'finance'],
    ['qiandu-broker-1', '祁望岫', '技术经理人', '19900000142', 'officer'],
    ['qiandu-broker-2', '汪苇舟', '技术经理人', '19900000143', 'officer'],
    ['qiandu-broker-3', '雒洮云', '技术经理人', '19900000144', 'officer'],
    ['qiandu-broker-4', '巩沙棠', '技术经理人', '19900000145', 'officer'],
    ['qiandu-broker-5', '火麦川', '技术经理人', '19900000146', 'officer'],
    ['qiandu-broker-6', '苏远芪', '技术经理人', '19900000147', 'officer'],
  ]),
  ...members('shiguang-events', [
    ['shiguang-owner', '展疏影', '中心主任', '19900000148', 'owner'],
    ['shiguang-officer', '郎雁书', '活动专员', '19900000149', 'officer'],
  ]),
  ...members('province-authority', [
    ['province-owner', '水沐岚', '处长', '19900000150', 'owner', 'approver'],
    ['province-officer', '牛柏舟', '业务科员', '19900000151', 'officer'],
  ]),
  ...members('dingxi-authority', [
    ['dingxi-owner', '鲁牧野', '科长', '19900000152', 'owner', 'approver'],
    ['dingxi-officer', '党渠清', '业务科员', '19900000153', 'officer'],
  ]),
  {
    key: 'platform-admin',
    sample: true,
    name: '禄云砾',
    title: '平台运维',
    phone: '19900000154',
    email: 'platform-admin@example.com',
    org: null,
    roles: [],
    platformRoles: ['admin'],
  },
  {
    key: 'platform-reviewer',
    sample: true,
    name: '何晴岚',
    title: '平台审核',
    phone: '19900000155',
    email: 'platform-reviewer@example.com',
    org: null,
    roles: [],
    platformRoles: ['reviewer'],
  },
];

/** One account for each role, and who else a story waits for, to print at the start of the demo; README has the same list. */
export const demoAccounts = [
  { label: '高校经办人', person: 'longyuan-officer' },
  { label: '高校审批人', person: 'longyuan-approver' },
  { label: '高校财务', person: 'longyuan-finance' },
  { label: '高校法务', person: 'longyuan-legal' },
  { label: '高校保密审查', person: 'longyuan-secrecy' },
  { label: '高校管理员', person: 'longyuan-owner' },
  { label: '成果完成人', person: 'longyuan-inventor-1' },
  { label: '企业负责人', person: 'shuyue-owner' },
  { label: '企业经办人', person: 'shuyue-officer' },
  { label: '企业财务', person: 'shuyue-finance' },
  { label: '企业财务（更正后有贷项）', person: 'yuanzhu-finance' },
  { label: '技术经纪人', person: 'qiandu-broker-1' },
  { label: '成果评价机构', person: 'hexi-officer' },
  { label: '评价专家', person: 'qilian-inventor-3' },
  { label: '活动组织方', person: 'shiguang-officer' },
  { label: '省级主管部门', person: 'province-officer' },
  { label: '市级主管部门', person: 'dingxi-officer' },
  { label: '平台审核员', person: 'platform-reviewer' },
  { label: '平台管理员', person: 'platform-admin' },
] as const satisfies readonly { label: string; person: string }[];
