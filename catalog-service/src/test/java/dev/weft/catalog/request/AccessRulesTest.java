// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.forge.Person;
import dev.weft.git.OverlayTree;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// On the sample mesh, on one day.
class AccessRulesTest {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  static final SourceTree SAMPLE = new DirectoryTree(Path.of("..", "data-products"));
  private static final Person CARL =
      Person.of("carl", "Carl", "carl@example.com", List.of("billing-team"));
  private static final AccessForm GOOD =
      new AccessForm(
          "billing/invoice-runner",
          "reviews/enriched-reviews",
          List.of("enriched@v1"),
          "fraud-detection",
          "Score disputed invoices",
          "2027-03-01");
  private static final EnvironmentMesh MESH = mesh(SAMPLE);

  @Test
  void findsNothingWrongWithWhatThePortAllows() {
    AccessRules.Result result = check(GOOD);

    assertThat(result.problems()).isEmpty();
    assertThat(result.isAutomatic()).isFalse();
    assertThat(GrantFile.render(Objects.requireNonNull(result.terms())))
        .isEqualTo(
            """
            apiVersion: weft.dev/v1
            kind: AccessGrant
            metadata:
              name: invoice-runner
            spec:
              consumer: billing/invoice-runner
              ports: [enriched@v1]
              operation: read
              purpose: fraud-detection
              reason: "Score disputed invoices"
              expires: 2027-03-01
            """);
    assertThat(result.terms().path())
        .isEqualTo("domains/reviews/enriched-reviews/access/invoice-runner.yaml");
  }

  @Test
  void namesEveryFieldThatIsMissing() {
    AccessRules.Result result = check(new AccessForm(null, null, null, null, null, null));

    assertThat(result.terms()).isNull();
    assertThat(result.problems())
        .extracting(problem -> problem.field())
        .containsExactly("application", "product", "purpose", "reason", "expires");
  }

  @Test
  void refusesAPurposeThatThePortDoesNotAllow() {
    assertProblem(
        with(GOOD, "purpose", "marketing"),
        "purpose",
        "`enriched@v1` is not for the purpose `marketing`, only for `analytics`, `customer-care`, `fraud-detection`.");
  }

  @Test
  void refusesAnEndBeyondTheLongest() {
    assertProblem(
        with(GOOD, "expires", "2027-11-22"),
        "expires",
        "Access is given for at most 365 days, so until 2027-11-21; ask again before it ends.");
    assertThat(check(with(GOOD, "expires", "2027-11-21")).problems()).isEmpty();
  }

  @Test
  void refusesADayThatIsPastOrNoDay() {
    assertProblem(
        with(GOOD, "expires", "2026-11-20"),
        "expires",
        "`2026-11-20` is past; today is 2026-11-21, in UTC.");
    assertProblem(
        with(GOOD, "expires", "soon"), "expires", "Give the last day, such as `2027-05-21`.");
  }

  @Test
  void refusesAnApplicationOfAnotherTeam() {
    assertProblem(
        with(GOOD, "application", "inventory/replenisher"),
        "application",
        "`inventory/replenisher` belongs to `inventory-team`, and you are not in that team.");
    assertProblem(
        with(GOOD, "application", "billing/nothing"),
        "application",
        "There is no application `billing/nothing`.");
    assertProblem(
        with(GOOD, "application", "../etc"),
        "application",
        "Choose one of your team's applications.");
  }

  @Test
  void refusesPortsThatDoNotExist() {
    AccessForm form =
        new AccessForm(
            GOOD.application(),
            GOOD.product(),
            List.of("enriched@v9"),
            GOOD.purpose(),
            GOOD.reason(),
            GOOD.expires());

    assertProblem(
        form,
        "ports",
        "`reviews/enriched-reviews` has no port `enriched@v9`; it has `enriched@v1`.");
  }

  @Test
  void refusesWhatIsGrantedAlready() {
    AccessForm form =
        new AccessForm(
            "billing/invoice-runner",
            "orders/orders",
            List.of("orders@v2"),
            "billing",
            "Again",
            "2027-03-01");

    assertProblem(
        form, "application", "`billing/invoice-runner` may read this already, until 2027-09-30.");
  }

  @Test
  void renewsAGrantUnderItsName() {
    AccessForm form =
        new AccessForm(
            "billing/invoice-runner",
            "orders/orders",
            List.of("orders@v2"),
            "billing",
            "Longer",
            "2027-11-01");

    AccessRules.Result result = check(form);

    assertThat(result.problems()).isEmpty();
    assertThat(Objects.requireNonNull(result.terms()).grant())
        .isEqualTo("orders/orders/invoice-runner");
  }

  @Test
  void leavesAGrantOfOtherPortsAlone() {
    AccessForm form =
        new AccessForm(
            "billing/revenue-report",
            "orders/orders",
            List.of("orders@v2"),
            "analytics",
            "Move to version 2",
            "2027-03-01");

    AccessRules.Result result = check(form);

    assertThat(result.problems()).isEmpty();
    assertThat(Objects.requireNonNull(result.terms()).grant())
        .isEqualTo("orders/orders/billing-revenue-report");
  }

  @Test
  void pointsToAnOpenRequestForTheSame() {
    AccessRules.Result result =
        new AccessRules(MESH, TODAY, Map.of("reviews/enriched-reviews/invoice-runner", 7))
            .check(GOOD, CARL);

    assertThat(result.problems())
        .extracting(problem -> problem.message())
        .containsExactly("Change request 7 asks for this already.");
  }

  @Test
  void takesThePortsOwnWordOnApproval() {
    assertThat(new AccessRules(withApproval("automatic"), TODAY, Map.of()).check(GOOD, CARL))
        .matches(AccessRules.Result::isAutomatic)
        .matches(result -> result.problems().isEmpty());
    assertThat(new AccessRules(withApproval("none"), TODAY, Map.of()).check(GOOD, CARL).problems())
        .extracting(problem -> problem.message())
        .containsExactly("`enriched@v1` takes no requests. Its owner is `reviews-team`.");
  }

  static EnvironmentMesh mesh(SourceTree tree) {
    return Objects.requireNonNull(MeshLoader.load(tree).resolve("dev", TODAY).mesh());
  }

  private static EnvironmentMesh withApproval(String approval) {
    String path = "domains/reviews/enriched-reviews/product.yaml";
    try {
      String text =
          new String(SAMPLE.read(path), StandardCharsets.UTF_8)
              .replace("approval: owner", "approval: " + approval);
      return mesh(
          new OverlayTree(
              SAMPLE, Map.of(path, Optional.of(text.getBytes(StandardCharsets.UTF_8)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AccessRules.Result check(AccessForm form) {
    return new AccessRules(MESH, TODAY, Map.of()).check(form, CARL);
  }

  private static void assertProblem(AccessForm form, String field, String message) {
    assertThat(check(form).problems())
        .anySatisfy(problem -> {
          assertThat(problem.field()).isEqualTo(field);
          assertThat(problem.message()).isEqualTo(message);
        });
  }

  private static AccessForm with(AccessForm form, String field, String value) {
    return new AccessForm(
        field.equals("application") ? value : form.application(),
        form.product(),
        form.ports(),
        field.equals("purpose") ? value : form.purpose(),
        form.reason(),
        field.equals("expires") ? value : form.expires());
  }
}
