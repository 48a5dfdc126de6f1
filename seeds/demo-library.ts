import { Readable } from 'node:stream';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { AttachmentKind } from '#app/domain/attachment.ts';
import { headerOf, type ImportKey } from '#app/domain/import-columns.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { clearAchievement } from '#app/services/achievements/clear-achievement.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { createAchievement } from '#app/services/achievements/create-achievement.server.ts';
import { submitAchievement } from '#app/services/achievements/submit-achievement.server.ts';
import { addAttachment } from '#app/services/attachments/add-attachment.server.ts';
import { clearAttachment } from '#app/services/attachments/clear-attachment.server.ts';
import { applyForExport } from '#app/services/exports/apply-for-export.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { confirmImport } from '#app/services/imports/confirm-import.server.ts';
import { runImport } from '#app/services/imports/run-import.server.ts';
import { startImport } from '#app/services/imports/start-import.server.ts';
import { askRegistration } from '#app/services/reviews/ask-registration.server.ts';
import { passRegistration } from '#app/services/reviews/pass-registration.server.ts';
import { saveCorrection } from '#app/services/corrections/save-correction.server.ts';
import { submitCorrection } from '#app/services/corrections/submit-correction.server.ts';
import { writeShippedRules } from '#app/services/secrecy/write-shipped-rules.server.ts';
import { returnAchievement } from '#app/services/achievements/return-achievement.server.ts';
import { asShown } from './as-shown.ts';
import { type As, seedProjects } from './demo-projects.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';
import { releaseImport } from './make-import.ts';
import { paperOf } from './story-paper.ts';
import type { Listings } from './story.ts';
import { secrecyRules } from './reference/secrecy-rules.ts';

const dayMs = 86_400_000;

const record = (
  given: Pick<AchievementData, 'name' | 'problem' | 'solution' | 'abstract'> & Partial<AchievementData>,
): AchievementData => ({
  schemaVersion: 1,
  regNo: null,
  keywords: [],
  searchTerms: [],
  fields: ['24.1'],
  chains: [],
  industries: [],
  regionCode: '620105',
  type: 'applied',
  embodiment: 'process',
  origin: 'original',
  stage: 'middle',
  trl: 5,
  trlBasis: 'self',
  level: null,
  projectNo: null,
  source: null,
  ip: [],
  transferModes: ['LIC_NON'],
  price: { kind: 'negotiable' },
  advantages: [],
  ...given,
});

const waiting = {
  secrecy: record({
    name: '含铀水样在线分离与测定装置',
    problem: '矿区水样要送到几百公里外化验，结果晚一周。',
    solution: '树脂柱在线分离，荧光法现场测定，一小时出数。',
    abstract: '面向矿区环境监测的在线分离与测定装置，连续运行 1,200 小时，与实验室结果相对偏差不超过 6%。',
    fields: ['18.5'],
  }),
  office: record({
    name: '冬小麦垄沟集雨覆膜精量播种技术',
    problem: '旱塬冬小麦出苗不齐，遇春旱减产三成。',
    solution: '垄上覆膜集雨，沟内精量播种，一次作业完成。',
    abstract: '旱作区冬小麦垄沟集雨覆膜播种技术，三年六点试验平均增产 18.4%，亩节种 2.6 公斤。',
    keywords: ['冬小麦', '集雨', '精量播种'],
  }),
  returned: record({
    name: '饲草青贮乳酸菌复合菌剂',
    problem: '高寒区青贮发酵慢，霉变多。',
    solution: '耐低温乳酸菌复配，5 ℃ 以下启动发酵。',
    abstract: '耐低温青贮菌剂，高寒牧区两季试验，霉变率由 11.2% 降到 2.4%。',
  }),
};

const heads = ['name', 'unit', 'secrecy', 'type', 'fields', 'abstract', 'trl', 'searchTerms', 'no'] as const;
type Line = Partial<Record<ImportKey, string>>;
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const sheetOf = (lines: readonly Line[]): Buffer =>
  Buffer.from(
    [heads.map(headerOf), ...lines.map((line) => heads.map((head) => line[head] ?? ''))]
      .map((row) => row.map(quoted).join(','))
      .join('\r\n'),
  );

