// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.changes.ChangeFeed;
import dev.weft.catalog.daemon.Daemon;
import dev.weft.catalog.forge.AccessTerms;
import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.ForgeException;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Inspection;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Change requests: what waits, what they do, and what people decide.
@ApplicationScoped
class ChangeRequests {

  private static final Logger LOG = Logger.getLogger(ChangeRequests.class);

  private final Forges forges;
  private final BaseMesh mesh;
  private final Reviews reviews;
  private final Plans plans;
  private final AccessViews access;
  private final Daemon daemon;
  private final ChangeFeed feed;

  ChangeRequests(
      Forges forges,
      BaseMesh mesh,
      Reviews reviews,
      Plans plans,
      AccessViews access,
      Daemon daemon,
      ChangeFeed feed) {
    this.forges = forges;
    this.mesh = mesh;
    this.reviews = reviews;
    this.plans = plans;
    this.access = access;
    this.daemon = daemon;
    this.feed = feed;
  }

  /// Change requests, the newest first.
  ///
  /// @param state only those in this state; `open` means approved ones as well
  /// @param mine `author` for those the person asked for, `approver` for those that wait for them
  List<ChangeRequest> list(Person person, @Nullable String state, @Nullable String mine) {
    Forge forge = forges.forge();
    BaseMesh.At now = mesh.now();
    Predicate<ChangeRequest> isWanted =
        view ->
            state == null
                || state.equals(view.state())
                || state.equals("open") && view.state().equals("approved");
    List<ChangeRequest> views = new ArrayList<>();
    for (Change change : forge.list()) {
      Standing standing = forge.standing(change);
      boolean isMine =
          switch (mine) {
            case null -> true;
            case "author" -> change.header().author().name().equals(person.name());
            case "approver" -> standing.whyNotApprove(person).isEmpty();
            default -> false;
          };
      if (isMine) {
        ChangeRequest view =
            ChangeViews.of(standing, forge.touched(change), person, now, now.commit());
        if (isWanted.test(view)) {
          views.add(view);
        }
      }
    }
    return views;
  }

  /// Those that wait for a person, the oldest first.
  List<ChangeRequest> waitingFor(Person person) {
    return list(person, "open", "approver").stream()
        .sorted(Comparator.comparing(ChangeRequest::createdAt))
        .toList();
  }

  /// How many are open.
  long countOpen() {
    return forges.forge().list().stream().filter(Change::isOpen).count();
  }

  /// Everything about one.
  ChangeRequestPage page(int number, Person person) {
    Forge forge = forges.forge();
    Change change = forge.require(number);
    BaseMesh.At now = mesh.now();
    if (change.head() == null) {
      return page(change, forge, person, now, null);
    }
    return page(change, forge, person, now, forge.inspect(change));
  }

  private ChangeRequestPage page(
      Change change, Forge forge, Person person, BaseMesh.At now, @Nullable Inspection inspection) {
    Standing standing = forge.standing(change);
    boolean isOpen = change.isOpen();
    Review review =
        isOpen && inspection != null ? reviews.of(inspection, standing.consenting()) : Review.NONE;
    Plans.Planned planned = plan(change, inspection);
    ChangeRequest view = ChangeViews.of(standing, forge.touched(change), person, now, now.commit());
    String whyNotMerge = view.whyNotMerge();
    if (whyNotMerge == null && isOpen && inspection != null) {
      whyNotMerge = whyNotMergeable(inspection, review).orElse(null);
    }
    return new ChangeRequestPage(
        view.number(),
        view.title(),
        view.author(),
        view.branch(),
        view.state(),
        view.createdAt(),
        view.updatedAt(),
        view.kind(),
        view.products(),
        view.approvals(),
        view.neededTeams(),
        view.canApprove(),
        view.whyNot(),
        whyNotMerge == null,
        whyNotMerge,
        view.head(),
        view.base(),
        change.header().description(),
        inspection == null
            ? List.of()
            : inspection.files().stream().map(ChangeViews::file).toList(),
        inspection == null ? List.of() : inspection.conflicts(),
        planned.plan(),
        planned.problem(),
        reviews.withReaders(review),
        review.diagnostics(),
        review.isBlocked(),
        change.events().stream().map(ChangeViews::event).toList(),
        change.header().access() == null ? null : access.of(change, standing, person, now));
  }

  private Plans.Planned plan(Change change, @Nullable Inspection inspection) {
    if (!change.isOpen() || inspection == null) {
      return new Plans.Planned(null, null);
    }
    String proposed = inspection.proposed();
    return proposed == null
        ? new Plans.Planned(null, "There is no plan while the change conflicts with main.")
        : plans.at(proposed);
  }

  private static Optional<String> whyNotMergeable(Inspection inspection, Review review) {
    if (inspection.proposed() == null) {
      return Optional.of(
          "The main branch has changed the same lines of %s meanwhile."
              .formatted(String.join(", ", inspection.conflicts())));
    }
    return review.isBlocked() ? Optional.of(review.why()) : Optional.empty();
  }

  /// Approves, and merges an access request at once when nothing stands in the way.
  void approve(int number, Person person, String commit) {
    Forge forge = forges.forge();
    Change change = forge.approve(number, person, commit);
    LOG.infof("change approved change=%d by=%s", number, person.name());
    if (change.header().access() != null) {
      mergeIfPossible(change, person);
    }
    publish(change);
  }

  /// Merges a change that is approved, or leaves it so with the reason on its page.
  void mergeIfPossible(Change change, Person person) {
    Forge forge = forges.forge();
    Inspection inspection = forge.inspect(change);
    Standing standing = forge.standing(change);
    boolean isReady =
        standing.isApproved()
            && whyNotMergeable(inspection, reviews.of(inspection, standing.consenting())).isEmpty();
    if (isReady) {
      try {
        merged(forge.merge(change.number(), person, change.requireHead()));
      } catch (ForgeException e) {
        LOG.infof(
            "approved change is not merged yet change=%d message=%s",
            change.number(), e.getMessage());
      }
    }
  }

  void merge(int number, Person person, String commit) {
    Forge forge = forges.forge();
    Change change = forge.require(number);
    if (change.isOpen()) {
      Inspection inspection = forge.inspect(change);
      Standing standing = forge.standing(change);
      Optional<String> reason =
          whyNotMergeable(inspection, reviews.of(inspection, standing.consenting()));
      if (reason.isPresent() && standing.whyNotMerge(person).isEmpty()) {
        throw new ForgeException(ForgeException.Reason.CONFLICT, reason.get());
      }
    }
    publish(merged(forge.merge(number, person, commit)));
  }

  private Change merged(Change change) {
    LOG.infof("change merged change=%d", change.number());
    daemon.nudge();
    return change;
  }

  void deny(int number, Person person, String reason) {
    publish(forges.forge().deny(number, person, reason));
  }

  void withdraw(int number, Person person) {
    publish(forges.forge().withdraw(number, person));
  }

  void comment(int number, Person person, String text) {
    publish(forges.forge().comment(number, person, text));
  }

  /// Tells pages that somebody has open.
  void publish(Change change) {
    feed.publish("change-request", String.valueOf(change.number()));
    AccessTerms terms = change.header().access();
    if (terms != null) {
      feed.publish("grant", terms.grant());
    }
  }

  /// The same for a change that ends a grant.
  void publish(Change change, String grant) {
    publish(change);
    feed.publish("grant", grant);
  }
}
