// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.ChangeEvent;
import dev.weft.catalog.forge.ChangeEvent.Allowed;
import dev.weft.catalog.forge.ChangeEvent.Approved;
import dev.weft.catalog.forge.ChangeEvent.Commented;
import dev.weft.catalog.forge.ChangeEvent.Denied;
import dev.weft.catalog.forge.ChangeEvent.Merged;
import dev.weft.catalog.forge.ChangeEvent.Opened;
import dev.weft.catalog.forge.ChangeEvent.Pushed;
import dev.weft.catalog.forge.ChangeEvent.Withdrawn;
import dev.weft.catalog.forge.FileChange;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.Standing;
import dev.weft.catalog.request.ChangeRequest.Approval;
import dev.weft.catalog.request.ChangeRequest.NeededTeam;
import dev.weft.catalog.request.ChangeRequestPage.Event;
import dev.weft.catalog.request.ChangeRequestPage.FileDiff;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What the API shows of change requests. Pure.
final class ChangeViews {

  private ChangeViews() {}

  /// A change request as one person sees it.
  ///
  /// @param base commit of the main branch
  static ChangeRequest of(
      Standing standing, Collection<String> touched, Person person, BaseMesh.At mesh, String base) {
    Change change = standing.change();
    String whyNot = standing.whyNotApprove(person).orElse(null);
    String whyNotMerge = standing.whyNotMerge(person).orElse(null);
    return new ChangeRequest(
        change.number(),
        change.header().title(),
        change.header().author().name(),
        change.header().branch(),
        state(standing),
        change.header().createdAt(),
        change.updatedAt(),
        change.header().access() == null ? "change" : "access",
        products(touched),
        change.approvals().stream().map(approval -> approval(standing, approval)).toList(),
        needed(standing, mesh),
        whyNot == null,
        whyNot,
        whyNotMerge == null,
        whyNotMerge,
        change.head(),
        base);
  }

  static String state(Standing standing) {
    return switch (standing.change().state()) {
      case OPEN -> standing.isApproved() ? "approved" : "open";
      case MERGED -> "merged";
      case DENIED, WITHDRAWN, LOST -> "closed";
    };
  }

  private static Approval approval(Standing standing, Approved approval) {
    String team =
        approval.teams().stream().filter(standing.needed()::contains).findFirst().orElse("");
    return new Approval(
        approval.by(), team, approval.at(), approval.commit(), standing.isStale(approval));
  }

  private static List<NeededTeam> needed(Standing standing, BaseMesh.At mesh) {
    Set<String> approved = standing.approvedTeams();
    return mesh.teams(standing.needed()).stream()
        .map(team -> new NeededTeam(team.name(), team.title(), approved.contains(team.name())))
        .toList();
  }

  /// Products whose folders paths are in, such as `reviews/enriched-reviews`.
  static List<String> products(Collection<String> paths) {
    TreeSet<String> products = new TreeSet<>();
    for (String path : paths) {
      String[] parts = path.split("/", -1);
      boolean isProduct =
          parts.length > 3
              && parts[0].equals("domains")
              && !parts[2].equals("applications")
              && !parts[2].equals("policies");
      if (isProduct) {
        products.add(parts[1] + "/" + parts[2]);
      }
    }
    return List.copyOf(products);
  }

  static FileDiff file(FileChange file) {
    return new FileDiff(file.path(), file.status().name().toLowerCase(Locale.ROOT), file.diff());
  }

  static Event event(ChangeEvent event) {
    return switch (event) {
      case Opened(var at, var by, var head) -> new Event(at, by, "opened", head);
      case Pushed(var at, var by, var head) -> new Event(at, by, "pushed", head);
      case Approved(var at, var by, _, var commit) -> new Event(at, by, "approved", commit);
      case Allowed(var at, var by, _, var text) -> new Event(at, by, "allowed", text);
      case Commented(var at, var by, var text) -> new Event(at, by, "commented", text);
      case Denied(var at, var by, var reason) -> new Event(at, by, "denied", reason);
      case Withdrawn(var at, var by) -> new Event(at, by, "withdrawn", "");
      case Merged(var at, var by, var commit, _) -> new Event(at, by, "merged", commit);
    };
  }
}
