/**
 * Who may do what. Roles inside an organisation are data on the membership; platform roles belong to the operator.
 * The verbs ask `hasRole`; pages ask the same function, so that a button never promises what a verb refuses.
 */
export const memberRoles = ['owner', 'officer', 'approver', 'finance', 'legal', 'secrecy', 'inventor'] as const;
export type MemberRole = (typeof memberRoles)[number];

export const platformRoles = ['admin', 'reviewer'] as const;
export type PlatformRole = (typeof platformRoles)[number];

export const organisationKinds = [
  'university',
  'institute',
  'enterprise',
  'broker_agency',
  'organizer',
  'authority',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const memberRoleLabels: Readonly<Record<MemberRole, string>> = {
  owner: '管理员',
  officer: '经办人',
  approver: '审批人',
  finance: '财务',
  legal: '法务',
  secrecy: '保密审查',
  inventor: '成果完成人',
};

export const organisationKindLabels: Readonly<Record<OrganisationKind, string>> = {
  university: '高校',
  institute: '科研院所',
  enterprise: '企业',
  broker_agency: '技术经纪机构',
  organizer: '活动组织方',
  authority: '科技主管部门',
};

/** The organisation an actor currently works for. */
export interface ActingFor {
  readonly orgId: string;
  readonly orgName: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
  readonly verified: boolean;
  /** Invented for the demo: shown with the mark 示例. */
  readonly isSample: boolean;
  readonly roles: readonly MemberRole[];
}

/** The person behind a request. `org` is null for somebody who belongs to no organisation yet. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly name: string;
  readonly platformRoles: readonly PlatformRole[];
  readonly org: ActingFor | null;
  /** When this session last gave a second factor. */
  readonly provedAt: Date | null;
  readonly isBroker: boolean;
  /** Agreed to the terms and the privacy notice in force. */
  readonly hasConsented: boolean;
}

/** True when the actor holds one of the roles in the organisation he works for. An owner holds none by being owner. */
export const hasRole = (actor: Actor, ...roles: readonly MemberRole[]): boolean =>
  actor.org?.roles.some((role) => roles.includes(role)) ?? false;

/** True when the actor holds one of these roles at the operator of the platform itself, whatever organisation he works for. */
export const hasPlatformRole = (actor: Actor, ...roles: readonly PlatformRole[]): boolean =>
  actor.platformRoles.some((role) => roles.includes(role));

/** Universities and institutes: the side of science, in figures and words and where a law speaks of it alone. */
export const isSupplier = (kind: OrganisationKind): boolean => kind === 'university' || kind === 'institute';

/**
 * Kinds that may own achievements, and so list, license and assign them: 高校院所 decide themselves (促进科技成果转化法 art. 18), an
 * enterprise as any private owner does, a state-owned one with what `state-asset.ts` asks for.
 */
export const mayOwn = (kind: OrganisationKind): boolean => isSupplier(kind) || kind === 'enterprise';

/** 国家设立的研究开发机构、高等院校, of whom 促进科技成果转化法 art. 18 and 45 speak; a state-owned enterprise (国有) is none. */
export const isStateUnit = ({
  kind,
  isStateEstablished,
}: {
  readonly kind: OrganisationKind;
  readonly isStateEstablished: boolean;
}): boolean => isStateEstablished && isSupplier(kind);

/** Asked before the form of a deed is read, and again by its verb: may this person do such a thing at all? */
export type RoleGate = (actor: Actor) => boolean;

/** The gate that opens to holders of one of the roles. */
export const holds =
  (...roles: readonly MemberRole[]): RoleGate =>
  (actor) =>
    hasRole(actor, ...roles);

/** The gate that opens to holders of one of the operator's roles. */
export const holdsAtPlatform =
  (...roles: readonly PlatformRole[]): RoleGate =>
  (actor) =>
    hasPlatformRole(actor, ...roles);

const belongsTo = (actor: Actor, isKind: (kind: OrganisationKind) => boolean): boolean =>
  actor.org !== null && isKind(actor.org.kind);

/** Officers of a unit that may own achievements. */
export const supplierOfficer: RoleGate = (actor) => belongsTo(actor, mayOwn) && hasRole(actor, 'officer');

/** Units write their achievements: officers, and the people who made them. */
export const mayWriteAchievement: RoleGate = (actor) =>
  belongsTo(actor, mayOwn) && hasRole(actor, 'officer', 'inventor');

/** Team and floor price are for those who work with them. */
export const maySeeTeam: RoleGate = (actor) => hasRole(actor, 'officer', 'inventor', 'approver', 'finance');

/** Reviewers of a correction read its team and floor, too: what they approve becomes public or binding with it. */
export const mayReviewTeam: RoleGate = (actor) => maySeeTeam(actor) || hasRole(actor, 'secrecy');

/** Units import achievements in bulk: officers, and who reviews secrecy. */
export const mayStartImport: RoleGate = (actor) => belongsTo(actor, mayOwn) && hasRole(actor, 'officer', 'secrecy');

/** Demands are an enterprise's, and its officers'. */
export const mayRunDemand: RoleGate = (actor) =>
  belongsTo(actor, (kind) => kind === 'enterprise') && hasRole(actor, 'officer');

/** How long a second factor stays fresh: 5 minutes, in milliseconds. */
export const proofLifeMs = 5 * 60_000;

/** True when the session proved a second factor within the last five minutes. */
export const isProofFresh = (actor: Actor, now: Date): boolean =>
  actor.provedAt !== null && now.getTime() - actor.provedAt.getTime() < proofLifeMs && actor.provedAt <= now;

/**
 * Regions an authority sees: the province everything, a 市州 itself and its counties, a county itself.
 * Codes are GB/T 2260 (six digits). 620171 (兰州新区) lies in 620100 but reports by itself.
 */
export function regionCovers(authority: string, region: string): boolean {
  if (authority.endsWith('0000')) return region.slice(0, 2) === authority.slice(0, 2);
  if (authority.endsWith('00')) return region.slice(0, 4) === authority.slice(0, 4);
  return authority === region;
}
