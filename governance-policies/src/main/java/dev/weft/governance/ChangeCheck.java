// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.compatibility.Consumers;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.Resolution;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Checks a change of a mesh: the mesh of a change request (head) against the one that it is to be
/// merged into (base). The same for a command line, a daemon and the catalog.
///
/// Policies and waivers are those of base, so no change can excuse itself: one that brings a waiver
/// along passes once the waiver was merged by itself. A waiver that the change removes excuses
/// nothing. What the change's own policies say is told beside it. Likewise, what consumers say of
/// how they read counts as it stands in base, or with the approval of their team.
public final class ChangeCheck {

  private final LoadedMesh base;
  private final LoadedMesh head;
  private final List<String> environments;
  private final Circumstances circumstances;
  private final Instant now;
  private final ChangeMemory memory;

  private ChangeCheck(
      LoadedMesh base,
      LoadedMesh head,
      List<String> environments,
      Circumstances circumstances,
      Instant now,
      ChangeMemory memory) {
    this.memory = memory;
    this.base = base;
    this.head = head;
    this.environments = environments;
    this.circumstances = circumstances;
    this.now = now;
  }

  /// Checks a change of which nothing else is known, in all environments.
  public static ChangeReport of(LoadedMesh base, LoadedMesh head, Instant now) {
    return of(base, head, Circumstances.UNKNOWN, now);
  }

  /// Checks a change in all environments.
  public static ChangeReport of(
      LoadedMesh base, LoadedMesh head, Circumstances circumstances, Instant now) {
    return of(base, head, circumstances, now, new ChangeMemory());
  }

  /// Checks a change in all environments, as it is done time and again.
  ///
  /// @param memory of earlier checks of changes that are for the same branch
  public static ChangeReport of(
      LoadedMesh base,
      LoadedMesh head,
      Circumstances circumstances,
      Instant now,
      ChangeMemory memory) {
    SortedSet<String> names = new TreeSet<>(base.environments());
    names.addAll(head.environments());
    return of(base, head, List.copyOf(names), circumstances, now, memory);
  }

  /// Checks a change in some environments; those that one of the meshes lacks are empty there.
  public static ChangeReport of(
      LoadedMesh base,
      LoadedMesh head,
      List<String> environments,
      Circumstances circumstances,
      Instant now) {
    return of(base, head, environments, circumstances, now, new ChangeMemory());
  }

  /// Checks a change in some environments, as it is done time and again.
  ///
  /// @param memory of earlier checks of changes that are for the same branch
  public static ChangeReport of(
      LoadedMesh base,
      LoadedMesh head,
      List<String> environments,
      Circumstances circumstances,
      Instant now,
      ChangeMemory memory) {
    synchronized (memory) {
      return new ChangeCheck(base, head, environments, circumstances, now, memory).run();
    }
  }

  private ChangeReport run() {
    Governance rules = Governance.with(base, memory.policies(base));
    ReaderWords words = new ReaderWords(base, head, circumstances);
    Map<String, EnvironmentMesh> known = resolved(base, memory::resolve);
    Map<String, EnvironmentMesh> agreed =
        circumstances.approvedBy().isEmpty()
            ? known
            : words.agreed(known, resolved(head, LoadedMesh::resolve));
    // Nothing has changed in base, which is not the same as not knowing what was before.
    MeshCheck before = check(base, rules, known, memory.ofBase());
    boolean isRuled = isRuledAlike();
    Governance own = isRuled ? Governance.with(head, rules.policySet()) : Governance.of(head);
    MeshCheck judged =
        check(head, own.by(rules.policySet(), standing()), agreed, memory.ofChange());
    MeshCheck after = isRuled ? judged : check(head, own, agreed, MeshCheck.Memories.NONE);
    Map<String, Notice> old = byIdentity(before);
    List<Notice> introduced = new ArrayList<>();
    List<Notice> unchanged = new ArrayList<>();
    Set<String> still = new HashSet<>();
    for (Notice notice : reported(judged, after)) {
      Notice same = old.get(notice.identity());
      boolean isKnown = same != null && isNoWorse(same, notice);
      (isKnown ? unchanged : introduced).add(notice);
      still.add(notice.identity());
    }
    List<Notice> fixed =
        before.notices().stream().filter(notice -> !still.contains(notice.identity())).toList();
    List<EnvironmentMesh> meshes = new ArrayList<>(known.values());
    meshes.addAll(judged.meshes().values());
    List<PortChange> schemas =
        PortChange.between(base, head, Consumers.of(agreed.values(), judged.meshes().values()));
    SortedSet<ProductName> products = products(schemas);
    return new ChangeReport(
        introduced,
        fixed,
        unchanged,
        products,
        schemas,
        newWaivers(),
        after.verdicts(),
        isRuled ? PolicyEffect.NONE : PolicyEffect.between(judged, after),
        new Reviewers(base, head).of(products, schemas, meshes),
        words.unproven(),
        circumstances.uses());
  }

