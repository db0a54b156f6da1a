// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.Standing;
import dev.weft.catalog.platform.Platform.ServiceState;
import dev.weft.catalog.platform.Services;
import dev.weft.catalog.request.AccessRequest.ProductRef;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.Facts;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What the API shows of requests for access.
@ApplicationScoped
class AccessViews {

  private static final Logger LOG = Logger.getLogger(AccessViews.class);

  /// What the clusters have seen of a grant.
  ///
  /// @param isKnown whether anybody could say
  private record Seen(List<GrantStatus> statuses, boolean isKnown) {}

  private final Forges forges;
  private final Documents documents;
  private final Services services;

  AccessViews(Forges forges, Documents documents, Services services) {
    this.forges = forges;
    this.documents = documents;
    this.services = services;
  }

  /// Begins to look at requests; what several of them need is read once.
  Look look(BaseMesh.At mesh) {
    return new Look(mesh, latest());
  }

  /// A request as one person sees it.
  AccessRequest of(Change change, Standing standing, Person person, BaseMesh.At mesh) {
    return look(mesh).of(change, standing, person);
  }

  /// A look at requests at one moment. For one thread.
  final class Look {

    private final BaseMesh.At mesh;
    private final Map<String, Integer> latest;
    private final Map<String, Optional<List<GrantStatus>>> statuses = new HashMap<>();

    private Look(BaseMesh.At mesh, Map<String, Integer> latest) {
      this.mesh = mesh;
      this.latest = latest;
    }

    /// A request as one person sees it.
    AccessRequest of(Change change, Standing standing, Person person) {
      AccessTerms terms = Objects.requireNonNull(change.header().access());
      boolean isSeen =
          change.state() == Change.State.MERGED
              && Objects.equals(latest.get(terms.grant()), change.number());
      Seen seen = isSeen ? seen(terms) : new Seen(List.of(), true);
      return view(change, standing, person, mesh, seen);
    }

    private Seen seen(AccessTerms terms) {
      Optional<List<GrantStatus>> read =
          statuses.computeIfAbsent(
              "urn:weft:" + terms.product().replace('/', ':'), AccessViews.this::read);
      return new Seen(
          read.orElse(List.of()).stream()
              .filter(status -> status.id().equals(terms.grant()))
              .toList(),
          read.isPresent());
    }
  }

  private AccessRequest view(
      Change change, Standing standing, Person person, BaseMesh.At mesh, Seen seen) {
    AccessTerms terms = Objects.requireNonNull(change.header().access());
    Facts facts = GrantFacts.of(change, seen.statuses());
    String state = state(change, standing, terms, mesh, facts);
    return new AccessRequest(
        change.number(),
        terms.grant(),
        product(terms, mesh),
        terms.application(),
        terms.ports(),
        terms.purpose(),
        terms.reason(),
        terms.expires(),
        change.header().author().name(),
        change.header().createdAt(),
        state,
        facts,
        waitsFor(state, standing, terms, seen, facts),
        change.number(),
        standing.whyNotApprove(person).isEmpty(),
        change.isOpen() && change.header().author().name().equals(person.name()));
  }

  private static String state(
      Change change, Standing standing, AccessTerms terms, BaseMesh.At mesh, Facts facts) {
    return switch (change.state()) {
      case OPEN -> standing.isApproved() ? "approved" : "open";
      case DENIED -> "denied";
      case WITHDRAWN, LOST -> "withdrawn";
      case MERGED -> {
        Optional<Grant.State> grant = grant(terms, mesh);
        if (grant.isEmpty() || grant.get() == Grant.State.REVOKED) {
          yield "revoked";
        }
        if (terms.expires().isBefore(mesh.day()) || grant.get() == Grant.State.EXPIRED) {
          yield "expired";
        }
        yield facts.readBackAt() == null ? "merged" : "active";
      }
    };
  }

  private static Optional<Grant.State> grant(AccessTerms terms, BaseMesh.At mesh) {
    EnvironmentMesh environment = mesh.resolution().mesh();
    if (environment == null) {
      return Optional.of(Grant.State.ACTIVE);
    }
    return environment.grants().stream()
        .filter(grant -> (grant.product() + "/" + grant.name()).equals(terms.grant()))
        .map(Grant::state)
        .findFirst();
  }

  private String waitsFor(
      String state, Standing standing, AccessTerms terms, Seen seen, Facts facts) {
    return switch (state) {
      case "open" -> standing.whatIsMissing();
      case "approved" -> "It is approved and not merged yet; its change request says why.";
      case "merged" ->
          seen.isKnown()
              ? seen.statuses().stream()
                  .map(GrantStatus::message)
                  .filter(message -> !message.isEmpty())
                  .findFirst()
                  .orElseGet(this::waitsForDaemon)
              : "The catalog's database does not answer, so nobody can say what the clusters did.";
      case "active" ->
          facts.firstUsedAt() == null ? "`" + terms.application() + "` has yet to read." : "";
      default -> "";
    };
  }

  private String waitsForDaemon() {
    ServiceState daemon = services.daemon();
    return daemon.state().equals("down")
        ? "The daemon does not answer (asked at %s). It writes the rights as soon as it is back."
            .formatted(daemon.checkedAt().truncatedTo(ChronoUnit.SECONDS))
        : "The platform has yet to write the rights and to read them back.";
  }

  private static ProductRef product(AccessTerms terms, BaseMesh.At mesh) {
    String domain = terms.product().substring(0, terms.product().indexOf('/'));
    String name = terms.product().substring(domain.length() + 1);
    EnvironmentMesh environment = mesh.resolution().mesh();
    String title =
        environment == null
            ? name
            : environment.products().stream()
                .filter(each -> each.name().toString().equals(terms.product()))
                .map(Product::title)
                .findFirst()
                .orElse(name);
    return new ProductRef("urn:weft:" + domain + ":" + name, title, domain, name);
  }

  /// The last merged request of each grant: what the clusters have seen is about that one.
  private Map<String, Integer> latest() {
    Map<String, Integer> latest = new HashMap<>();
    for (Change change : forges.forge().list()) {
      AccessTerms terms = change.header().access();
      if (terms != null && change.state() == Change.State.MERGED) {
        latest.merge(terms.grant(), change.number(), Math::max);
      }
    }
    return latest;
  }

  private Optional<List<GrantStatus>> read(String productUrn) {
    try {
      return Optional.of(
          documents.statuses(productUrn).stream()
              .filter(GrantStatus.class::isInstance)
              .map(GrantStatus.class::cast)
              .toList());
    } catch (RuntimeException e) {
      // The request is in Git, and stays readable without the database.
      LOG.warnf(
          "facts of grants cannot be read dataProduct=%s message=%s", productUrn, e.getMessage());
      return Optional.empty();
    }
  }
}
