import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';

/** Rules with which the screen begins; the administrator adds his own and switches off what does not fit. */
export const secrecyRules: readonly Omit<SecrecyRule, 'id'>[] = [
  { name: '密级标志', kind: 'pattern', text: '(?:绝密|机密|秘密)[★*]', action: 'refuse' },
  { name: '写明密级', kind: 'pattern', text: '密级[:为是]?(?:绝密|机密|秘密)', action: 'refuse' },
  { name: '内部资料', kind: 'word', text: '内部资料不得外传', action: 'refuse' },
  { name: '国家军用标准', kind: 'pattern', text: 'gjb/?z?[0-9]{2,5}', action: 'review' },
  { name: '惯性导航', kind: 'word', text: '惯性导航', action: 'review' },
  { name: '靶场', kind: 'word', text: '靶场', action: 'review' },
  { name: '部队代号', kind: 'pattern', text: '[0-9]{5}部队', action: 'review' },
  { name: '重水与同位素分离', kind: 'pattern', text: '重水.{0,6}生产|铀.{0,4}浓缩', action: 'review' },
  // What a person has to read before it is public (保守国家秘密法 art. 13: defence, technology, what was agreed to keep; 出口管制法): words of
  // these fields and of marks without their star. None of them stops a record by itself.
  {
    name: '提到密级',
    kind: 'pattern',
    // 发动机密封, 手机密码, 随机密度 are no marks.
    text: '绝密|工作秘密|(?:机密|秘密)(?:级|件|文件|资料|事项)|(?:[^随]|^)机密(?:[^性计封度码钥闭集植接排布]|$)|(?:属|列为|定为|属于)秘密|密级[为是:]?(?:内部|受控)',
    action: 'review',
  },
  {
    name: '提到国家秘密',
    kind: 'pattern',
    text: '(?:[^及]|^)国家秘密|(?:[^不非未]|^)涉及国家秘密|(?:[^不非未]|^)涉密',
    action: 'review',
  },
  { name: '内部掌握', kind: 'pattern', text: '内部(?:资料|文件|使用)|不得外传|不得公开|限内部', action: 'review' },
  {
    name: '要求保密',
    kind: 'pattern',
    text: '保密(?:项目|课题|任务|单位|资格|资质|期限|级别)|(?:严格|对外|注意)保密|不宜(?:对外)?公开|(?:仅供|只限|限于)内部(?:参考|交流|掌握|传阅)',
    action: 'review',
  },
  {
    name: '涉军单位与用途',
    kind: 'pattern',
    // Not the universities of the services, which publish with everybody: 空军军医大学, 海军工程大学.
    text: '军事(?:目标|装备|用途|应用|行动|通信|设施)|军队|解放军|(?:海军|空军|陆军)(?:[^军工]|$)|火箭军|某部队|涉军|军方|装备预研',
    action: 'review',
  },
  {
    name: '枪炮与作战平台',
    kind: 'pattern',
    text: '炮弹|引信|枪弹|枪械|火炮|炸弹|地雷|坦克|航空母舰|航母|战斗机|歼击机|轰炸机|弹道|舰炮|舰空',
    action: 'review',
  },
  { name: '侦察与对抗', kind: 'pattern', text: '侦察|(?:电子|雷达|通信|光电)对抗|电子战|毁伤|空袭', action: 'review' },
  { name: '惯导与陀螺', kind: 'pattern', text: '惯导|(?:光纤|激光|静电)陀螺', action: 'review' },
  { name: '核物质', kind: 'pattern', text: '六氟化铀|钚|氚', action: 'review' },
  {
    name: '烈性病原',
    kind: 'pattern',
    // 炭疽病 is a disease of vines and pears.
    text: '炭疽(?:杆菌|芽孢)|鼠疫|埃博拉|天花病毒',
    action: 'review',
  },
  { name: '武器弹药', kind: 'pattern', text: '导弹|鱼雷|弹药|战斗部|火工品|武器(?:系统|装备|平台)', action: 'review' },
  { name: '军工国防', kind: 'pattern', text: '军工(?:[^程]|$)|军用|军品|国防|战场|舰艇|潜艇|装甲车', action: 'review' },
  { name: '隐身与制导', kind: 'pattern', text: '隐身(?:材料|涂层|技术|性能)|制导|雷达散射截面', action: 'review' },
  { name: '航天与高超声速', kind: 'pattern', text: '高超声速|运载火箭|固体火箭|再入飞行', action: 'review' },
  { name: '核材料', kind: 'pattern', text: '核材料|核燃料|离心级联|乏燃料|武器级', action: 'review' },
  {
    name: '病原与人类遗传资源',
    kind: 'pattern',
    text: '高致病性|人类遗传资源|生物战剂|化学战剂|神经毒剂',
    action: 'review',
  },
  { name: '密码技术', kind: 'pattern', text: '密码算法|核心密码|普通密码', action: 'review' },
  { name: '敏感测绘', kind: 'pattern', text: '涉密测绘|重力场数据|控制点坐标', action: 'review' },
  {
    name: '两用物项与出口管制',
    kind: 'pattern',
    text: '两用物项|(?:禁止|限制)出口|(?:[^及]|^)出口管制',
    action: 'review',
  },
];
