import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type Scores, type ValueKey, valueKeys } from '#app/domain/evaluation.ts';
import { trlQuestions } from '#app/domain/trl-assessment.ts';
import { joinPanel, recuseExpert, scoreAsExpert } from '#app/services/evaluations/answer-as-expert.server.ts';
import { assessTrl, decideTrl } from '#app/services/evaluations/assess-trl.server.ts';
import { collectScores } from '#app/services/evaluations/collect-scores.server.ts';
import { giveFeedback } from '#app/services/evaluations/give-feedback.server.ts';
import { issueEvaluation } from '#app/services/evaluations/issue-evaluation.server.ts';
import { openReport } from '#app/services/evaluations/open-report.server.ts';
import { requestEvaluation } from '#app/services/evaluations/request-evaluation.server.ts';
import { answerEvaluation, inviteExpert } from '#app/services/evaluations/run-evaluation.server.ts';
import { contracts } from '#db/schema/index.ts';
import type { Story, Teller } from './story-steps.ts';
import { people } from './world/people.ts';

const phoneOf = (key: string): string => {
  const person = people.find((one) => one.key === key);
  if (person === undefined) throw new Error(`nobody is called ${key}`);
  return `+86${person.phone}`;
};

const orgIdOf = async (tell: Teller, officer: string): Promise<string> =>
  (await tell.as(officer)).actor.org?.orgId ?? '';

/** Levels up to `level`, each with a document that shows it. */
const answersTo = (level: number, papers: readonly string[]) =>
  trlQuestions.map((question) => ({
    level: question.level,
    isMet: question.level <= level,
    evidence: question.level <= level ? (papers[question.level - 1] ?? '') : '',
  }));

const scoresOf = (...points: readonly (number | null)[]): Scores =>
  Object.fromEntries(valueKeys.map((key, at) => [key, points[at] ?? null]));

/** Words of an expert by value, in the order of the values; an empty one says nothing. */
const reasonsOf = (...words: readonly string[]): Partial<Record<ValueKey, string>> =>
  Object.fromEntries(valueKeys.flatMap((key, at) => (words[at] ? [[key, words[at]]] : [])));

const starchPapers = [
  '《薯类蛋白等电行为研究》，学报 2021 年第 3 期',
  '工艺方案书 V2，2021-09',
  '实验记录本 17 号，第 22–41 页，2022-03',
  '小试验证报告 SY-2022-08',
  '中试环境试验报告 ZS-2023-04，含低温段',
  '样机检测报告 JC-2023-117（第三方）',
  '舒约二号线试用报告，2026-05',
];

