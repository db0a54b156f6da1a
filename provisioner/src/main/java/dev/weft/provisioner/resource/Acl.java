// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.util.Comparator;

/// One ACL binding on a resource pattern; the pattern itself is the [ResourceKey.AclSet] it is in.
///
/// @param principal such as `User:reviews.enricher`
/// @param host the client's address, or `*`
/// @param operation what it is about
/// @param permission whether it allows or denies
public record Acl(String principal, String host, Operation operation, Permission permission)
    implements Comparable<Acl> {

  private static final Comparator<Acl> ORDER =
      Comparator.comparing(Acl::principal)
          .thenComparing(Acl::operation)
          .thenComparing(Acl::permission)
          .thenComparing(Acl::host);

  /// Kafka's operations.
  public enum Operation {
    ALL,
    READ,
    WRITE,
    CREATE,
    DELETE,
    ALTER,
    DESCRIBE,
    CLUSTER_ACTION,
    DESCRIBE_CONFIGS,
    ALTER_CONFIGS,
    IDEMPOTENT_WRITE,
    CREATE_TOKENS,
    DESCRIBE_TOKENS,
    TWO_PHASE_COMMIT
  }

  /// Whether a binding allows or denies; a denial beats every allowance.
  public enum Permission {
    ALLOW,
    DENY
  }

  /// An allowance from any host, the only kind Weft makes.
  public static Acl allow(String principal, Operation operation) {
    return new Acl(principal, "*", operation, Permission.ALLOW);
  }

  @Override
  public int compareTo(Acl other) {
    return ORDER.compare(this, other);
  }

  /// For example `allow READ to User:billing.invoice-runner`.
  @Override
  public String toString() {
    String text =
        (permission == Permission.ALLOW ? "allow " : "deny ") + operation + " to " + principal;
    return host.equals("*") ? text : text + " from " + host;
  }
}
