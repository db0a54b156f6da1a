// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.http.Problem.FieldProblem;
import dev.weft.model.language.Words;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Approval;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks what somebody asks for against the mesh of the base branch. Pure.
final class AccessRules {

  static final int LONGEST_REASON = 500;

  /// What came of a check.
  ///
  /// @param problems by field; nothing can be submitted while there are any
  /// @param terms what would be asked for; absent when the fields do not say
  /// @param isAutomatic whether every port gives access without anybody's approval
  record Result(List<FieldProblem> problems, @Nullable AccessTerms terms, boolean isAutomatic) {
    Result {
      problems = List.copyOf(problems);
    }
  }

  private final EnvironmentMesh mesh;
  private final LocalDate today;
  private final Map<String, Integer> open;
  private final FieldProblems problems = new FieldProblems();

  /// @param mesh the base branch
  /// @param today decides what is past
  /// @param open numbers of open access requests by the grant they ask for
  AccessRules(EnvironmentMesh mesh, LocalDate today, Map<String, Integer> open) {
    this.mesh = mesh;
    this.today = today;
    this.open = new TreeMap<>(open);
  }

  Result check(AccessForm form, Person person) {
    ApplicationName application = application(form.application(), person);
    Product product = product(form.product());
    List<Port> ports = product == null ? List.of() : ports(product, form.ports());
    purpose(form.purpose(), ports);
    reason(form.reason());
    LocalDate expires = expires(form.expires(), ports);
    AccessTerms terms = null;
    if (application != null && product != null && !ports.isEmpty() && expires != null) {
      terms = terms(form, application, product, ports, expires);
    }
    boolean isAutomatic =
        !ports.isEmpty()
            && ports.stream().allMatch(port -> port.access().approval() == Approval.AUTOMATIC);
    return new Result(problems.all(), terms, isAutomatic);
  }

