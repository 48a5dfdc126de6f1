import { expect, test } from 'vitest';
import { screen } from '#app/domain/secrecy-screen.ts';
import { secrecyRules } from './secrecy-rules.ts';

const rules = secrecyRules.map((rule) => ({ ...rule, id: rule.name }));
const said = (text: string) => {
  const { refusedBy, flags } = screen(rules, { texts: [text], fields: [] });
  return refusedBy === null ? flags : [`stopped: ${refusedBy.name}`];
};

test('every rule of the release can be run', () => expect(said('马铃薯淀粉')).toEqual([]));

test.each([
  ['本材料为机密文件', ['提到密级']],
  ['属机密，不对外', ['提到密级']],
  ['数据的机密性与完整性；机密计算', []],
  ['涉及工作秘密的部分已删', ['提到密级']],
  ['本成果不涉及国家秘密，不涉密', []],
  ['含有国家秘密', ['提到国家秘密']],
  ['属于涉密项目', ['提到国家秘密']],
  ['仅供内部使用', ['内部掌握']],
  ['用于某型导弹的火工品', ['武器弹药']],
  ['军用方舱', ['军工国防']],
  ['隐身涂层', ['隐身与制导']],
  ['固体火箭发动机壳体', ['航天与高超声速']],
  ['乏燃料后处理', ['核材料']],
  ['高致病性禽流感', ['病原与人类遗传资源']],
  ['国产密码算法', ['密码技术']],
  ['不涉及出口管制', []],
  ['列入两用物项清单', ['两用物项与出口管制']],
  ['机密★10年', ['stopped: 密级标志']],
])('%s', (text, names) => expect(said(text)).toEqual(names));

test.each([
  '用于导弹制导的光纤陀螺，军工保密项目，绝密。',
  '灌区光纤陀螺测姿模块，保密项目',
  '定级为机密',
  '本成果机密',
  '机密',
  '属于秘密',
  '内容涉及国家秘密',
  '密级为内部',
  '不宜公开',
  '仅供内部参考',
  '海军某部试用',
  '用于军事目标识别',
  '装备预研基金支持',
  '雷达对抗干扰技术',
  '捷联惯导系统',
  '六氟化铀转化',
])('what a person has to read before it is public is marked: %s', (text) => {
  expect(said(text)).not.toEqual([]);
});

test.each([
  '发动机密封件',
  '手机密码重置',
  '随机密度估计',
  '机密性计算',
  '双方签订保密协议，保护商业秘密',
  '不涉及国家秘密',
  '与空军军医大学合作完成',
  '海军工程大学参与试验',
  '葡萄炭疽病防治',
  '矿山爆破用乳化炸药与数码雷管',
  '地浸采铀钻孔布置',
  '材料内部裂纹',
  '商用车载陀螺稳定平台',
])('what is usual stays unmarked: %s', (text) => {
  expect(said(text)).toEqual([]);
});
