// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.AppliesTo;
import dev.weft.model.manifest.PolicyManifest.Let;
import dev.weft.model.manifest.PolicyManifest.Param;
import dev.weft.model.manifest.PolicyManifest.Step;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fills in what a policy takes from the one it is based on: whatever it does not say itself.
final class Inheritance {

  private final PolicyManifest own;
  private final PolicyManifest base;

  private Inheritance(PolicyManifest own, PolicyManifest base) {
    this.own = own;
    this.base = base;
  }

  /// The whole policy.
  static PolicyManifest merge(PolicyManifest own, @Nullable PolicyManifest base) {
    return base == null ? own : new Inheritance(own, base).merge();
  }

  private PolicyManifest merge() {
    boolean isModeOwn = !own.mode().isEmpty();
    return new PolicyManifest(
        header(),
        own.domain(),
        own.basedOn(),
        first(own.version(), base.version()),
        first(own.description(), base.description()),
        first(own.severity(), base.severity()),
        first(own.mode(), base.mode()),
        isModeOwn ? own.modes() : over(base.modes()),
        own.rollout().isEmpty() && !isModeOwn ? rollout() : own.rollout(),
        own.waivers() == null ? base.waivers() : own.waivers(),
        scope(),
        lets(),
        params(),
        own.checks().isEmpty() ? base.checks() : own.checks(),
        own.tests());
  }

  private Manifest.Header header() {
    Manifest.Header header = own.header();
    return header.title().equals(header.name())
        ? new Manifest.Header(
            header.file(), header.name(), base.header().title(), header.tags(), header.root())
        : header;
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  /// What the policy itself says of a point counts before anything its base says.
  private SortedMap<String, String> over(SortedMap<String, String> modes) {
    SortedMap<String, String> both = new TreeMap<>(modes);
    both.putAll(own.modes());
    return both;
  }

  private List<Step> rollout() {
    return base.rollout().stream()
        .map(step -> new Step(step.from(), step.mode(), over(step.modes())))
        .toList();
  }

  /// What `appliesTo` leaves out is taken from the base, key by key.
  private @Nullable AppliesTo scope() {
    AppliesTo mine = own.appliesTo();
    AppliesTo theirs = base.appliesTo();
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    boolean hasEach =
        own.header().spec().value("appliesTo") instanceof YamlNode.Mapping map
            && map.find("each").isPresent();
    return new AppliesTo(
        hasEach ? mine.each() : theirs.each(),
        mine.domains().isEmpty() ? theirs.domains() : mine.domains(),
        mine.changes().isEmpty() ? theirs.changes() : mine.changes(),
        mine.when() == null ? theirs.when() : mine.when());
  }

  private List<Let> lets() {
    Map<String, Let> lets = new LinkedHashMap<>();
    base.lets().forEach(let -> lets.put(let.name(), let));
    own.lets().forEach(let -> lets.put(let.name(), let));
    return new ArrayList<>(lets.values());
  }

  private SortedMap<String, Param> params() {
    SortedMap<String, Param> params = new TreeMap<>(base.params());
    own.params()
        .forEach((name, param) -> {
          Param declared = base.params().get(name);
          params.put(
              name,
              declared == null || param.type() != null
                  ? param
                  : new Param(
                      declared.type(), param.value(), declared.meaning(), declared.tighten()));
        });
    return params;
  }
}
