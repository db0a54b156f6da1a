// SPDX-License-Identifier: Apache-2.0
/* The shape of the catalog's API until its OpenAPI document has landed; then `schema.gen.ts` takes its place. */

type Json<T> = { content: { 'application/json': T } };
type Answer<T> = { 200: Json<T>; default: { content: { 'application/problem+json': Schemas['Problem'] } } };
type Parameters<Path, Query> = {
  query?: [Query] extends [never] ? never : Query;
} & ([Path] extends [never] ? { path?: never } : { path: Path });
type Get<T, Path = never, Query = never> = {
  get: { parameters: Parameters<Path, Query>; responses: Answer<T> };
};
type Post<T, Body, Path = never> = {
  post: {
    parameters: Parameters<Path, never>;
    requestBody?: [Body] extends [never] ? never : { content: { 'application/json': Body } };
    responses: Answer<T>;
  };
};
type ProductPath = { domain: string; product: string };
type PortPath = ProductPath & { port: string };
type NumberPath = { number: number };

interface Schemas {
  Problem: {
    type: string;
    title: string;
    status: number;
    detail?: string;
    instance?: string;
    hint?: string;
    errors?: Schemas['FieldProblem'][];
  };
  FieldProblem: { field: string; message: string };
  Me: {
    name: string;
    displayName: string;
    email?: string;
    teams: string[];
    isPlatform: boolean;
    applications: Schemas['ApplicationRef'][];
    csrf: string;
  };
  ApplicationRef: { name: string; title: string; owner: string };
  SearchPage: {
    query: string;
    corrected?: string;
    total: number;
    page: number;
    size: number;
    hits: Schemas['Hit'][];
    facets: Schemas['Facet'][];
  };
  Facet: { name: string; title: string; values: Schemas['FacetValue'][] };
  FacetValue: { value: string; label: string; count: number; selected: boolean };
  Hit: {
    urn: string;
    domain: string;
    name: string;
    title: string;
    summary: string;
    type: 'source-aligned' | 'aggregate' | 'consumer-aligned';
    status: 'draft' | 'active' | 'deprecated' | 'retired';
    owner: string;
    ownerTitle: string;
    classification: string;
    formats: string[];
    tags: string[];
    consumers: number;
    health: 'ready' | 'working' | 'stalled' | 'unknown';
    matches: Schemas['Match'][];
    updatedAt: string;
  };
  Match: { field: string; text: string; ranges: number[][] };
  Suggestions: {
    products: { urn: string; title: string; domain: string; name: string }[];
    fields: { path: string; count: number }[];
  };
  Domain: {
    name: string;
    title: string;
    description: string;
    owner: string;
    ownerTitle: string;
    productCount: number;
    applicationCount: number;
  };
  DomainPage: {
    name: string;
    title: string;
    description: string;
    owner: Schemas['Team'];
    products: Schemas['Hit'][];
    applications: Schemas['ApplicationRef'][];
  };
  Team: {
    name: string;
    title: string;
    email?: string;
    chat?: string;
    onCall?: string;
    members: string[];
  };
  Product: {
    urn: string;
    domain: string;
    domainTitle: string;
    name: string;
    title: string;
    type: 'source-aligned' | 'aggregate' | 'consumer-aligned';
    status: 'draft' | 'active' | 'deprecated' | 'retired';
    description: string;
    tags: string[];
    owner: Schemas['Team'];
    producer?: string;
    inputs: Schemas['PortRef'][];
    sources: string[];
    ports: Schemas['PortSummary'][];
    findings: Schemas['Finding'][];
    conditions: Schemas['ClusterStatus'][];
    health: 'ready' | 'working' | 'stalled' | 'unknown';
    commit: Schemas['Commit'];
    path: string;
    consumerCount: number;
    updatedAt: string;
  };
  PortRef: {
    urn: string;
    domain: string;
    product: string;
    port: string;
    major: number;
    title: string;
    isKnown: boolean;
  };
  PortSummary: {
    urn: string;
    name: string;
    major: number;
    status: 'draft' | 'active' | 'deprecated' | 'retired';
    replacedBy?: Schemas['PortRef'];
    topic: string;
    partitions: number;
    retention?: string;
    cleanup: string;
    clusters: string[];
    format: string;
    schemaName: string;
    fieldCount: number;
    classification: string;
    compatibility: string;
    key?: { type: string; field?: string };
    sla: { freshness?: string; availability?: number; timeToRepair?: string };
    access: { approval: string; purposes: string[]; longest?: string };
    tags: string[];
    config: Record<string, string>;
  };
  Finding: {
    rule: string;
    severity: 'error' | 'danger' | 'warning' | 'note';
    mode: 'enforce' | 'warn' | 'audit';
    blocking: boolean;
    message: string;
    hint?: string;
    file?: string;
    line?: number;
    column?: number;
  };
  ClusterStatus: {
    cluster: string;
    conditions: Schemas['Condition'][];
    revision: string;
    checkedAt: string;
    drift: { resource: string; message: string }[];
  };
  Condition: {
    type: string;
    status: 'True' | 'False' | 'Unknown';
    reason: string;
    message: string;
    since: string;
  };
  Commit: { id: string; author: string; time: string; subject: string };
  PortSchema: {
    format: string;
    name: string;
    artifact: string;
    text: string;
    references: { name: string; text: string }[];
    fields: Schemas['Field'][];
  };
  Field: {
    path: string;
    name: string;
    depth: number;
    type: string;
    required: boolean;
    doc: string;
    tags: string[];
    term?: string;
    values: string[];
    isKey: boolean;
  };
  Lineage: {
    focus: string;
    nodes: Schemas['LineageNode'][];
    edges: Schemas['LineageEdge'][];
    width: number;
    height: number;
  };
  LineageNode: {
    urn: string;
    domain: string;
    name: string;
    title: string;
    type?: string;
    kind: 'product' | 'application' | 'source';
    x: number;
    y: number;
    width: number;
    height: number;
    health: 'ready' | 'working' | 'stalled' | 'unknown';
  };
  LineageEdge: {
    id: string;
    from: string;
    to: string;
    port?: string;
    label: string;
    kind: 'input' | 'grant' | 'produces';
    points: number[][];
  };
  Consumer: {
    grant: string;
    application: string;
    applicationTitle: string;
    team: string;
    ports: string[];
    purpose: string;
    reason: string;
    state: 'requested' | 'active' | 'expired' | 'revoked';
    use: 'active' | 'dormant' | 'unused' | 'unknown';
    expires?: string;
    facts: Schemas['Facts'];
    lag?: number;
  };
  Facts: {
    requestedAt?: string;
    approvedAt?: string;
    mergedAt?: string;
    writtenAt?: string;
    readBackAt?: string;
    firstUsedAt?: string;
    approvedBy?: string;
    mergedCommit?: string;
  };
  Use: {
    snippets: { id: string; title: string; language: string; text: string }[];
    cluster: string;
    bootstrap: string;
    registry: string;
    topic: string;
    groupPrefix: string;
    notes: string[];
  };
  Platform: {
    environment: string;
    meshTitle: string;
    daemon?: Schemas['DaemonStatus'];
    clusters: { name: string; title: string }[];
    services: Schemas['ServiceStatus'][];
    projection: Schemas['Projection'];
    counts: Schemas['Counts'];
  };
  DaemonStatus: {
    environment: string;
    revision?: string;
    commitTime?: string;
    startedAt: string;
    lastPassAt?: string;
    lastPassResult?: string;
    lastFullPassAt?: string;
    message: string;
    leader: boolean;
    url?: string;
  };
  ServiceStatus: {
    name: string;
    state: 'up' | 'down' | 'unknown';
    message: string;
    checkedAt: string;
  };
  Projection: {
    state: 'starting' | 'live' | 'rebuilding' | 'waiting';
    message?: string;
    lag: number;
    behind?: string;
    updatedAt?: string;
    offsets: { topic: string; partition: number; offset: number; end: number }[];
  };
  Counts: {
    domains: number;
    products: number;
    ports: number;
    applications: number;
    grants: number;
    openChangeRequests?: number;
  };
  AccessOptions: { applications: Schemas['ApplicationRef'][]; ports: Schemas['PortOption'][] };
  PortOption: {
    ref: Schemas['PortRef'];
    purposes: string[];
    longest?: string;
    approval: string;
    classification: string;
  };
  AccessDraft: {
    application: string;
    product: string;
    ports: string[];
    purpose: string;
    reason: string;
    expires: string;
  };
  Preview: {
    file?: { path: string; content: string };
    plan?: Schemas['PlanView'];
    planProblem?: string;
    isAutomatic: boolean;
    findings: Schemas['Finding'][];
    blocked: boolean;
    approvers: Schemas['Team'][];
    problems: Schemas['FieldProblem'][];
  };
  PlanView: {
    environment: string;
    digest: string;
    summary: { create: number; change: number; remove: number; blocked: number };
    changes: Schemas['PlanChange'][];
    problems: string[];
  };
  PlanChange: {
    id: string;
    action: string;
    resource: string;
    kind: string;
    risk: 'safe' | 'disruptive' | 'destructive';
    reason: string;
    details: string[];
    blocked?: string;
  };
  AccessRequest: {
    id: number;
    grant: string;
    product: { urn: string; title: string; domain: string; name: string };
    application: string;
    ports: string[];
    purpose: string;
    reason: string;
    expires?: string;
    requestedBy: string;
    requestedAt: string;
    state: 'open' | 'approved' | 'denied' | 'withdrawn' | 'merged' | 'active' | 'expired' | 'revoked';
    facts: Schemas['Facts'];
    waitsFor: string;
    change: number;
    canApprove: boolean;
    canWithdraw: boolean;
  };
  ChangeRequest: {
    number: number;
    title: string;
    author: string;
    branch: string;
    state: 'open' | 'approved' | 'merged' | 'closed';
    createdAt: string;
    updatedAt: string;
    kind: 'access' | 'change';
    products: string[];
    approvals: Schemas['Approval'][];
    neededTeams: { team: string; title: string; isApproved: boolean }[];
    canApprove: boolean;
    whyNot?: string;
    canMerge: boolean;
    whyNotMerge?: string;
    head?: string;
    base: string;
  };
  Approval: { by: string; team: string; at: string; commit: string; isStale: boolean };
  ChangeRequestPage: Schemas['ChangeRequest'] & {
    description: string;
    files: Schemas['ChangedFile'][];
    conflicts: string[];
    blocked: boolean;
    plan?: Schemas['PlanView'];
    planProblem?: string;
    findings: Schemas['Finding'][];
    diagnostics: Schemas['Finding'][];
    events: { at: string; by: string; type: string; text: string }[];
    access?: Schemas['AccessRequest'];
  };
  ChangedFile: { path: string; status: 'added' | 'modified' | 'removed'; diff: string };
  Inbox: { approvals: Schemas['ChangeRequest'][]; mine: Schemas['AccessRequest'][] };
}

