import { betterWords, readBetter } from './advantage.ts';
import { cutText } from './cut-text.ts';
import type { AchievementData } from './achievement-data.ts';
import type { AchievementProject, MakingUnit, YearOfUse } from './achievement-facts.ts';
import type { Day } from './days.ts';
import type { CellReader } from './import-cells.ts';
import { fenToJson } from './money.ts';
import { isUscc } from './uscc.ts';

const jsonOf = (fen: bigint | null): string | null => (fen === null ? null : fenToJson(fen));

/** 完成单位 from 全称/统一社会信用代码/性质/是否政府设立, in the order of the form; all but the name may be left out. */
export function readUnits(read: CellReader): MakingUnit[] {
  return read.entries('unit', ([name = '', typedCode = '', nature = '', state = '']) => {
    const uscc = typedCode.normalize('NFKC').toUpperCase();
    if (name === '' || name.length > 100) read.fail('unit', 'shape', '完成单位写全称，不超过 100 字。');
    if (uscc !== '' && !isUscc(uscc)) {
      read.fail('unit', 'check_digit', `“${cutText(uscc, 20)}”不是统一社会信用代码，请核对 18 位和校验位。`);
    }
    if (!['', '是', '否'].includes(state)) read.fail('unit', 'not_in_list', '是否政府设立只能填“是”或“否”。');
    return {
      name,
      uscc: uscc || null,
      nature: nature === '' ? null : read.codeIn('unit', 'unit_nature', nature),
      isStateEstablished: state === '' ? null : state === '是',
    };
  });
}

/** 计划项目 from 来源/计划名称/编号/经费/验收日期/验收结论; the two short columns stand for the first one. */
export function readProjects(
  read: CellReader,
  today: Day,
): Pick<AchievementData, 'source' | 'projectNo'> & { projects: AchievementProject[]; isFiscalFunded: boolean } {
  const source = read.code('source');
  const projectNo = read.text('projectNo') || null;
  const written = read.entries(
    'projects',
    ([level = '', programme = '', no = '', funding, accepted, conclusion = '']) => {
      if ([programme, no, conclusion].some((text) => text.length > 100)) {
        read.fail('projects', 'too_long', '计划名称、编号和验收结论各不超过 100 字。');
      }
      const project = {
        level: read.codeIn('projects', 'project_source', level) ?? 'other',
        programme,
        no: no || null,
        fundingFen: jsonOf(read.fenIn('projects', funding)),
        acceptedOn: read.dayIn('projects', accepted),
        conclusion: conclusion || null,
      };
      if (project.acceptedOn !== null && project.acceptedOn > today) {
        read.fail('projects', 'order', '验收日期不能晚于今天。');
      }
      return project;
    },
  );
  const [first] = written;
  if (first && source !== null && source !== first.level)
    read.fail('source', 'mismatch', '与“计划项目”里的第一项来源不一致。');
  if (first && projectNo !== null && first.no !== null && projectNo !== first.no)
    read.fail('projectNo', 'mismatch', '与“计划项目”里的第一项编号不一致。');
  const single = { programme: '', no: projectNo, fundingFen: null, acceptedOn: null, conclusion: null };
  const projects = first || source === null ? written : [{ level: source, ...single }];
  return {
    source: source ?? first?.level ?? null,
    projectNo: projectNo ?? first?.no ?? null,
    projects,
    isFiscalFunded: projects.some(({ level }) => fiscalLevels.has(level)),
  };
}

/** 财政资金: what the state, a ministry, the province or a 市县 paid for (促进科技成果转化法 art. 11). */
const fiscalLevels = new Set(['national', 'ministry', 'provincial', 'city']);

/** 应用效益 from 年份/收入/利润/税收/节支, in 万元: what was earned, so of no year that has not come. */
export function readUse(read: CellReader, today: Day): YearOfUse[] {
  return read.entries('use', ([year = '', revenue, profit, tax, saved]) => {
    const typed = year.normalize('NFKC').replace(/年$/, '');
    if (!/^(19[5-9]|20[0-9])\d$/.test(typed)) {
      const inCell = `“${cutText(year, 10)}”不是年份，写成：2024/收入/利润/税收/节支。`;
      read.fail('use', 'not_a_date', read.isTyped ? '年份填四位数字，如 2024。' : inCell);
    } else if (Number(typed) > Number(today.slice(0, 4))) {
      read.fail('use', 'order', `${typed} 年还没有到，应用效益只填已经发生的。`);
    }
    const [revenueFen, profitFen, taxFen, savedFen] = [revenue, profit, tax, saved].map((cell) =>
      jsonOf(read.fenIn('use', cell)),
    );
    return {
      year: Number(typed),
      revenueFen: revenueFen ?? null,
      profitFen: profitFen ?? null,
      taxFen: taxFen ?? null,
      savedFen: savedFen ?? null,
    };
  });
}

/** 对比优势 from 指标/单位/本成果/对照/对照名称/哪边更好; which way is better may be left out, and nothing is made up for it. */
export function readAdvantages(read: CellReader): AchievementData['advantages'] {
  return read.entries(
    'advantages',
    ([metric = '', unit = '', ours = '', baseline = '', baselineName = '', way = '']) => {
      if (metric === '' || ours === '') {
        const inCell = '写成：指标/单位/本成果/对照/对照名称/越低越好，指标和本成果不能空。';
        read.fail('advantages', 'shape', read.isTyped ? '指标和本成果都要填。' : inCell);
      }
      if ([metric, unit, ours, baseline, baselineName].some((text) => text.length > 60)) {
        read.fail('advantages', 'too_long', '对比优势的每一格不超过 60 字。');
      }
      const better = readBetter(way);
      if (way !== '' && better === null) {
        read.fail('advantages', 'not_in_list', `哪边更好只能写${Object.values(betterWords).join('、')}，或者空着。`);
      }
      return { metric, unit, ours, baseline, baselineName, ...(better && { better }) };
    },
  );
}
