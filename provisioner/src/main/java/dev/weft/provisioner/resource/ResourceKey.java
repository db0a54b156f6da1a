// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.util.Comparator;

/// The identity of a resource on a server; what inventory, journal and plan refer to.
public sealed interface ResourceKey extends Comparable<ResourceKey> {

  /// Scope of registry resources, where others name their cluster.
  String REGISTRY = "registry";

  /// Scope of what the identity provider holds.
  String IDENTITY = "identity";

  /// Orders by scope, kind and names, as [#text()] does but for names that begin like another one;
  /// without building a text for each comparison, which made sorted maps slow.
  Comparator<ResourceKey> ORDER = ResourceKey::compare;

  /// What a key names, in the order in which keys are sorted.
  enum Kind {
    ACL,
    CLIENT,
    MIRROR,
    QUOTA,
    SCHEMA,
    SCRAM,
    TOPIC
  }

  /// What it names.
  Kind kind();

  /// The cluster's name, [#REGISTRY] or [#IDENTITY].
  String scope();

  /// One line that identifies the resource and sorts well, such as
  /// `onprem/topic/reviews.raw-reviews.reviews.v1`; the key of log records.
  String text();

  @Override
  default int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /// A topic.
  record Topic(String cluster, String name) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.TOPIC;
    }

    @Override
    public String scope() {
      return cluster;
    }

    @Override
    public String text() {
      return cluster + "/topic/" + name;
    }
  }

  /// All ACL bindings on one resource pattern.
  record AclSet(String cluster, Type type, Pattern pattern, String name) implements ResourceKey {

    /// What the pattern names.
    public enum Type {
      TOPIC,
      GROUP,
      TRANSACTIONAL_ID,
      CLUSTER,
      DELEGATION_TOKEN,
      USER
    }

    /// How the name is meant; a literal `*` means any.
    public enum Pattern {
      LITERAL,
      PREFIXED
    }

    @Override
    public Kind kind() {
      return Kind.ACL;
    }

    @Override
    public String scope() {
      return cluster;
    }

    @Override
    public String text() {
      return cluster + "/acl/" + type + "/" + pattern + "/" + name;
    }
  }

  /// The quotas of one user.
  ///
  /// @param user the principal's name without its type
  record Quota(String cluster, String user) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.QUOTA;
    }

    @Override
    public String scope() {
      return cluster;
    }

    @Override
    public String text() {
      return cluster + "/quota/" + user;
    }
  }

  /// A schema artifact of the registry.
  record Artifact(String group, String artifact) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.SCHEMA;
    }

    @Override
    public String scope() {
      return REGISTRY;
    }

    @Override
    public String text() {
      return REGISTRY + "/schema/" + group + "/" + artifact;
    }
  }

  /// The OAuth client as which an application logs in.
  ///
  /// @param clientId its id, which is also the name of the application's principal
  record Client(String clientId) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.CLIENT;
    }

    @Override
    public String scope() {
      return IDENTITY;
    }

    @Override
    public String text() {
      return IDENTITY + "/client/" + clientId;
    }
  }

  /// The user as which an application logs in to one cluster by SCRAM.
  ///
  /// @param user the principal's name without its type
  record ScramUser(String cluster, String user) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.SCRAM;
    }

    @Override
    public String scope() {
      return cluster;
    }

    @Override
    public String text() {
      return cluster + "/scram/" + user;
    }
  }

  /// The copy of a topic that a link makes from another cluster.
  ///
  /// @param cluster the cluster that receives
  /// @param topic the topic's name, the same on both clusters
  record Mirror(String cluster, String topic) implements ResourceKey {
    @Override
    public Kind kind() {
      return Kind.MIRROR;
    }

    @Override
    public String scope() {
      return cluster;
    }

    @Override
    public String text() {
      return cluster + "/mirror/" + topic;
    }

    /// The topic that is filled.
    public Topic target() {
      return new Topic(cluster, topic);
    }
  }

  private static int compare(ResourceKey one, ResourceKey other) {
    int order = one.scope().compareTo(other.scope());
    if (order == 0) {
      order = one.kind().compareTo(other.kind());
    }
    if (order == 0) {
      order = outer(one).compareTo(outer(other));
    }
    if (order == 0) {
      order = inner(one).compareTo(inner(other));
    }
    return order == 0 ? name(one).compareTo(name(other)) : order;
  }

  private static String outer(ResourceKey key) {
    return switch (key) {
      case AclSet acl -> acl.type().name();
      case Artifact artifact -> artifact.group();
      case Client _, Mirror _, Quota _, ScramUser _, Topic _ -> "";
    };
  }

  private static String inner(ResourceKey key) {
    return key instanceof AclSet acl ? acl.pattern().name() : "";
  }

  private static String name(ResourceKey key) {
    return switch (key) {
      case AclSet acl -> acl.name();
      case Client client -> client.clientId();
      case Mirror mirror -> mirror.topic();
      case Quota quota -> quota.user();
      case ScramUser user -> user.user();
      case Artifact artifact -> artifact.artifact();
      case Topic topic -> topic.name();
    };
  }

  /// The inverse of [#text()].
  static ResourceKey parse(String text) {
    String[] part = text.split("/", 3);
    if (part.length == 3) {
      String rest = part[2];
      switch (part[1]) {
        case "topic":
          return new Topic(part[0], rest);
        case "quota":
          return new Quota(part[0], rest);
        case "scram":
          return new ScramUser(part[0], rest);
        case "mirror":
          return new Mirror(part[0], rest);
        case "client":
          return new Client(rest);
        case "schema":
          int slash = rest.indexOf('/');
          return new Artifact(rest.substring(0, slash), rest.substring(slash + 1));
        case "acl":
          String[] acl = rest.split("/", 3);
          return new AclSet(
              part[0], AclSet.Type.valueOf(acl[0]), AclSet.Pattern.valueOf(acl[1]), acl[2]);
        default:
          break;
      }
    }
    throw new IllegalArgumentException("not a resource key: " + text);
  }
}
