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