/**
 * What the reviewers of a unit, a 市州 and the province find on their desks, an import with faults and one that updated a
 * record, an application for an export, and the rules of the screen: all through the verbs.
 */
export async function seedLibrary(ctx: Context, world: DemoWorld, listings: Listings): Promise<void> {
  const as = async (key: string, daysAgo: number): Promise<ActorContext> => {
    const person = world.people.get(key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    const now = new Date(ctx.now().getTime() - daysAgo * dayMs);
    return asActor({ ...ctx, now: () => now }, person);
  };
  await writeShippedRules(await as('platform-admin', 30), secrecyRules);
  await seedUnitReview(as);
  await seedRegistrations(as, listings);
  await seedPapers(as, listings);
  await seedProjects(as, await numberOf(await as('longyuan-officer', 12), idIn(listings, 'functional-jujube')));
  await seedImports(await as('longyuan-officer', 2), await as('longyuan-secrecy', 2), listings);
  await seedCorrection(as, idIn(listings, 'functional-jujube'));
  await applyForExport(await as('shuyue-officer', 1), {
    query: 'q=马铃薯',
    rows: 800,
    purpose: '为马铃薯淀粉加工的技术改造选题，只在本单位研发部使用，选题结束后删除。',
  });
}

const numberOf = async (officer: ActorContext, id: string): Promise<string> =>
  (await getOwnAchievement(officer, id)).row.no;

const idIn = (listings: Listings, key: string): string => {
  const id = listings.achievements.get(key);
  if (id === undefined) throw new Error(`no achievement is called ${key}`);
  return id;
};

/** One paper that everybody who is signed in can open, and one that waits for the secrecy reviewer. */
async function seedPapers(as: As, listings: Listings): Promise<void> {
  const id = idIn(listings, 'functional-jujube');
  const add = async (daysAgo: number, kind: AttachmentKind, title: string, says: string) => {
    const officer = await as('longyuan-officer', daysAgo);
    const bytes = paperOf([title, says, '示例材料，没有法律效力。']);
    const stored = await officer.files.put(Readable.from([bytes]), 1_048_576);
    return addAttachment(officer, { id, kind, title, file: { ...stored, name: `${title}.pdf` } });
  };
  const report = await add(6, 'test_report', '沙棘籽油微囊检测报告', '包埋率 92.4%，过氧化值符合标准，重金属未检出。');
  await clearAttachment(await as('longyuan-secrecy', 5), report.id);
  await add(1, 'novelty_search', '科技查新报告', '国内未见相同工艺的报道。');
}

/** A public record whose correction waits for the secrecy reviewer; everybody goes on reading the approved text. */
async function seedCorrection(as: As, id: string): Promise<void> {
  const officer = await as('longyuan-officer', 1);
  const { draft } = await getOwnAchievement(officer, id);
  const abstract = `${draft.data.abstract}2026 年 10 月补测：常温放置六个月，微囊包埋率仍有 89%。`;
  await saveCorrection(officer, { ...draft, id, savedN: 0, data: { ...draft.data, abstract } });
  await submitCorrection(officer, { id });
}

async function seedUnitReview(as: As): Promise<void> {
  const people = [{ name: '鲁松砚', title: '教授', sharePpm: 1_000_000 }];
  const submitted = async (data: AchievementData, daysAgo: number): Promise<string> => {
    const officer = await as('longyuan-officer', daysAgo);
    const { id } = await createAchievement(officer, { data, people });
    await submitAchievement(officer, { id });
    return id;
  };
  await submitted(waiting.secrecy, 9);
  const office = await submitted(waiting.office, 6);
  const cleared = await as('longyuan-secrecy', 5);
  await clearAchievement(cleared, await asShown(cleared, office));
  const returned = await submitted(waiting.returned, 4);
  const secrecy = await as('longyuan-secrecy', 3);
  await returnAchievement(secrecy, {
    ...(await asShown(secrecy, returned)),
    note: '对比试验写到了合作方未公开的菌株编号，请隐去。',
    remarks: [
      { field: 'solution', says: '“复配”后面不要写菌株编号。' },
      { field: 'abstract', says: '写明两季试验的点数和对照，不提合作方名称。' },
    ],
  });
}

/** Two records of a unit in 定西: one waits there, one has gone on to the province. */
async function seedRegistrations(as: As, listings: Listings): Promise<void> {
  const [first, second] = registrationKeys.map((key) => idIn(listings, key));
  if (first === undefined || second === undefined) throw new Error('two records are needed');
  await askRegistration(await as('longzhong-officer', 12), { id: first, bringsPapers: true });
  const city = await as('dingxi-officer', 8);
  await passRegistration(city, await asShown(city, first));
  await askRegistration(await as('longzhong-officer', 7), { id: second, bringsPapers: true });
}
const registrationKeys = ['veg-precool', 'dryland-film'];

async function seedImports(officer: ActorContext, secrecy: ActorContext, listings: Listings): Promise<void> {
  const upload = async (name: string, lines: readonly Line[]): Promise<string> => {
    const stored = await officer.files.put(Readable.from([sheetOf(lines)]), 1_048_576);
    const { id } = await startImport(officer, { file: { ...stored, name } });
    await checkImport(officer, { importId: id });
    return id;
  };
  const line: Line = { unit: officer.actor.org?.orgName ?? '', secrecy: '公开', type: '应用技术', fields: '24.1' };
  const { row, version } = await getOwnAchievement(officer, listings.achievements.get('functional-jujube') ?? '');
  const { name, abstract, fields } = version.data;
  const updated = {
    ...line,
    name,
    abstract,
    fields: fields.join('；'),
    searchTerms: '沙棘油微胶囊；沙棘果浆',
    no: row.no,
  };
  const update = await upload('补充检索词.csv', [updated]);
  await confirmImport(officer, {
    id: update,
    hasCommitted: true,
    reviewedBy: secrecy.actor.userId,
    onDuplicate: 'merge',
  });
  await runImport(officer, { importId: update });
  await releaseImport(secrecy, update);
  const named = await upload('园艺学院成果清单.csv', [
    { ...line, name: '高原夏菜移动式预冷车', abstract: '田头压差预冷，装车两小时内降到 4 ℃，损耗减少 9 个百分点。' },
    { ...line, name: '辣椒穴盘苗夹持移栽机构', abstract: '夹持移栽，每小时 3,600 株，伤苗率 1.8%。' },
  ]);
  await confirmImport(officer, { id: named, hasCommitted: true, reviewedBy: secrecy.actor.userId });
  await runImport(officer, { importId: named });
  const waiting = await upload('机电学院成果清单.csv', [
    { ...line, name: '果园电动割草机底盘调平装置', abstract: '坡地 15° 内自动调平，倾覆报警提前 0.8 秒。' },
    { ...line, name: '玉米秸秆打捆机捆绳张力控制', abstract: '捆绳张力闭环控制，断绳率由 4% 降到 0.6%。' },
    { ...line, name: '温室卷帘电机失速保护器', abstract: '失速 0.5 秒内断电，三个采暖季没有烧毁电机。' },
  ]);
  await confirmImport(officer, { id: waiting, hasCommitted: true });
  await runImport(officer, { importId: waiting });
  await upload('农学院成果清单.csv', [
    { ...line, name: '温室番茄熊蜂授粉管理规程', abstract: '日光温室番茄熊蜂授粉，坐果率提高 12%，畸形果减少一半。' },
    { ...line, name: '黄芪切片冷风联合干燥装置', abstract: '冷风与红外联合干燥，能耗下降 31%，有效成分保留 94%。' },
    { ...line, name: '苜蓿干草田间快速脱水压扁机', abstract: '' },
    {
      ...line,
      name: '梨树腐烂病早期光谱诊断方法',
      abstract: '叶片光谱识别早期病斑，准确率 91%。',
      fields: '99.9',
      trl: '12',
    },
    { ...line, name, abstract },
  ]);
}
