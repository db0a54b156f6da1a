// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import dev.weft.provisioner.link.confluent.ConfluentApi.Action;
import dev.weft.provisioner.link.confluent.ConfluentApi.MirrorTopic;
import dev.weft.provisioner.link.confluent.ConfluentApi.Status;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes one change to a mirror topic, and looks whether it has happened. Every step may be done
/// again: what is so already is left alone.
final class MirrorWork {

  private static final Set<Status> LINK_IS_DOWN =
      EnumSet.of(Status.SOURCE_UNAVAILABLE, Status.LINK_FAILED, Status.FAILED);

  private final ConfluentApi api;
  private final ConfluentAccess access;
  private final Patience patience;

  MirrorWork(ConfluentApi api, ConfluentAccess access, Patience patience) {
    this.api = api;
    this.access = access;
    this.patience = patience;
  }

  /// @throws ConfluentException when a call did not succeed
  Outcome make(Change change) {
    return switch (change) {
      case Change.CreateMirror(ResourceKey.Mirror key, String source) -> create(key, source);
      case Change.RestoreMirror restore -> restore(restore.resource(), restore.source());
      case Change.RemoveMirror(ResourceKey.Mirror key, String source) ->
          end(key, source, _ -> Action.FAILOVER);
      case Change.PromoteMirror(ResourceKey.Mirror key, String source) ->
          end(
              key,
              source,
              mirror -> LINK_IS_DOWN.contains(mirror.status()) ? Action.FAILOVER : Action.PROMOTE);
      default ->
          throw new IllegalArgumentException("not a change of a mirror: " + change.getClass());
    };
  }

  /// Names of configs of the link that are not as wanted. Secret ones cannot be compared.
  SortedSet<String> differences(String source) {
    SortedMap<String, @Nullable String> known = api.configs(ConfluentLinks.linkOf(source));
    SortedSet<String> differences = new TreeSet<>();
    access
        .wanted(source)
        .forEach((name, value) -> {
          String has = known.get(name);
          boolean isSecret = known.containsKey(name) && has == null;
          if (!isSecret && !value.equals(has)) {
            differences.add(name);
          }
        });
    return differences;
  }

  private Outcome create(ResourceKey.Mirror key, String source) {
    ConfluentAccess.Source from = access.sources().get(source);
    if (from == null) {
      return new Outcome.Failed(
          Outcome.Kind.PERMANENT,
          "The configuration does not say how a link reaches `%s`.".formatted(source));
    }
    String link = ConfluentLinks.linkOf(source);
    if (!api.hasLink(link)) {
      api.createLink(link, from.clusterId(), access.wanted(source));
    }
    if (api.mirror(link, key.topic()).isEmpty()) {
      api.createMirror(link, key.topic());
    }
    return await(link, key, mirror -> mirror.status() == Status.ACTIVE);
  }

  private Outcome restore(ResourceKey.Mirror key, String source) {
    String link = ConfluentLinks.linkOf(source);
    SortedSet<String> differences = differences(source);
    if (!differences.isEmpty()) {
      SortedMap<String, String> configs = new TreeMap<>(access.wanted(source));
      configs.keySet().retainAll(differences);
      api.alterConfigs(link, configs);
    }
    Optional<MirrorTopic> mirror = api.mirror(link, key.topic());
    // One that is paused with its whole link goes on when the link's config says so.
    if (mirror.filter(each -> each.status() == Status.PAUSED).isPresent()) {
      api.alter(link, key.topic(), Action.RESUME);
    }
    return await(link, key, each -> each.status() == Status.ACTIVE);
  }

  /// Ends the copying, and takes the link away with its last mirror: its login is of no more use.
  private Outcome end(ResourceKey.Mirror key, String source, Function<MirrorTopic, Action> action) {
    String link = ConfluentLinks.linkOf(source);
    Optional<MirrorTopic> mirror = api.mirror(link, key.topic());
    if (mirror.isPresent() && !isEnding(mirror.get())) {
      api.alter(link, key.topic(), action.apply(mirror.get()));
    }
    Outcome outcome =
        mirror.isEmpty()
            ? new Outcome.Unchanged()
            : await(link, key, each -> each.status() == Status.STOPPED);
    if (outcome.isSuccess() && isUnused(link)) {
      api.deleteLink(link);
    }
    return outcome;
  }

  private static boolean isEnding(MirrorTopic mirror) {
    return mirror.status() == Status.STOPPED || mirror.status() == Status.PENDING_STOPPED;
  }

  private boolean isUnused(String link) {
    return api.hasLink(link)
        && api.mirrors().stream()
            .noneMatch(each -> each.link().equals(link) && each.status() != Status.STOPPED);
  }

  private Outcome await(String link, ResourceKey.Mirror key, Predicate<MirrorTopic> isDone) {
    String last = "not there";
    for (int question = 0; question < patience.questions(); question++) {
      if (question > 0 && !patience.rest()) {
        return new Outcome.Unknown("Interrupted while `%s` was waited for.".formatted(key.text()));
      }
      Optional<MirrorTopic> mirror = api.mirror(link, key.topic());
      if (mirror.filter(isDone).isPresent()) {
        return new Outcome.Applied();
      }
      last = mirror.map(each -> each.status().name()).orElse("not there");
      if (mirror.filter(each -> each.status() == Status.FAILED).isPresent()) {
        return new Outcome.Failed(
            Outcome.Kind.PERMANENT,
            "Mirror topic `%s` has failed, and Confluent lets nobody start a failed one again. Fail it over, delete the topic, and let it be made anew."
                .formatted(key.topic()));
      }
    }
    return new Outcome.Unknown(
        "Mirror topic `%s` is still %s; the next run looks again.".formatted(key.topic(), last));
  }
}
