// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scaffold;

/// What new files begin with.
final class Templates {

  static final String MESH =
      """
      apiVersion: weft.dev/v1
      kind: Mesh
      metadata:
        name: %s
        title: %s
      spec:
        owner: %s                         # who approves changes of this file and of `governance`
        clusters:
          onprem: {title: The Kafka cluster}
        environments:
          dev:                              # where it is, and how to log in, is not said here:
            clusters: {onprem: {}}          # that is the configuration given to `weft --config`
            defaults:
              topic: {replication: 1, config: {min.insync.replicas: 1}}
          prod:
            clusters: {onprem: {}}
            defaults:
              topic: {replication: 3, config: {min.insync.replicas: 2}}
            budget: {deletes: 0, revokes: 10}
        defaults:
          compatibility: BACKWARD_TRANSITIVE
          classification: internal
          topic: {partitions: 3, retention: P7D, cleanup: delete}
          access: {approval: owner, longest: P365D}
      """;

  static final String TEAMS =
      """
      apiVersion: weft.dev/v1
      kind: TeamList
      metadata:
        name: teams
      spec:
        teams:
          - name: %s
            title: %s
            chat: "#%1$s"
            members: []
      """;

  static final String DOMAIN =
      """
      apiVersion: weft.dev/v1
      kind: Domain
      metadata:
        name: %s
        title: %s
      spec:
        owner: %s
      """;

  static final String APPLICATION =
      """
      apiVersion: weft.dev/v1
      kind: Application
      metadata:
        name: %s
        title: %s
      spec:
        type: %s
      %s\
      """;

  static final String PRODUCT =
      """
      apiVersion: weft.dev/v1
      kind: DataProduct
      metadata:
        name: %s
        title: %s
      spec:
        type: %s
        status: active
        description: docs/README.md
        inputs:%s
        producer: %s
        ports:
          - name: %s
            version: 1
            schema: schemas/%s.avsc
            key: {type: string, field: id}
            sla: {freshness: PT1M, availability: 99.5}
      """;

  static final String SCHEMA =
      """
      {
        "type": "record",
        "name": "%s",
        "namespace": "%s",
        "doc": "What one record stands for.",
        "fields": [
          {"name": "id", "type": "string", "doc": "Its identity; records of one id stay in order."},
          {
            "name": "at",
            "type": {"type": "long", "logicalType": "timestamp-millis"},
            "doc": "When it happened."
          }
        ]
      }
      """;

  static final String PRODUCT_README =
      """
      # %s

      What it is, who it is for, what a record stands for and when one is written, what it is good
      for, and what it is not. Whoever finds this page decides by it.
      """;

  static final String GRANT =
      """
      apiVersion: weft.dev/v1
      kind: AccessGrant
      metadata:
        name: %s
      spec:
        consumer: %s
        ports: [%s]
        operation: read
        purpose: %s
        reason: %s
        expires: %s
      """;

  static final String README =
      """
      # %s

      The data products of this mesh. Everything here is data: Weft reads it and makes the servers so.

          weft validate .                  check everything; needs no servers
          weft plan . --env dev            see what would change
          weft apply . --env dev           change it

      | file | what |
      |---|---|
      | `mesh.yaml` | clusters, environments and what holds where nothing else is said |
      | `teams.yaml` | who owns things |
      | `domains/%s/domain.yaml` | a domain |
      | `domains/*/applications/*.yaml` | who produces and consumes |
      | `domains/*/*/product.yaml` | a data product with its output ports |
      | `domains/*/*/schemas/` | Avro, Protobuf or JSON Schema |
      | `domains/*/*/access/*.yaml` | who may read, for what, until when |

      Add to it with `weft new domain|application|product|grant`.
      """;

  static final String EDITOR =
      """
      {
        "files.insertFinalNewline": true,
        "yaml.schemas": {
          ".schemas/weft.schema.json": ["mesh.yaml", "teams.yaml", "domains/**/*.yaml", "governance/**/*.yaml"]
        },
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": true}
      }
      """;

  private Templates() {}
}