export interface components {
  schemas: Schemas;
}

export interface paths {
  '/api/v1/me': Get<Schemas['Me']>;
  '/api/v1/search': Get<
    Schemas['SearchPage'],
    never,
    {
      q?: string;
      domain?: string[];
      type?: string[];
      status?: string[];
      owner?: string[];
      tag?: string[];
      classification?: string[];
      format?: string[];
      term?: string[];
      sort?: 'relevance' | 'name' | 'updated';
      page?: number;
      size?: number;
    }
  >;
  '/api/v1/suggest': Get<Schemas['Suggestions'], never, { q: string }>;
  '/api/v1/domains': Get<Schemas['Domain'][]>;
  '/api/v1/domains/{domain}': Get<Schemas['DomainPage'], { domain: string }>;
  '/api/v1/products/{domain}/{product}': Get<Schemas['Product'], ProductPath>;
  '/api/v1/products/{domain}/{product}/lineage': Get<Schemas['Lineage'], ProductPath, { depth?: number }>;
  '/api/v1/products/{domain}/{product}/consumers': Get<Schemas['Consumer'][], ProductPath>;
  '/api/v1/products/{domain}/{product}/ports/{port}/schema': Get<Schemas['PortSchema'], PortPath>;
  '/api/v1/products/{domain}/{product}/ports/{port}/use': Get<
    Schemas['Use'],
    PortPath,
    { application?: string }
  >;
  '/api/v1/platform': Get<Schemas['Platform']>;
  '/api/v1/access/options': Get<Schemas['AccessOptions'], never, { product: string }>;
  '/api/v1/access-requests/preview': Post<Schemas['Preview'], Schemas['AccessDraft']>;
  '/api/v1/access-requests': Get<Schemas['AccessRequest'][], never, { mine?: boolean; product?: string }> &
    Post<Schemas['AccessRequest'], Schemas['AccessDraft']>;
  '/api/v1/access-requests/{id}': Get<Schemas['AccessRequest'], { id: number }>;
  '/api/v1/change-requests': Get<
    Schemas['ChangeRequest'][],
    never,
    { state?: string; mine?: 'author' | 'approver' }
  >;
  '/api/v1/change-requests/{number}': Get<Schemas['ChangeRequestPage'], NumberPath>;
  '/api/v1/change-requests/{number}/approve': Post<
    Schemas['ChangeRequestPage'],
    { commit: string },
    NumberPath
  >;
  '/api/v1/change-requests/{number}/deny': Post<Schemas['ChangeRequestPage'], { reason: string }, NumberPath>;
  '/api/v1/change-requests/{number}/merge': Post<
    Schemas['ChangeRequestPage'],
    { commit: string },
    NumberPath
  >;
  '/api/v1/change-requests/{number}/withdraw': Post<Schemas['ChangeRequestPage'], never, NumberPath>;
  '/api/v1/change-requests/{number}/comment': Post<
    Schemas['ChangeRequestPage'],
    { text: string },
    NumberPath
  >;
  '/api/v1/inbox': Get<Schemas['Inbox']>;
  '/api/v1/grants/{domain}/{product}/{grant}/revoke': Post<
    Schemas['ChangeRequestPage'],
    { reason: string },
    ProductPath & { grant: string }
  >;
}
