import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { statesOf } from '#app/domain/machine.ts';
import { dutyKinds, dutyMachine } from '#app/domain/project-duty.ts';
import { secrecyRuleActions, secrecyRuleKinds } from '#app/domain/secrecy-screen.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Words and patterns that must not come in, kept by the administrator. */
export const secrecyRules = pgTable(
  'secrecy_rules',
  {
    id: id(),
    name: text('name').notNull(),
    kind: text('kind', { enum: secrecyRuleKinds }).notNull(),
    text: text('text').notNull(),
    action: text('action', { enum: secrecyRuleActions }).notNull(),
    isActive: boolean('is_active').notNull().default(true),
    setBy: ref('set_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('secrecy_rules_kind', t.kind, secrecyRuleKinds),
    oneOf('secrecy_rules_action', t.action, secrecyRuleActions),
    uniqueIndex('secrecy_rules_once').on(t.kind, t.text),
  ],
);

/** That a rule stopped somebody, when. Nothing of the text. */
export const secrecyStops = pgTable(
  'secrecy_stops',
  {
    id: id(),
    ruleId: ref('rule_id', () => secrecyRules.id).notNull(),
    orgId: ref('org_id', () => organisations.id),
    userId: ref('user_id', () => users.id).notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('secrecy_stops_rule').on(t.ruleId, t.at)],
);

/** 省级科技项目: what the province paid for and accepted. */
export const provincialProjects = pgTable(
  'provincial_projects',
  {
    id: id(),
    no: text('no').notNull().unique(),
    name: text('name').notNull(),
    unitName: text('unit_name').notNull(),
    /** Null where the undertaking unit has no account here yet. */
    orgId: ref('org_id', () => organisations.id),
    acceptedOn: on('accepted_on').notNull(),
    fundingFen: fen('funding_fen'),
    enteredBy: ref('entered_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('provincial_projects_org').on(t.orgId, t.acceptedOn)],
);

/** The records that came out of a project: one or several. */
export const projectAchievements = pgTable(
  'project_achievements',
  {
    id: id(),
    projectId: ref('project_id', () => provincialProjects.id).notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    /** The unit took the record off the project: its text alone does not link it again. */
    removedAt: at('removed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('project_achievements_once').on(t.projectId, t.achievementId),
    index('project_achievements_achievement').on(t.achievementId),
  ],
);

export const projectDuties = pgTable(
  'project_duties',
  {
    id: id(),
    projectId: ref('project_id', () => provincialProjects.id).notNull(),
    kind: text('kind', { enum: dutyKinds }).notNull(),
    dueOn: on('due_on').notNull(),
    state: state(statesOf(dutyMachine)),
    reason: text('reason'),
    decision: text('decision'),
    decidedBy: ref('decided_by', () => users.id),
    metOn: on('met_on'),
    /** When its unit was last reminded by the platform, and urged by the province. */
    remindedOn: on('reminded_on'),
    dunnedOn: on('dunned_on'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('project_duties_kind', t.kind, dutyKinds),
    oneOf('project_duties_state', t.state, statesOf(dutyMachine)),
    uniqueIndex('project_duties_once').on(t.projectId, t.kind),
    index('project_duties_due').on(t.state, t.dueOn),
  ],
);
