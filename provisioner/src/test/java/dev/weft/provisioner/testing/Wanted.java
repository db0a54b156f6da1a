// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Forbidden;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.Upkeep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes down what manifests want, without manifests. Everything is on the cluster `onprem` and
/// belongs to the product `shop/orders` or the application `billing/invoices` unless said
/// otherwise.
public final class Wanted {

  public static final String CLUSTER = "onprem";
  public static final Owner PRODUCT = new Owner(Owner.Kind.PRODUCT, "shop", "orders");
  public static final Owner APPLICATION = new Owner(Owner.Kind.APPLICATION, "billing", "invoices");
  public static final String PRODUCER = "User:shop.writer";
  public static final String CONSUMER = "User:billing.invoices";
  private static final Location MANIFEST = new Location("domains/shop/orders/product.yaml", 3, 5);

  private final SortedMap<ResourceKey, Desired> resources = new TreeMap<>();
  private final SortedMap<String, Cluster> clusters = new TreeMap<>();
  private final Set<Owner> quarantine = new HashSet<>();
  private final Set<String> principals = new HashSet<>();
  private final Set<ResourceKey> retired = new HashSet<>();
  private final SortedMap<Owner, Forbidden.Reason> forbidden = new TreeMap<>();
  private final SortedMap<Location, Forbidden.Reason> forbiddenGrants = new TreeMap<>();
  private Budget budget = Budget.DEFAULT;
  private Upkeep upkeep = Upkeep.DEFAULT;
  private boolean adopt;
  private boolean keyed;

  public Wanted() {
    clusters.put(CLUSTER, new Cluster(CLUSTER, null));
  }

  /// Nothing of what tests look at, but not nothing at all, which Weft takes for a mistake.
  public static Wanted nothingHere() {
    return new Wanted()
        .client("elsewhere.app", new Owner(Owner.Kind.APPLICATION, "elsewhere", "app"));
  }

  public Wanted cluster(String name, @Nullable String id) {
    clusters.put(name, new Cluster(name, id));
    return this;
  }

  /// What is written down from here on may take over what exists.
  public Wanted adopting() {
    adopt = true;
    return this;
  }

  /// Topics written down from here on have keys.
  public Wanted keyed() {
    keyed = true;
    return this;
  }

  public Wanted topic(String name, int partitions, String... config) {
    return topic(CLUSTER, name, PRODUCT, partitions, config);
  }

  public Wanted topic(String cluster, String name, Owner owner, int partitions, String... config) {
    var values = new TreeMap<String, String>();
    SortedMap<String, Location> locations = new TreeMap<>();
    locations.put("name", MANIFEST);
    locations.put("partitions", new Location(MANIFEST.file(), 9, 7));
    for (String each : config) {
      String[] part = each.split("=", 2);
      values.put(part[0], part[1]);
      locations.put(part[0], new Location(MANIFEST.file(), 20 + values.size(), 7));
    }
    var key = new ResourceKey.Topic(cluster, name);
    resources.put(
        key, new Desired.Topic(key, owner, partitions, (short) 1, values, keyed, adopt, locations));
    return this;
  }

  public static ResourceKey.Topic topicKey(String name) {
    return new ResourceKey.Topic(CLUSTER, name);
  }

  public static ResourceKey.AclSet topicAcls(String topic) {
    return new ResourceKey.AclSet(
        CLUSTER, ResourceKey.AclSet.Type.TOPIC, ResourceKey.AclSet.Pattern.LITERAL, topic);
  }

  public static ResourceKey.AclSet groupAcls(String prefix) {
    return new ResourceKey.AclSet(
        CLUSTER, ResourceKey.AclSet.Type.GROUP, ResourceKey.AclSet.Pattern.PREFIXED, prefix);
  }

  public static Acl read(String principal) {
    return Acl.allow(principal, Acl.Operation.READ);
  }

  public static Acl write(String principal) {
    return Acl.allow(principal, Acl.Operation.WRITE);
  }

  public static Acl deny(String principal, Acl.Operation operation) {
    return new Acl(principal, "*", operation, Acl.Permission.DENY);
  }

  public Wanted acls(ResourceKey.AclSet key, Acl... acls) {
    return acls(key, PRODUCT, acls);
  }

