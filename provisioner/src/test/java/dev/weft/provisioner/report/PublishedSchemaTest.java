// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.resource.Acl.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What Weft prints as JSON is what its published schemas say.
final class PublishedSchemaTest {

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("plan", plan(Plans.complete())),
        Arguments.of("plan", plan(Plans.empty())),
        Arguments.of("plan", plan(Plans.hostile())),
        Arguments.of("apply", ApplyJson.render(GoldenOutputTest.report(Plans.complete()))),
        Arguments.of("drift", DriftJson.render(Drift.of(Plans.complete(), List.of()))),
        Arguments.of("diagnostics", DiagnosticJson.render(Plans.found(), 3)),
        Arguments.of("check", CheckJson.render(Plans.change(), "main")),
        Arguments.of("check", CheckJson.render(Plans.hostileChange(), "main")),
        Arguments.of("who-can", WhoCan.json(WhoCanTest.answer(Operation.READ))));
  }

  private static String plan(Plan plan) {
    return PlanJson.render(Plans.view(plan, List.of("unreachable"), Plans.found()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void describesWhatIsPrinted(String schema, String document) throws IOException {
    assertThat(PublishedSchemas.errors(schema, document)).isEmpty();
  }

  @Test
  void refusesWhatIsNotDescribed() throws IOException {
    String document = plan(Plans.complete()).replace("\"risk\"", "\"danger\"");

    assertThat(PublishedSchemas.errors("plan", document)).isNotEmpty();
  }

  @Test
  void sarifIsWhatTheStandardSays() {
    Schema schema = Standards.schema("sarif-2.1.0.schema.json");

    String check = DiagnosticSarif.render(Plans.change(), Map.of(), "1.0.0");
    String plan =
        DiagnosticSarif.render(
            PlanNotices.of(Plans.view(Plans.complete(), List.of("unreachable"), Plans.found())),
            Map.of(),
            "1.0.0");

    assertThat(Standards.errors(schema, check)).isEmpty();
    assertThat(check).contains("\"fixes\"", "\"deletedRegion\"", "\"insertedContent\"");
    assertThat(Standards.errors(schema, plan)).isEmpty();
    assertThat(Standards.errors(schema, "{\"version\": \"2.1.0\"}")).isNotEmpty();
  }
}
