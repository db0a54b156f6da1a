// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.ForgeException;
import dev.weft.catalog.forge.ForgeException.Reason;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.Proposal;
import dev.weft.catalog.forge.Texts;
import dev.weft.git.OverlayTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.AccessGrantManifest.Status;
import dev.weft.model.mesh.Application;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/// Ends grants. The owner takes back and the consumer gives back without anybody's approval, since
/// nobody gets anything by it; it is a change request all the same, so it is on record.
@ApplicationScoped
class Revocations {

  private static final Logger LOG = Logger.getLogger(Revocations.class);

  private final Forges forges;
  private final BaseMesh base;
  private final ChangeRequests changes;

  Revocations(Forges forges, BaseMesh base, ChangeRequests changes) {
    this.forges = forges;
    this.base = base;
    this.changes = changes;
  }

  /// Ends a grant, and answers the number of the change request that does.
  ///
  /// @param id such as `reviews/enriched-reviews/dispute-desk`
  int revoke(String id, Person person, String reason) {
    if (reason.isBlank()) {
      throw new ForgeException(Reason.INVALID, "The reason is empty. Write a sentence.");
    }
    Forge forge = forges.forge();
    BaseMesh.At now = base.now();
    AccessGrantManifest grant =
        now.mesh().grants().stream()
            .filter(each -> (each.product() + "/" + each.name()).equals(id))
            .findFirst()
            .orElseThrow(
                () -> new ForgeException(Reason.NOT_FOUND, "There is no grant `" + id + "`."));
    String rule = rule(forge, now, grant, person);
    if (grant.status() == Status.REVOKED) {
      throw new ForgeException(Reason.CONFLICT, "The grant `" + id + "` is revoked already.");
    }
    String text = revoked(forge, now, grant);
    Change change =
        forge.propose(
            new Proposal(
                person,
                "revoke/" + id.replace('/', '-'),
                "Revoke access of " + grant.consumer() + " to " + grant.product(),
                Texts.cut(reason.strip(), 4000),
                new TreeMap<>(Map.of(grant.file(), Optional.of(text))),
                null));
    String head = change.requireHead();
    forge.allow(change.number(), head, rule);
    LOG.infof("grant revoked change=%d grant=%s by=%s", change.number(), id, person.name());
    changes.mergeIfPossible(forge.require(change.number()), person);
    changes.publish(forge.require(change.number()), id);
    return change.number();
  }

  private static String rule(
      Forge forge, BaseMesh.At now, AccessGrantManifest grant, Person person) {
    Set<String> owners = forge.owners(now.commit(), Set.of(grant.file()));
    if (person.isInAny(owners)) {
      return "The owner takes access back, which needs no approval.";
    }
    Application consumer = now.environment().applications().get(grant.consumer());
    if (consumer != null && person.isIn(consumer.owner())) {
      return "The consumer gives access back, which needs no approval.";
    }
    throw new ForgeException(
        Reason.FORBIDDEN,
        "Only %s, or the team of `%s`, can end this grant."
            .formatted(String.join(" or ", owners), grant.consumer()));
  }

  private static String revoked(Forge forge, BaseMesh.At now, AccessGrantManifest grant) {
    try {
      byte[] before = forge.tree(now.commit()).read(grant.file());
      String text = GrantFile.revoked(new String(before, StandardCharsets.UTF_8)).orElse("");
      OverlayTree after =
          new OverlayTree(
              forge.tree(now.commit()),
              Map.of(grant.file(), Optional.of(text.getBytes(StandardCharsets.UTF_8))));
      boolean isRevoked =
          MeshLoader.load(after).grants().stream()
              .anyMatch(each ->
                  each.file().equals(grant.file())
                      && each.status() == Status.REVOKED
                      && each.ports().equals(grant.ports()));
      if (!isRevoked) {
        throw new ForgeException(
            Reason.INVALID,
            "The form of %s leaves no place for `status: revoked`. Push a branch that adds it."
                .formatted(grant.file()));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
