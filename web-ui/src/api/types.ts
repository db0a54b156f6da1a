// SPDX-License-Identifier: Apache-2.0
import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type AccessDraft = Schemas['AccessForm'];
export type AccessOptions = Schemas['AccessOptions'];
export type AccessRequest = Schemas['AccessRequest'];
export type ApplicationRef = Schemas['ApplicationRef'];
export type ChangedFile = Schemas['FileDiff'];
export type ChangeRequest = Schemas['ChangeRequest'];
export type ChangeRequestPage = Schemas['ChangeRequestPage'];
export type ClusterStatus = Schemas['ClusterStatus'];
export type Consumer = Schemas['Consumer'];
export type Domain = Schemas['Domain'];
export type DomainPage = Schemas['DomainPage'];
export type Facet = Schemas['Facet'];
export type Facts = Schemas['Facts'];
export type Field = Schemas['Field'];
export type FieldProblem = Schemas['FieldProblem'];
export type Finding = Schemas['Finding'];
export type Hit = Schemas['Hit'];
export type Inbox = Schemas['Inbox'];
export type Lineage = Schemas['Lineage'];
export type Match = Schemas['Match'];
export type Me = Schemas['Me'];
export type PlanChange = Schemas['PlannedChange'];
export type PlanView = Schemas['PlanView'];
export type Platform = Schemas['Platform'];
export type PortOption = Schemas['PortOption'];
export type PortSchema = Schemas['PortSchema'];
export type PortSummary = Schemas['PortSummary'];
export type Preview = Schemas['Preview'];
export type Product = Schemas['Product'];
export type SearchPage = Schemas['SearchPage'];
export type Suggestions = Schemas['Suggestions'];
export type Team = Schemas['Team'];
export type Use = Schemas['Use'];