  public Wanted acls(ResourceKey.AclSet key, Owner owner, Acl... acls) {
    SortedMap<Acl, SortedSet<Location>> bindings = new TreeMap<>();
    Arrays.stream(acls).forEach(acl -> bindings.put(acl, new TreeSet<>(List.of(MANIFEST))));
    resources.put(key, new Desired.Acls(key, owner, bindings, adopt));
    return this;
  }

  public Wanted quota(String user, Map<String, Double> values) {
    var key = new ResourceKey.Quota(CLUSTER, user);
    resources.put(key, new Desired.Quota(key, APPLICATION, new TreeMap<>(values), MANIFEST));
    return this;
  }

  public Wanted client(String clientId, Owner owner) {
    var key = new ResourceKey.Client(clientId);
    resources.put(key, new Desired.Client(key, owner, MANIFEST));
    return this;
  }

  public Wanted scramUser(String user, Owner owner) {
    var key = new ResourceKey.ScramUser(CLUSTER, user);
    resources.put(key, new Desired.ScramUser(key, owner, MANIFEST));
    return this;
  }

  /// A topic of the same shape on another cluster, filled from the one that everything is on.
  public Wanted mirror(String cluster, String topic) {
    var key = new ResourceKey.Mirror(cluster, topic);
    if (!(resources.get(topicKey(topic)) instanceof Desired.Topic source)) {
      throw new IllegalArgumentException("write down the topic first: " + topic);
    }
    resources.put(
        key.target(),
        new Desired.Topic(
            key.target(),
            source.owner(),
            source.partitions(),
            source.replication(),
            source.config(),
            source.keyed(),
            source.adopt(),
            source.locations()));
    resources.put(
        key,
        new Desired.Mirror(
            key, source.owner(), CLUSTER + "-to-" + cluster, CLUSTER, "User:link", MANIFEST));
    return this;
  }

  public static ResourceKey.Artifact artifact(String name) {
    return new ResourceKey.Artifact("shop", name);
  }

  /// A schema whose meaning is its content without white space.
  public Desired.Schema newSchema(String name, String content, String... references) {
    var uses = new ArrayList<Desired.Schema.Reference>();
    for (String reference : references) {
      uses.add(new Desired.Schema.Reference(reference, artifact(reference)));
    }
    return new Desired.Schema(
        artifact(name),
        PRODUCT,
        SchemaFormat.AVRO,
        content,
        content.replaceAll("\\s", ""),
        uses,
        Compatibility.BACKWARD,
        adopt,
        MANIFEST);
  }

  public Wanted schema(String name, String content, String... references) {
    return with(newSchema(name, content, references));
  }

  public Wanted with(Desired desired) {
    resources.put(desired.key(), desired);
    return this;
  }

  public Wanted without(ResourceKey key) {
    resources.remove(key);
    return this;
  }

  public Wanted quarantined(Owner... owners) {
    quarantine.addAll(List.of(owners));
    return this;
  }

  public Wanted quarantinedPrincipal(String principal) {
    principals.add(principal);
    return this;
  }

  public Wanted retired(ResourceKey key) {
    retired.add(key);
    return this;
  }

  /// A policy forbids to change what belongs to an owner.
  public Wanted forbidden(Owner owner, String message) {
    forbidden.put(owner, new Forbidden.Reason(message, "keep the policy"));
    return this;
  }

  /// A policy forbids a grant.
  public Wanted forbidden(Location grant, String message) {
    forbiddenGrants.put(grant, new Forbidden.Reason(message, "keep the policy"));
    return this;
  }

  /// A binding that a grant asks for, beside those that are written down already.
  public Wanted granted(ResourceKey.AclSet key, Location grant, Acl acl) {
    SortedMap<Acl, SortedSet<Location>> bindings = new TreeMap<>();
    if (resources.get(key) instanceof Desired.Acls known) {
      bindings.putAll(known.acls());
    }
    bindings.computeIfAbsent(acl, _ -> new TreeSet<>()).add(grant);
    resources.put(key, new Desired.Acls(key, PRODUCT, bindings, adopt));
    return this;
  }

  public Wanted budget(Budget limits) {
    budget = limits;
    return this;
  }

  public Wanted upkeep(Upkeep rules) {
    upkeep = rules;
    return this;
  }

  public DesiredState state() {
    return new DesiredState(
        "test",
        new TreeMap<>(clusters),
        new TreeMap<>(resources),
        Set.copyOf(quarantine),
        Set.copyOf(principals),
        Set.copyOf(retired),
        budget,
        new Forbidden(forbidden, forbiddenGrants),
        upkeep);
  }
}