  private @Nullable ApplicationName application(String text, Person person) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !Names.isName(parts[0]) || !Names.isName(parts[1])) {
      problems.add("application", "Choose one of your team's applications.");
      return null;
    }
    ApplicationName name = new ApplicationName(parts[0], parts[1]);
    Application application = mesh.applications().get(name);
    if (application == null) {
      problems.add("application", "There is no application `" + name + "`.");
      return null;
    }
    if (!person.isIn(application.owner())) {
      problems.add(
          "application",
          "`%s` belongs to `%s`, and you are not in that team."
              .formatted(name, application.owner()));
    }
    return name;
  }

  private @Nullable Product product(String text) {
    String[] parts = text.split("/", -1);
    Optional<Product> found =
        parts.length == 2 && Names.isName(parts[0]) && Names.isName(parts[1])
            ? product(mesh, new ProductName(parts[0], parts[1]))
            : Optional.empty();
    if (found.isEmpty()) {
      problems.add("product", "There is no data product `" + text + "` to ask for.");
    }
    return found.orElse(null);
  }

  static Optional<Product> product(EnvironmentMesh mesh, ProductName name) {
    return mesh.products().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private List<Port> ports(Product product, List<String> names) {
    List<Port> ports = new ArrayList<>();
    if (names.isEmpty()) {
      problems.add("ports", "Choose at least one port.");
    }
    for (String name : new TreeSet<>(names)) {
      Optional<Port> found =
          product.ports().stream().filter(port -> port.name().local().equals(name)).findFirst();
      if (found.isEmpty()) {
        problems.add(
            "ports",
            "`%s` has no port `%s`; it has %s."
                .formatted(
                    product.name(),
                    name,
                    Words.quoted(
                        product.ports().stream().map(port -> port.name().local()).toList())));
        continue;
      }
      Port port = found.get();
      ports.add(port);
      if (port.status() == Product.Status.RETIRED) {
        problems.add("ports", "`" + name + "` is retired, so nobody gets access to it.");
      } else if (port.access().approval() == Approval.NONE) {
        problems.add(
            "ports", "`" + name + "` takes no requests. Its owner is `" + product.owner() + "`.");
      }
    }
    return ports;
  }

  private void purpose(String purpose, List<Port> ports) {
    if (!Names.isName(purpose)) {
      problems.add("purpose", "Say what the records are used for, such as `analytics`.");
      return;
    }
    for (Port port : ports) {
      List<String> allowed = port.access().purposes();
      if (!allowed.isEmpty() && !allowed.contains(purpose)) {
        problems.add(
            "purpose",
            "`%s` is not for the purpose `%s`, only for %s."
                .formatted(port.name().local(), purpose, Words.quoted(allowed)));
      }
    }
  }

  private void reason(String reason) {
    if (reason.isBlank()) {
      problems.add("reason", "Say why, in a sentence that the owner can decide by.");
    } else if (reason.length() > LONGEST_REASON) {
      problems.add(
          "reason",
          "The reason has %d characters, and may have %d."
              .formatted(reason.length(), LONGEST_REASON));
    }
  }

  private @Nullable LocalDate expires(String text, List<Port> ports) {
    LocalDate expires;
    try {
      expires = LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      problems.add("expires", "Give the last day, such as `" + today.plusMonths(6) + "`.");
      return null;
    }
    if (expires.isBefore(today)) {
      problems.add("expires", "`" + expires + "` is past; today is " + today + ", in UTC.");
    }
    longest(ports)
        .map(longest -> today.plusDays(longest.toDays()))
        .filter(expires::isAfter)
        .ifPresent(last ->
            problems.add(
                "expires",
                "Access is given for at most %d days, so until %s; ask again before it ends."
                    .formatted(longest(ports).orElseThrow().toDays(), last)));
    return expires;
  }

  /// The longest time for which all of the ports give access; empty when none says.
  static Optional<Duration> longest(List<Port> ports) {
    return ports.stream()
        .map(port -> port.access().longest())
        .filter(Objects::nonNull)
        .min(Duration::compareTo);
  }

  private @Nullable AccessTerms terms(
      AccessForm form,
      ApplicationName application,
      Product product,
      List<Port> ports,
      LocalDate expires) {
    List<String> names = ports.stream().map(port -> port.name().local()).sorted().toList();
    String grantName = null;
    for (String candidate : candidates(application, names)) {
      Optional<Grant> taken =
          mesh.grants().stream()
              .filter(grant -> grant.product().equals(product.name()))
              .filter(grant -> grant.name().equals(candidate))
              .findFirst();
      if (taken.isEmpty() || isReplaced(taken.get(), application, names)) {
        grantName = candidate;
        break;
      }
    }
    already(application, product, names, form.purpose(), expires);
    if (grantName == null) {
      problems.add("application", "All names for another grant of this application are taken.");
      return null;
    }
    String id = product.name() + "/" + grantName;
    Integer number = open.get(id);
    if (number != null) {
      problems.add("application", "Change request " + number + " asks for this already.");
    }
    return new AccessTerms(
        id,
        GrantFile.path(product.name().toString(), grantName),
        application.toString(),
        product.name().toString(),
        names,
        form.purpose(),
        form.reason(),
        expires);
  }

  /// Whether a grant makes room for a new one: the same consumer's, and either it gives nothing now
  /// or the new one gives the same ports, perhaps for longer.
  private static boolean isReplaced(Grant grant, ApplicationName application, List<String> ports) {
    if (!grant.consumer().equals(application)) {
      return false;
    }
    return switch (grant.state()) {
      case REQUESTED, EXPIRED, REVOKED -> true;
      case ACTIVE ->
          grant.ports().stream().map(port -> port.local()).sorted().toList().equals(ports);
    };
  }

  private void already(
      ApplicationName application,
      Product product,
      List<String> ports,
      String purpose,
      LocalDate expires) {
    for (Grant grant : mesh.grants()) {
      LocalDate end = grant.expires();
      boolean covers =
          grant.state() == Grant.State.ACTIVE
              && grant.product().equals(product.name())
              && grant.consumer().equals(application)
              && grant.purpose().equals(purpose)
              && grant.ports().stream().map(port -> port.local()).toList().containsAll(ports)
              && (end == null || !end.isBefore(expires));
      if (covers) {
        problems.add(
            "application",
            "`%s` may read this already, %s."
                .formatted(application, end == null ? "without end" : "until " + end));
      }
    }
  }

  private static List<String> candidates(ApplicationName application, List<String> ports) {
    List<String> names = new ArrayList<>();
    names.add(application.application());
    names.add(application.domain() + "-" + application.application());
    String suffix = ports.getFirst().replace("@", "-");
    names.add(application.application() + "-" + suffix);
    for (int i = 2; i < 10; i++) {
      names.add(application.application() + "-" + suffix + "-" + i);
    }
    return names.stream().filter(Names::isName).toList();
  }
}
