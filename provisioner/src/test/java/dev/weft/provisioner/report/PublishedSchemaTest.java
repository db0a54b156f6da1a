// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.resource.Acl.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What Weft prints as JSON is what its published schemas say.
final class PublishedSchemaTest {

  private static final Path ROOT = Golden.root();

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("plan", plan(Plans.complete())),
        Arguments.of("plan", plan(Plans.empty())),
        Arguments.of("plan", plan(Plans.hostile())),
        Arguments.of("apply", ApplyJson.render(GoldenOutputTest.report(Plans.complete()))),
        Arguments.of("drift", DriftJson.render(Drift.of(Plans.complete(), List.of()))),
        Arguments.of("diagnostics", DiagnosticJson.render(Plans.findings(), 3)),
        Arguments.of("who-can", WhoCan.json(WhoCanTest.answer(Operation.READ))));
  }

  private static String plan(Plan plan) {
    return PlanJson.render(Plans.view(plan, List.of("unreachable"), Plans.findings()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void describesWhatIsPrinted(String schema, String document) throws IOException {
    Path file = ROOT.resolve("docs/reference/" + schema + ".schema.json");

    assertThat(errors(Files.readString(file), document)).isEmpty();
  }

  @Test
  void refusesWhatIsNotDescribed() throws IOException {
    Path file = ROOT.resolve("docs/reference/plan.schema.json");
    String document = plan(Plans.complete()).replace("\"risk\"", "\"danger\"");

    assertThat(errors(Files.readString(file), document)).isNotEmpty();
  }

  @Test
  void sarifIsWhatTheStandardSays() {
    Schema schema = Standards.schema("sarif-2.1.0.schema.json");

    assertThat(Standards.errors(schema, DiagnosticSarif.render(Plans.findings(), "1.0.0")))
        .isEmpty();
    assertThat(Standards.errors(schema, "{\"version\": \"2.1.0\"}")).isNotEmpty();
  }

  private static List<Error> errors(String schema, String document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(document, InputFormat.JSON);
  }
}
