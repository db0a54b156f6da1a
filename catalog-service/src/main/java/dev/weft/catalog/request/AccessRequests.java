// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.ForgeException;
import dev.weft.catalog.forge.ForgeException.Reason;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.Proposal;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.request.AccessOptions.PortOption;
import dev.weft.catalog.request.AccessPreview.ProposedFile;
import dev.weft.catalog.view.ApplicationRef;
import dev.weft.catalog.view.Finding;
import dev.weft.catalog.view.PortRef;
import dev.weft.git.OverlayTree;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Requests for access: what can be asked for, what it would do, and asking.
@ApplicationScoped
class AccessRequests {

  private static final Logger LOG = Logger.getLogger(AccessRequests.class);
  private static final int UNPROCESSABLE = 422;
  private static final String NO_REASON = "Not said yet.";

  private final Forges forges;
  private final BaseMesh base;
  private final Reviews reviews;
  private final Plans plans;
  private final AccessViews views;
  private final ChangeRequests changes;

  AccessRequests(
      Forges forges,
      BaseMesh base,
      Reviews reviews,
      Plans plans,
      AccessViews views,
      ChangeRequests changes) {
    this.forges = forges;
    this.base = base;
    this.reviews = reviews;
    this.plans = plans;
    this.views = views;
    this.changes = changes;
  }

  /// What a person can choose for a product.
  AccessOptions options(Person person, String product) {
    BaseMesh.At now = base.now();
    String[] parts = product.split("/", -1);
    Product found =
        (parts.length == 2 && Names.isName(parts[0]) && Names.isName(parts[1])
                ? AccessRules.product(now.environment(), new ProductName(parts[0], parts[1]))
                : Optional.<Product>empty())
            .orElseThrow(
                () -> ProblemException.notFound("There is no data product `" + product + "`."));
    List<ApplicationRef> applications =
        now.environment().applications().values().stream()
            .filter(application -> person.isIn(application.owner()))
            .map(application ->
                new ApplicationRef(
                    application.name().toString(),
                    title(now, application.name().toString()),
                    application.owner()))
            .toList();
    return new AccessOptions(
        applications,
        found.ports().stream()
            .filter(port -> port.status() != Product.Status.RETIRED)
            .map(port -> option(found, port))
            .toList());
  }

  private static String title(BaseMesh.At now, String application) {
    return now.mesh().applications().values().stream()
        .filter(manifest -> manifest.id().toString().equals(application))
        .map(ApplicationManifest::header)
        .map(header -> header.title())
        .findFirst()
        .orElse(application);
  }

  private static PortOption option(Product product, Port port) {
    return new PortOption(
        new PortRef(
            port.name().urn(),
            product.name().domain(),
            product.name().product(),
            port.name().port(),
            port.name().major(),
            product.title(),
            true),
        port.access().purposes(),
        port.access().longest(),
        Words.of(port.access().approval()),
        Words.of(port.classification()));
  }

  /// What a request would do. Writes nothing.
  AccessPreview preview(Person person, AccessForm form) {
    Forge forge = forges.forge();
    BaseMesh.At now = base.now();
    AccessRules.Result result = check(forge, now, form, person);
    AccessTerms terms = result.terms();
    if (terms == null) {
      return new AccessPreview(
          null, null, null, List.of(), false, false, List.of(), result.problems());
    }
    // What a request does can be seen before anybody has said why.
    AccessTerms judged = terms.reason().isEmpty() ? terms.withReason(NO_REASON) : terms;
    String content = GrantFile.render(judged);
    Review review = review(forge, now, terms.path(), content);
    Plans.Planned planned = plans.of(now.commit(), Map.of(terms.path(), Optional.of(content)));
    List<Finding> findings = new ArrayList<>(review.diagnostics());
    findings.addAll(review.findings());
    return new AccessPreview(
        new ProposedFile(terms.path(), content),
        planned.plan(),
        planned.problem(),
        findings,
        review.isBlocked(),
        result.isAutomatic(),
        now.teams(owners(forge, now, terms.path())),
        result.problems());
  }

  private Set<String> owners(Forge forge, BaseMesh.At now, String path) {
    return forge.owners(now.commit(), Set.of(path));
  }

  private Review review(Forge forge, BaseMesh.At now, String path, String content) {
    OverlayTree tree =
        new OverlayTree(
            forge.tree(now.commit()),
            Map.of(path, Optional.of(content.getBytes(StandardCharsets.UTF_8))));
    return reviews.of(now, tree);
  }

  private AccessRules.Result check(Forge forge, BaseMesh.At now, AccessForm form, Person person) {
    Map<String, Integer> open = new TreeMap<>();
    for (Change change : forge.list()) {
      AccessTerms terms = change.header().access();
      if (terms != null && change.isOpen()) {
        open.put(terms.grant(), change.number());
      }
    }
    return new AccessRules(now.environment(), now.day(), open).check(form, person);
  }

  /// Makes a request.
  AccessRequest submit(Person person, AccessForm form) {
    Forge forge = forges.forge();
    BaseMesh.At now = base.now();
    AccessRules.Result result = check(forge, now, form, person);
    AccessTerms terms = result.terms();
    if (terms == null || !result.problems().isEmpty()) {
      throw new ProblemException(
              UNPROCESSABLE,
              "request-not-allowed",
              "Request not allowed",
              result.problems().isEmpty()
                  ? "The request is not complete."
                  : result.problems().getFirst().message())
          .withErrors(result.problems());
    }
    String content = GrantFile.render(terms);
    Review review = review(forge, now, terms.path(), content);
    if (review.isBlocked()) {
      throw new ProblemException(
          UNPROCESSABLE, "request-blocked", "Request blocked", "As it is, " + review.why());
    }
    Change change =
        forge.propose(
            new Proposal(
                person,
                "access/" + terms.grant().replace('/', '-'),
                "Access of " + terms.application() + " to " + terms.product(),
                terms.reason(),
                new TreeMap<>(Map.of(terms.path(), Optional.of(content))),
                terms));
    LOG.infof(
        "access requested change=%d grant=%s by=%s", change.number(), terms.grant(), person.name());
    if (result.isAutomatic()) {
      String head = change.requireHead();
      forge.allow(
          change.number(), head, "Every port that is asked for gives access automatically.");
      changes.mergeIfPossible(forge.require(change.number()), person);
    }
    changes.publish(change);
    return get(person, change.number());
  }

  /// Requests, the newest first.
  ///
  /// @param isMine only those that the person has made
  /// @param product only those for a product, such as `reviews/enriched-reviews`
  List<AccessRequest> list(Person person, boolean isMine, @Nullable String product) {
    Forge forge = forges.forge();
    AccessViews.Look look = views.look(base.now());
    List<AccessRequest> requests = new ArrayList<>();
    for (Change change : forge.list()) {
      AccessTerms terms = change.header().access();
      if (terms == null
          || isMine && !change.header().author().name().equals(person.name())
          || product != null && !product.equals(terms.product())) {
        continue;
      }
      requests.add(look.of(change, forge.standing(change), person));
    }
    return requests;
  }

  /// One request.
  AccessRequest get(Person person, int number) {
    Forge forge = forges.forge();
    Change change = forge.require(number);
    if (change.header().access() == null) {
      throw new ForgeException(
          Reason.NOT_FOUND, "Change request " + number + " is no request for access.");
    }
    return views.of(change, forge.standing(change), person, base.now());
  }
}
