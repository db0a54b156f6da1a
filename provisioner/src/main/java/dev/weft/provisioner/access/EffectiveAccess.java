// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import dev.weft.provisioner.access.Answer.Because;
import dev.weft.provisioner.access.Answer.Holder;
import dev.weft.provisioner.access.Bindings.Bound;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Acl.Permission;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The brokers' rules of authorisation, evaluated over a snapshot: a denial beats every allowance,
/// however specific; ALL means every operation; reading, writing, deleting and altering imply
/// describing; patterns are literal, a prefix or any; `User:*` is everybody.
public final class EffectiveAccess {

  private static final String ANY = "*";
  private static final String EVERYBODY = "User:*";
  private static final Set<Operation> IMPLYING_DESCRIBE =
      Set.of(Operation.READ, Operation.WRITE, Operation.DELETE, Operation.ALTER);

  private final String cluster;
  private final Bindings bindings;
  private final Directory directory;
  private @Nullable Set<String> groupReaders;

  /// Questions about one cluster.
  public EffectiveAccess(ClusterSnapshot snapshot, Directory directory) {
    this.cluster = snapshot.cluster();
    this.bindings = new Bindings(snapshot.acls());
    this.directory = directory;
  }

  /// Who can do something to a topic, be there such a topic or not.
  public Answer whoCan(Operation operation, String topic) {
    List<Bound> covering = bindings.covering(literal(topic), Map.of());
    var holders = new ArrayList<Holder>();
    for (Map.Entry<String, List<Bound>> each : allowances(operation, covering).entrySet()) {
      Holder holder = holder(operation, each.getKey(), each.getValue(), covering);
      if (holder != null) {
        holders.add(holder);
      }
    }
    return new Answer(cluster, topic, operation, holders, remarks(operation, holders, covering));
  }

  /// Principals that could do something to a topic if these bindings stood instead of the present
  /// ones.
  Set<String> principals(Operation operation, String topic, Map<AclSet, Set<Acl>> instead) {
    List<Bound> covering = bindings.covering(literal(topic), instead);
    var principals = new TreeSet<String>();
    allowances(operation, covering)
        .forEach((principal, allowing) -> {
          if (!hosts(operation, principal, allowing, covering).isEmpty()) {
            principals.add(principal);
          }
        });
    return principals;
  }

  AclSet literal(String topic) {
    return new AclSet(cluster, AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, topic);
  }

  private static Map<String, List<Bound>> allowances(Operation operation, List<Bound> covering) {
    var allowances = new TreeMap<String, List<Bound>>();
    for (Bound bound : covering) {
      if (bound.acl().permission() == Permission.ALLOW && gives(bound.acl(), operation)) {
        allowances.computeIfAbsent(bound.acl().principal(), _ -> new ArrayList<>()).add(bound);
      }
    }
    return allowances;
  }

  private @Nullable Holder holder(
      Operation operation, String principal, List<Bound> allowing, List<Bound> covering) {
    Set<String> hosts = hosts(operation, principal, allowing, covering);
    if (hosts.isEmpty()) {
      return null;
    }
    var excepted = new TreeSet<String>();
    if (hosts.contains(ANY)) {
      excepted.addAll(deniedHosts(operation, principal, covering));
    }
    List<Because> because =
        allowing.stream()
            .map(bound ->
                new Because(
                    bound.pattern(),
                    bound.acl(),
                    directory.manifests(bound.pattern(), bound.acl())))
            .sorted(Comparator.comparing(Because::toString))
            .toList();
    return new Holder(
        principal,
        directory.application(principal),
        operation == Operation.READ && !canUseGroups(principal),
        List.copyOf(hosts),
        List.copyOf(excepted),
        because);
  }

  /// Where the principal can come from after all denials; empty when from nowhere.
  private static Set<String> hosts(
      Operation operation, String principal, List<Bound> allowing, List<Bound> covering) {
    Set<String> denied = deniedHosts(operation, principal, covering);
    if (denied.contains(ANY)) {
      return Set.of();
    }
    var hosts = new TreeSet<String>();
    allowing.forEach(bound -> hosts.add(bound.acl().host()));
    hosts.removeAll(denied);
    return hosts.contains(ANY) ? Set.of(ANY) : hosts;
  }

  private static Set<String> deniedHosts(
      Operation operation, String principal, List<Bound> covering) {
    var hosts = new HashSet<String>();
    for (Bound bound : covering) {
      if (denies(bound.acl(), operation)
          && (bound.acl().principal().equals(principal)
              || bound.acl().principal().equals(EVERYBODY))) {
        hosts.add(bound.acl().host());
      }
    }
    return hosts;
  }

  private static boolean gives(Acl acl, Operation operation) {
    return acl.operation() == Operation.ALL
        || acl.operation() == operation
        || (operation == Operation.DESCRIBE && IMPLYING_DESCRIBE.contains(acl.operation()));
  }

  /// A denial of READ does not deny DESCRIBE, which READ would only have implied.
  private static boolean denies(Acl acl, Operation operation) {
    return acl.permission() == Permission.DENY
        && (acl.operation() == Operation.ALL || acl.operation() == operation);
  }

  private boolean canUseGroups(String principal) {
    Set<String> readers = groupReaders;
    if (readers == null) {
      readers = groupReaders();
      groupReaders = readers;
    }
    return readers.contains(principal) || readers.contains(EVERYBODY);
  }

  /// Principals that can read at least one group pattern that no denial covers.
  private Set<String> groupReaders() {
    List<Bound> groups = bindings.ofType(AclSet.Type.GROUP);
    List<Bound> denials =
        groups.stream()
            .filter(bound -> denies(bound.acl(), Operation.READ) && bound.acl().host().equals(ANY))
            .toList();
    var readers = new HashSet<String>();
    for (Bound bound : groups) {
      boolean isAllowed =
          bound.acl().permission() == Permission.ALLOW && gives(bound.acl(), Operation.READ);
      if (isAllowed && denials.stream().noneMatch(denial -> defeats(denial, bound))) {
        readers.add(bound.acl().principal());
      }
    }
    return readers;
  }

  private static boolean defeats(Bound denial, Bound allowance) {
    String principal = denial.acl().principal();
    boolean isForThem =
        principal.equals(allowance.acl().principal()) || principal.equals(EVERYBODY);
    if (!isForThem || denial.pattern().equals(allowance.pattern())) {
      return isForThem;
    }
    return switch (denial.pattern().pattern()) {
      case LITERAL -> denial.pattern().name().equals(ANY);
      case PREFIXED -> allowance.pattern().name().startsWith(denial.pattern().name());
    };
  }

  private static List<String> remarks(
      Operation operation, List<Holder> holders, List<Bound> covering) {
    var remarks = new ArrayList<String>();
    boolean isOpenToAll = holders.stream().anyMatch(holder -> holder.principal().equals(EVERYBODY));
    if (isOpenToAll) {
      var denied = new TreeSet<String>();
      for (Bound bound : covering) {
        if (denies(bound.acl(), operation) && bound.acl().host().equals(ANY)) {
          denied.add(bound.acl().principal());
        }
      }
      remarks.add(
          denied.isEmpty()
              ? "Every principal can."
              : "Every principal can, but for " + String.join(", ", denied) + ".");
    }
    if (covering.isEmpty()) {
      remarks.add(
          "No binding covers the topic: nobody can, unless the brokers are set to"
              + " allow.everyone.if.no.acl.found.");
    }
    remarks.add("Super users of the brokers can do everything, and bindings do not show them.");
    return remarks;
  }
}