/** An evaluation from the commission to the report: a conflict declared, five scores apart, and what the user says. */
export async function* starchEvaluation(tell: Teller): Story {
  const achievementId = tell.idOf('achievement', 'potato-protein');
  yield '2026-06-08 09:30';
  const assessment = await assessTrl(await tell.as('longyuan-inventor-1'), {
    id: achievementId,
    answers: answersTo(7, starchPapers),
  });
  yield '2026-06-09 15:10';
  await decideTrl(await tell.as('longyuan-approver'), { assessmentId: assessment.id, event: 'confirm' });
  yield '2026-06-10 10:00';
  const { id } = await requestEvaluation(await tell.as('longyuan-officer'), {
    id: achievementId,
    evaluatorOrgId: await orgIdOf(tell, 'hexi-officer'),
    purpose: '转化交易',
  });
  yield '2026-06-12 09:00';
  await answerEvaluation(await tell.as('hexi-officer'), { id, event: 'accept' });
  const panel = [
    [
      'longzhong-inventor-1',
      scoresOf(82, 86, 88, 80, null, 85),
      reasonsOf(
        '等电沉降的机理讲清楚了',
        '低温段数据扎实',
        '每吨成本有一季实测',
        '排水指标改善明显',
        '',
        '设备改造量小，有厂家在谈',
      ),
      '工艺完整，低温段数据扎实；菌剂来源单一。',
    ],
    [
      'qilian-inventor-1',
      scoresOf(78, 84, 90, 86, null, 88),
      reasonsOf(
        '论文和专利相互印证',
        '收率和灰分有第三方检测',
        '饲料蛋白有稳定买家',
        '节水减排有监测记录',
        '不涉及文化遗产',
        '适合季节性生产',
      ),
      '节水减排效果明确，适合季节性生产。',
    ],
    [
      'longdong-inventor-4',
      scoresOf(85, 88, 84, 78, null, 82),
      reasonsOf(
        '絮凝机理有新见解',
        '絮凝剂残留控制是亮点',
        '成本测算偏乐观，絮凝剂价格波动大',
        '用工没有变化',
        '',
        '换薯种要重新调参',
      ),
      '絮凝剂残留控制是亮点，成本测算偏乐观。',
    ],
    [
      'liangzhou-inventor-1',
      scoresOf(74, 80, 86, 82, null, 90),
      reasonsOf(
        '以集成为主，理论上新意一般',
        '关键设备成熟可替换',
        '回收期两季以内',
        '减轻了榨季排水压力',
        '',
        '老厂改造 12 天就能上',
      ),
      '设备改造量小，老厂容易上。',
    ],
    [
      'taomin-inventor-1',
      scoresOf(80, 83, 92, 84, null, 86),
      reasonsOf(
        '数据完整，可以重复',
        '收率稳定，清洗周期还要观察',
        '饲料端价格和销路都落实了',
        '外排水负荷下降六成',
        '',
        '团队能驻厂调试',
      ),
      '蛋白收率稳定，饲料端有销路。',
    ],
  ] as const;
  for (const [key] of panel) await inviteExpert(await tell.as('hexi-officer'), { id, phone: phoneOf(key) });
  await inviteExpert(await tell.as('hexi-officer'), { id, phone: phoneOf('shazhou-inventor-1') });
  yield '2026-06-15 11:20';
  await recuseExpert(await tell.as('shazhou-inventor-1'), id, '与第二完成人合作发表过论文。');
  for (const [at, [key, scores, reasons, comment]] of panel.entries()) {
    yield `2026-06-${String(16 + at)} 10:30`;
    const expert = await tell.as(key);
    await joinPanel(expert, id);
    await scoreAsExpert(expert, id, { scores, reasons, comment });
  }
  yield '2026-06-26 16:00';
  await collectScores(await tell.as('hexi-officer'), { id });
  await issueEvaluation(await tell.as('hexi-officer'), {
    id,
    evidence: {
      scientific: '论文 4 篇、发明专利 1 件',
      technical: '第三方检测报告 JC-2023-117：收率 78%，灰分 2.1%',
      economic: '二号线一季实测，每吨蛋白加工成本 2,950 元',
      social: '外排水 COD 下降 61%，环保监测记录',
      potential: '两家企业在谈，设备改造 12 天',
    },
    notApplicable: { cultural: '淀粉加工工艺，不涉及文化遗产保护和科学文化传播。' },
    papers: {
      technical: await tell.paper('第三方检测报告', 'JC-2023-117', '回收蛋白：收率 78%，灰分 2.1%'),
    },
    conclusion:
      '工艺成熟，关键指标有第三方检测和一季生产数据支持，达到 TRL 7。主要风险是絮凝剂价格和薯种差异，建议许可合同写明原料条件并保留一季试用。',
    trl: { level: 7, ground: '舒约二号线一季试用报告和第三方检测报告 JC-2023-117' },
    report: await tell.paper('科技成果评价报告', '马铃薯淀粉工艺水蛋白提取与回用成套工艺', '评价机构出具，专家五人'),
  });
  yield '2026-06-29 09:10';
  await openReport(await tell.as('longyuan-secrecy'), { evaluationId: id });
  yield '2026-11-12 10:15';
  const [contract] = await tell
    .platform()
    .db.select({ id: contracts.id })
    .from(contracts)
    .where(and(eq(contracts.achievementId, achievementId), eq(contracts.state, 'performing')));
  if (contract === undefined) throw new AppError('not_found');
  await giveFeedback(await tell.as('shuyue-officer'), {
    contractId: contract.id,
    effect: '二号线跑了一个榨季，回收蛋白 412 吨，外排水 COD 从 3.1 万降到 1.2 万毫克/升；开机头三天要人盯加药。',
    rating: 4,
    isPublic: true,
  });
}

/** A level that waits for its confirmation, and a panel that is not complete yet. */
export async function* runningEvaluation(tell: Teller): Story {
  const achievementId = tell.idOf('achievement', 'vac-freeze-end');
  yield '2026-11-10 09:00';
  const { id } = await requestEvaluation(await tell.as('longyuan-officer'), {
    id: achievementId,
    evaluatorOrgId: await orgIdOf(tell, 'hexi-officer'),
    purpose: '转化交易',
  });
  yield '2026-11-11 14:00';
  await answerEvaluation(await tell.as('hexi-officer'), { id, event: 'accept' });
  for (const key of ['longzhong-inventor-2', 'qilian-inventor-2', 'qilian-inventor-3', 'longdong-inventor-1']) {
    await inviteExpert(await tell.as('hexi-officer'), { id, phone: phoneOf(key) });
  }
  yield '2026-11-13 09:40';
  const first = await tell.as('longzhong-inventor-2');
  await joinPanel(first, id);
  await scoreAsExpert(first, id, {
    scores: scoresOf(76, 85, 80, null, null, 84),
    reasons: reasonsOf(
      '传热传质模型有改进',
      '终点判断误差小',
      '省电三成，样本偏少',
      '与公共利益关系不大',
      '',
      '药材、食品两头都能用',
    ),
    comment: '终点判断方法有新意，样本品种偏少。',
  });
  yield '2026-11-14 15:30';
  await joinPanel(await tell.as('qilian-inventor-2'), id);
  yield '2026-11-18 10:00';
  await assessTrl(await tell.as('longyuan-inventor-7'), {
    id: achievementId,
    answers: answersTo(6, [
      '升华末期传热传质研究，学报 2021 年第 6 期',
      '控制方案书，2022-01',
      '实验记录本 9 号，2022-05',
      '小型冻干机验证报告 LG-2022-10',
      '三种物料环境试验报告 LG-2023-06',
      '样机检测报告 JC-2024-031（第三方）',
    ]),
  });
}