  private MeshCheck check(
      LoadedMesh mesh,
      Governance governance,
      Map<String, EnvironmentMesh> previous,
      MeshCheck.Memories memories) {
    List<String> there = environments.stream().filter(mesh.environments()::contains).toList();
    var scope = new MeshCheck.Scope(there, previous, _ -> true);
    return MeshCheck.of(mesh, governance, scope, memories, now);
  }

  private interface Resolver {
    Resolution resolve(LoadedMesh mesh, String environment, LocalDate today);
  }

  private Map<String, EnvironmentMesh> resolved(LoadedMesh mesh, Resolver resolver) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Map<String, EnvironmentMesh> meshes = new ConcurrentSkipListMap<>();
    environments.parallelStream()
        .filter(mesh.environments()::contains)
        .forEach(environment -> {
          EnvironmentMesh resolved = resolver.resolve(mesh, environment, today).mesh();
          if (resolved != null) {
            meshes.put(environment, resolved);
          }
        });
    return meshes;
  }

  /// Waivers of base that the change leaves.
  private List<WaiverManifest> standing() {
    Set<String> left = new HashSet<>();
    head.waivers().forEach(waiver -> left.add(waiver.name()));
    return base.waivers().stream().filter(waiver -> left.contains(waiver.name())).toList();
  }

  private List<String> newWaivers() {
    Set<String> known = new HashSet<>();
    base.waivers().forEach(waiver -> known.add(waiver.name()));
    return head.waivers().stream()
        .map(WaiverManifest::name)
        .filter(name -> !known.contains(name))
        .sorted()
        .toList();
  }

  private boolean isRuledAlike() {
    return base.policies().equals(head.policies()) && base.waivers().equals(head.waivers());
  }

  /// Findings by the rules of base, and what is wrong with the change's own manifests, its policies
  /// and waivers among them.
  private static List<Notice> reported(MeshCheck judged, MeshCheck after) {
    if (judged == after) {
      return judged.notices();
    }
    List<Notice> reported = new ArrayList<>();
    judged.notices().stream().filter(notice -> notice.finding() != null).forEach(reported::add);
    after.notices().stream().filter(notice -> notice.finding() == null).forEach(reported::add);
    return reported.stream().sorted().toList();
  }

  private static Map<String, Notice> byIdentity(MeshCheck check) {
    Map<String, Notice> notices = new HashMap<>();
    check.notices().forEach(notice -> notices.merge(notice.identity(), notice, ChangeCheck::worse));
    return notices;
  }

  private static Notice worse(Notice one, Notice other) {
    boolean isFirst = one.diagnostic().severity().compareTo(other.diagnostic().severity()) <= 0;
    return isFirst ? one : other;
  }

  /// Other words of the same finding tell of something else that is wrong.
  private static boolean isNoWorse(Notice before, Notice now) {
    return before.diagnostic().message().equals(now.diagnostic().message())
        && now.diagnostic().severity().compareTo(before.diagnostic().severity()) >= 0;
  }

  private SortedSet<ProductName> products(List<PortChange> schemas) {
    SortedSet<ProductName> touched = new TreeSet<>();
    Set<ProductName> names = new HashSet<>(base.products().keySet());
    names.addAll(head.products().keySet());
    for (ProductName name : names) {
      if (!Manifest.isSame(base.products().get(name), head.products().get(name))) {
        touched.add(name);
      }
    }
    schemas.forEach(change -> touched.add(change.port().product()));
    head.products().keySet().stream()
        .filter(name -> hasOtherSchemas(base, head, name))
        .forEach(touched::add);
    Map<ProductName, List<AccessGrantManifest>> old = grants(base);
    Map<ProductName, List<AccessGrantManifest>> current = grants(head);
    Set<ProductName> granted = new HashSet<>(old.keySet());
    granted.addAll(current.keySet());
    for (ProductName name : granted) {
      if (!areSame(old.getOrDefault(name, List.of()), current.getOrDefault(name, List.of()))) {
        touched.add(name);
      }
    }
    return touched;
  }

  private static boolean areSame(
      List<AccessGrantManifest> before, List<AccessGrantManifest> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!Manifest.isSame(before.get(i), after.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the text of a schema of the product is another one, even if it means the same.
  static boolean hasOtherSchemas(LoadedMesh before, LoadedMesh after, ProductName name) {
    DataProductManifest product = after.products().get(name);
    return product != null
        && product.ports().stream()
            .map(DataProductManifest.Port::name)
            .anyMatch(
                port -> !isSame(before.schema(port).orElse(null), after.schema(port).orElse(null)));
  }

  private static boolean isSame(@Nullable PortSchema before, @Nullable PortSchema after) {
    if (before == null || after == null) {
      return before == after;
    }
    // A digest takes a while, and most of a mesh is what it was.
    return before == after || before.document().digest().equals(after.document().digest());
  }

  private static Map<ProductName, List<AccessGrantManifest>> grants(LoadedMesh mesh) {
    Map<ProductName, List<AccessGrantManifest>> grants = new HashMap<>();
    for (AccessGrantManifest grant : mesh.grants()) {
      grants.computeIfAbsent(grant.product(), _ -> new ArrayList<>()).add(grant);
    }
    return grants;
  }
}
